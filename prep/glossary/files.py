"""glossary.yaml: a project's own shorthand, written so that a person can read and change it."""

import re
from dataclasses import asdict
from pathlib import Path

import yaml

from prep.errors import BadInput
from prep.glossary.general import GENERAL
from prep.glossary.records import Entry, Glossary, Sense
from prep.project import write_text

_HEADER = """\
# Shorthand of this project, over the general list that comes with pairwright.
#   EL: {meaning: "earned leave", confirmed_by: "your name"}
# confirmed_by "tickets": the tickets leave no other reading. Empty: only a proposal, not applied until you fill it in.
# An empty meaning with your name: this is no shorthand, leave it alone. "approval/approved" gives a second form.
# Two senses: doc: {confirmed_by: "you", senses: [{meaning: "doctor", topics: ["sick leave"]}, {meaning: "document",
#   near: ["upload", "sign"]}]}; where neither topic nor a word nearby tells, it is asked.
"""
_YAML_BREAK = re.compile("[\x85\u2028\u2029]")  # line breaks to YAML, so that a plain text would come back changed


def read_glossary(path: Path) -> Glossary:
    """A project's glossary over the general list; the general list alone when there is no file.

    A file made by hand may give a bare meaning, `EL: earned leave`, which counts as confirmed. Raises BadInput.
    """
    if not path.is_file():
        return GENERAL
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError) as fault:
        raise BadInput(f"{path}: expected YAML, got something else ({_first_line(fault)}). Repair the file.") from None
    if content is None:
        return GENERAL
    if not isinstance(content, dict):
        raise BadInput(
            f"{path}: expected shorthand: meaning lines, got {type(content).__name__}. "
            'Write lines such as `EL: {meaning: "earned leave", confirmed_by: "your name"}`.'
        )
    return GENERAL.with_entries([_entry(path, key, value) for key, value in content.items()])


def write_glossary(path: Path, glossary: Glossary) -> None:
    """Write the project's own entries; the general list is not repeated. Reading gives the same glossary back.

    A file that says all this already stays as it is, with a person's comments.
    """
    if path.is_file() and read_glossary(path).own == glossary.own:
        return
    lines = [_line(entry) for entry in glossary.own]
    write_text(path, _HEADER + "".join(lines))


def _entry(path: Path, key: object, value: object) -> Entry:
    if isinstance(key, bool):
        # YAML reads NO, ON and YES as truth values
        raise BadInput(f'{path}: expected shorthand as text, got {key}. Put it in quotes, such as "NO".')
    if isinstance(value, str) or value is None:
        return Entry(str(key), (value or "").strip(), "glossary file")
    if not isinstance(value, dict) or not isinstance(value.get("meaning", ""), str | None):
        raise BadInput(
            f"{path}: expected {key}: {{meaning: …, confirmed_by: …}}, got {str(value)[:60]!r}. Correct that entry."
        )
    n_tickets = value.get("n_tickets", 0)
    senses = value.get("senses") or []
    if not isinstance(senses, list) or not all(isinstance(one, dict) and one.get("meaning") for one in senses):
        raise BadInput(
            f"{path}: expected {key}: {{senses: [{{meaning: …, topics: […], near: […]}}]}}, got {str(senses)[:60]!r}. "
            "Correct that entry."
        )
    return Entry(
        str(key),
        (value.get("meaning") or "").strip(),
        str(value.get("confirmed_by") or "").strip(),
        n_tickets if isinstance(n_tickets, int) else 0,
        str(value.get("evidence") or ""),
        tuple(Sense(str(one["meaning"]), _texts(one.get("topics")), _texts(one.get("near"))) for one in senses),
        _texts(value.get("quoted")),
    )


def _texts(value: object) -> tuple[str, ...]:
    """One text or a list of them, as a person may write it."""
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()


def _line(entry: Entry) -> str:
    fields: dict[str, object] = {"meaning": entry.meaning, "confirmed_by": entry.confirmed_by}
    if entry.senses:
        del fields["meaning"]
        fields["senses"] = [
            {name: value if isinstance(value, str) else list(value) for name, value in asdict(sense).items() if value}
            for sense in entry.senses
        ]
    if entry.n_tickets:
        fields["n_tickets"] = entry.n_tickets
    if entry.evidence:
        fields["evidence"] = entry.evidence
    if entry.quoted:
        fields["quoted"] = list(entry.quoted)
    texts = (entry.shorthand, entry.meaning, entry.evidence, *(str(asdict(sense)) for sense in entry.senses))
    broken = any(_YAML_BREAK.search(text) for text in texts)
    return yaml.safe_dump(
        {entry.shorthand: fields}, default_flow_style=None, allow_unicode=not broken, sort_keys=False, width=10_000
    )


def _first_line(fault: Exception) -> str:
    return str(fault).split("\n")[0]
