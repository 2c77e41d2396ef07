"""Fields nobody filled in: {product}, <name>, [Your Name], XXXX, and our own [PHONE_1] where it carries the answer."""

import re
from collections.abc import Iterator

from prep.checks.check import Check, Found, Ground, shorten
from prep.records import Finding

_TEMPLATE = re.compile(
    r"\{\{?\s*[a-zA-Z_][\w .-]{1,40}\s*\}?\}|\{%.{1,60}%\}|\$\{[\w.]+\}|%[A-Z_]{3,}%"
    r"|<(?!(?:https?|br|p|b|i|u|a|li|ul|ol|em|div|span|strong|code|pre)\b)(?:your |the |insert )?[a-z][a-z _-]{2,30}>"
    r"|\[(?:your|insert|customer|agent|company|product|order|link|date|name|enter|add)(?: [a-z ]{2,30})?\]"
    r"|\b(?:X{4,}|lorem ipsum|TBD|TODO|FIXME)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\[[A-Z]+(?:_[A-Z]+)*_\d+\]")
_PERSON = re.compile(r"\[(?:AGENT|CUSTOMER|PERSON)_")
# What a machine fills in: %LOCALAPPDATA%, ${HOME}, and whatever stands in a path, as in C:\Users\<name>.
_ENVIRONMENT = re.compile(
    r"[%${]+(?:ALLUSERSPROFILE|(?:LOCAL)?APPDATA|COMMONPROGRAMFILES|COMPUTERNAME|COMSPEC|HOME(?:DRIVE|PATH)?|HOSTNAME"
    r"|LOGONSERVER|ONEDRIVE|PATH|PATHEXT|PROGRAM(?:DATA|FILES)|PUBLIC|PWD|SHELL|SYSTEM(?:DRIVE|ROOT)|TE?MP|TMPDIR|USER"
    r"|USER(?:DOMAIN|NAME|PROFILE)|WINDIR)[%}]+",
    re.IGNORECASE,
)
_PATH_BEFORE = re.compile(
    r"\\$|(?:^|[\s\"'(])(?:~|/(?:home|users|usr|etc|opt|var|mnt|media))/(?:[^\s/]+/)*$", re.IGNORECASE
)
# Where somebody is only addressed or signs, a placeholder carries nothing.
_ADDRESSED = re.compile(
    r"(?:^|\n)\W*(?:(?:hi|hello|hey|dear|thanks|regards|cheers|best)\b[^\n]{0,20})?$", re.IGNORECASE
)


def find(ground: Ground) -> Found:
    """One finding a pair; a placeholder of ours in an instruction is only noted."""
    findings = []
    for pair in ground.pairs:
        fields = [*_unfilled(pair.instruction), *_unfilled(pair.response)]
        carried = [
            match
            for match in _OURS.finditer(pair.response)
            if not _ADDRESSED.search(pair.response, 0, match.start()) and not _signs(pair.response, match)
        ]
        if fields or carried:
            said = ", ".join(dict.fromkeys(match[0] for match in (*fields, *carried)))
            detail = f"Not filled in: {said} in {shorten(pair.response)}"
            findings.append(Finding(CHECK.code, "review", (pair.pair_id,), float(len({*said.split(", ")})), detail))
        elif _OURS.search(pair.instruction):
            named = ", ".join(dict.fromkeys(_OURS.findall(pair.instruction)))
            findings.append(Finding(CHECK.code, "info", (pair.pair_id,), None, f"The instruction names {named}."))
    return findings


def _unfilled(text: str) -> Iterator[re.Match[str]]:
    """The fields of a template; environment variables and parts of a path are none."""
    for match in _TEMPLATE.finditer(text):
        in_path = text.startswith("\\", match.end()) or _PATH_BEFORE.search(text, 0, match.start())
        if not (in_path or _ENVIRONMENT.fullmatch(match[0])):
            yield match


def _signs(response: str, match: re.Match[str]) -> bool:
    """A person at the very end has signed; a number at the very end is what was asked for."""
    return bool(_PERSON.match(match[0])) and not response[match.end() :].strip(" .!\n") and match.start() > 0


CHECK = Check("placeholder-left", "Fields that were never filled in", "review", find)
