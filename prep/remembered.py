"""What an audit worked out, kept for the next one: after an edit only what the edit touches is worked out again.

A result is known by a digest of all that it was made from. The file belongs to the version of the code that wrote it
and holds what the last audit needed; it may be deleted.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from prep.project import write_text

_Result = TypeVar("_Result")


class Remembered:
    """Results by kind and digest. Without a file nothing is kept beyond this object."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known = _read(file) if file else {}
        self._needed: dict[str, dict[str, Any]] = {}

    def results(
        self,
        kind: str,
        form: TypeAdapter[_Result],
        digests: Sequence[str],
        work_out: Callable[[Sequence[int]], Iterable[_Result]],
    ) -> list[_Result]:
        """The result for each digest; those that are not known are worked out, given their positions, in one go."""
        known, needed = self._known.get(kind, {}), self._needed.setdefault(kind, {})
        found: dict[int, _Result] = {}
        for place, digest in enumerate(digests):
            if digest in known:
                try:
                    found[place] = form.validate_python(known[digest])
                    needed[digest] = known[digest]
                except ValidationError:
                    continue
        missing = [place for place in range(len(digests)) if place not in found]
        for place, result in zip(missing, work_out(missing), strict=True):
            found[place] = result
            needed[digests[place]] = form.dump_python(result, mode="json")
        return [found[place] for place in range(len(digests))]

    def keep(self) -> None:
        """Write what was needed since this was read."""
        if self._file:
            write_text(self._file, json.dumps({"code": code_digest(), "results": self._needed}, ensure_ascii=False))


def digest_of(*parts: object) -> str:
    """A digest of texts, numbers and bytes, in their order."""
    made = hashlib.sha256()
    for part in parts:
        plain = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        made.update(len(plain).to_bytes(8, "big") + plain)
    return made.hexdigest()


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
