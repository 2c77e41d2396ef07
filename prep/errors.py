"""Everything that can go wrong with what a person gives us.

One class for each thing a caller may want to tell apart. The message is one line: what was expected, what came
(file:line), what to do. The command line prints it and ends with exit code 2.
"""


class PairwrightError(Exception):
    """A fault that the person can mend; its text says how."""


class BadInput(PairwrightError, ValueError):
    """A file, value or setting that is not what was expected."""


class MissingProject(PairwrightError, FileNotFoundError):
    """No project folder, or a stage whose files do not exist yet."""


class StaleFiles(PairwrightError, RuntimeError):
    """Files that no longer fit together: one was changed after the other was made from it."""


class Refused(PairwrightError, RuntimeError):
    """Something that could be done but must not, such as training on a split that leaks."""
