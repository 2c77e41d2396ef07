"""What an audit worked out, kept for the next one: after an edit only what the edit touches is worked out again.

A result is known by a digest of all that it was made from. The file belongs to the version of the code that wrote it
and holds what the last audit needed; it may be deleted.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from prep.project import write_text

_Result = TypeVar("_Result")
_DIGITS = 32  # of a digest: 128 bits, which no two of a helpdesk's texts share


class Remembered:
    """Results by kind and digest. Without a file nothing is kept beyond this object."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known = _read(file) if file else {}
        self._kinds: dict[str, OneKind[Any]] = {}

    def of(self, kind: str, form: TypeAdapter[_Result]) -> "OneKind[_Result]":
        """The results of a kind, by digest: those known from before, and those that are put in now."""
        if kind not in self._kinds:
            self._kinds[kind] = OneKind(form, self._known.get(kind, {}))
        return self._kinds[kind]

    def results(
        self,
        kind: str,
        form: TypeAdapter[_Result],
        digests: Sequence[str],
        work_out: Callable[[Sequence[int]], Iterable[_Result]],
    ) -> list[_Result]:
        """The result for each digest; those that are not known are worked out, given their positions, in one go."""
        of_kind = self.of(kind, form)
        missing = [place for place, digest in enumerate(digests) if not of_kind.knows(digest)]
        for place, result in zip(missing, work_out(missing), strict=True):
            of_kind[digests[place]] = result
        return [of_kind[digest] for digest in digests]

    def keep(self) -> None:
        """Write what was needed since this was read."""
        if self._file:
            needed = {kind: results.needed() for kind, results in self._kinds.items()}
            write_text(self._file, json.dumps({"code": code_digest(), "results": needed}, ensure_ascii=False))


class OneKind(Generic[_Result]):
    """The results of one kind."""

    def __init__(self, form: TypeAdapter[_Result], known: MutableMapping[str, Any]) -> None:
        self._form, self._known = form, known
        self._results: dict[str, _Result] = {}
        self._written: dict[str, Any] = {}  # of those that were read

    def knows(self, digest: str) -> bool:
        """Whether there is one; it counts as needed from now on."""
        if digest not in self._results and digest in self._known:
            try:
                self._results[digest] = self._form.validate_python(self._known[digest])
                self._written[digest] = self._known[digest]
            except ValidationError:
                return False
        return digest in self._results

    def __getitem__(self, digest: str) -> _Result:
        return self._results[digest]

    def __setitem__(self, digest: str, result: _Result) -> None:
        self._results[digest] = result
        self._written.pop(digest, None)

    def needed(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            digest: self._written[digest] if digest in self._written else self._form.dump_python(result, mode="json")
            for digest, result in self._results.items()
        }


def digest_of(*parts: object) -> str:
    """A digest of texts, numbers and bytes, in their order."""
    made = hashlib.sha256()
    for part in parts:
        plain = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        made.update(len(plain).to_bytes(8, "big") + plain)
    return made.hexdigest()[:_DIGITS]


@lru_cache(maxsize=1)
def code_digest() -> str:
    """A digest of this package: another version may judge otherwise."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return digest_of(*(part for file in files for part in (file.name, file.read_bytes())))


def _read(file: Path) -> dict[str, dict[str, Any]]:
    """Nothing where the file is missing, damaged or another version's: it can be made again."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        known = stored["results"] if stored["code"] == code_digest() else {}
        return {kind: dict(results) for kind, results in known.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
