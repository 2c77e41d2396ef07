"""Jira's CSV files: an issue search, in the language of whoever exported it, and the list of the data pipeline.

Column names: English, and German but for its comment, from headers of real exports (github.com). Of Spanish only the
creator, comment and labels, of French all but key, summary and type, were not seen in an export. A comment's cell is
`time;account id;text`; attachments look alike but end in `;name;address`. The data pipeline: Atlassian, "Data pipeline
export schema".
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from prep.errors import BadInput
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import text_id, text_of
from prep.ingest.helpdesks.jira_issues import Comment, Issue
from prep.ingest.helpdesks.made_ids import MadeIds
from prep.ingest.helpdesks.staff import who

_NAMES: Mapping[str, tuple[str, ...]] = {
    "key": ("Issue key", "Vorgangsschlüssel", "Clave de incidencia", "Clé de ticket"),
    "id": ("Issue id", "Vorgangs-ID", "ID de la incidencia", "ID de ticket"),
    "summary": ("Summary", "Zusammenfassung", "Resumen", "Résumé"),
    "description": ("Description", "Beschreibung", "Descripción"),
    "comment": (
        *("Comment", "Comments", "Kommentar", "Kommentare", "Comentario", "Comentarios"),
        *("Commentaire", "Commentaires"),
    ),
    "reporter": ("Reporter", "Autor", "Informador", "Rapporteur"),
    "reporter id": ("Reporter Id", "ID des Autors", "ID del informador", "ID du rapporteur"),
    "creator": ("Creator", "Ersteller", "Creador", "Créateur"),
    "creator id": ("Creator Id", "Ersteller-ID", "ID del creador", "ID du créateur"),
    "assignee": (
        *("Assignee", "Zugewiesene Person", "Bearbeiter", "Persona asignada", "Personne assignée"),
        "Responsable",
    ),
    "assignee id": (
        *("Assignee Id", "ID der zugewiesenen Person", "ID de la persona asignada", "ID de la personne assignée"),
        "ID du responsable",
    ),
    "created": ("Created", "Erstellt", "Creada", "Création", "Créé", "Date de création"),
    "updated": ("Updated", "Aktualisiert", "Actualizada", "Mise à jour", "Mis à jour", "Mise à jour le"),
    "status": ("Status", "Estado", "État", "Statut"),
    "type": ("Issue Type", "Vorgangstyp", "Tipo de Incidencia", "Type de ticket"),
    "labels": ("Labels", "Stichwörter", "Etiquetas", "Étiquettes"),
}  # fmt: skip
_REQUEST_TYPE = re.compile(r"(?:custom fields?|benutzerdefinierte felder|campo personalizado|champs personnalises) "
                           r"\((?:customer )?request type\)")  # fmt: skip
_LISTED = ("instance_url", "project_key", "issue_type", "summary")  # telling columns of the data pipeline's issues
_LISTED_LIMIT = 2_000  # characters that the data pipeline keeps of a description

_KEY = re.compile(r"[A-Z][A-Z0-9_]*-[0-9]+")
_ACCOUNT = re.compile(r"[0-9]{6}:[0-9a-f-]{36}|qm:[0-9a-f-]{36}:[\w-]+")
_COMMENT = re.compile(
    r"\s*(?P<time>(?=[^;\n]*[0-9][:.][0-9]{2})[^;\n]{8,40});(?P<author>[^;\n]{0,128});(?P<text>.*)", re.S
)
_NUMBERED = re.compile(r"\.[0-9]+$")  # as pandas tells repeated columns apart
_FILE = re.compile(r"[^;\n]*;\s*https?://\S+\s*")


def is_issue(row: Mapping[str, Any]) -> bool:
    """Whether a row is an issue of a search, by its columns or, in other languages, by how its cells look."""
    cells = _cells(row)
    if "key" in cells and "summary" in cells:
        return _KEY.fullmatch(cells["key"]) is not None
    texts = [each for value in row.values() for each in _texts(value)]
    return any(map(_KEY.fullmatch, texts)) and any(_ACCOUNT.fullmatch(text) or _is_comment(text) for text in texts)


def is_listed(row: Mapping[str, Any]) -> bool:
    """Whether a row is an issue in the data pipeline's list, which has no comments."""
    return all(name in row for name in _LISTED) and "key" in row


def issue_of(row: JsonRow) -> Issue:
    """One issue with its comments. BadInput when its columns are in a language that is not known."""
    cells = _cells(row.value)
    if "key" not in cells or "summary" not in cells:
        shown = ", ".join(repr(str(name)[:40]) for name in list(row.value)[:6])
        raise BadInput(
            f"{row.source}: expected Jira's columns in English, German, Spanish or French (Issue key, Summary, "
            f"Description, Reporter), got {shown}. Set the language of your Jira profile to English and export again."
        )
    key = cells["key"].strip()
    return Issue(
        key=key,
        issue_id=cells.get("id", "").strip(),
        summary=cells["summary"],
        description=cells.get("description", ""),
        source=row.source,
        reporter=who(*_person(cells, "reporter")),
        creator=who(*_person(cells, "creator")),
        assignee=who(*_person(cells, "assignee")),
        created_at=cells.get("created", ""),
        updated_at=cells.get("updated", ""),
        status=cells.get("status", ""),
        topic=_request_type(row.value) or cells.get("type", ""),
        tags=tuple(_all(row.value, "labels")),
        comments=tuple(_comments(row, key)),
        is_wiki=True,
    )


def knows_reporters(row: Mapping[str, Any]) -> bool:
    """Whether the columns say who asked."""
    cells = _cells(row)
    return "reporter" in cells or "reporter id" in cells


def listed_issue(row: JsonRow) -> Issue:
    """One issue of the data pipeline's list. Its people are numbers or user keys, as the comments of REST have them."""
    value = row.value
    description = text_of(value, "description")
    return Issue(
        key=text_of(value, "key").strip(),
        issue_id=text_id(value.get("id")),
        summary=text_of(value, "summary"),
        description=description,
        source=row.source,
        reporter=who(text_id(value.get("reporter_id")), text_of(value, "reporter_name")),
        creator=who(text_id(value.get("creator_id")), text_of(value, "creator_name")),
        assignee=who(text_id(value.get("assignee_id")), text_of(value, "assignee_name")),
        created_at=text_of(value, "created_date"),
        updated_at=text_of(value, "updated_date"),
        status=text_of(value, "status"),
        topic=text_of(value, "issue_type"),
        is_wiki=True,
        truncated=len(description) >= _LISTED_LIMIT,
    )


@cache
def _part(column: str) -> str:
    """The part that a column plays, whatever its language; "" for all others."""
    name = _plain(_NUMBERED.sub("", column))
    return next((part for part, names in _NAMES.items() if name in map(_plain, names)), "")


@cache
def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", " ".join(name.casefold().split()).rstrip(":"))
    return "".join(char for char in folded if not unicodedata.combining(char))


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """The parts that stand in one column each."""
    return {part: value for name, value in row.items() if isinstance(value, str) and (part := _part(name))}


def _all(row: Mapping[str, Any], part: str) -> Iterator[str]:
    for name, value in row.items():
        if _part(name) == part:
            yield from (text for text in _texts(value) if text.strip())


def _person(cells: Mapping[str, str], part: str) -> tuple[str, ...]:
    """Id and name; a server's export has the user name only."""
    name = cells.get(part, "").strip()
    return (cells.get(f"{part} id", "").strip() or name, name)


def _request_type(row: Mapping[str, Any]) -> str:
    return next(
        (value for name, value in row.items() if isinstance(value, str) and _REQUEST_TYPE.match(_plain(name))), ""
    )


def _is_comment(text: str) -> bool:
    match = _COMMENT.fullmatch(text)
    return match is not None and _FILE.fullmatch(match["text"]) is None


def _comments(row: JsonRow, key: str) -> Iterator[Comment]:
    """Comments by the name of their columns, or else by how their cells look."""
    named = any(_part(name) == "comment" for name in row.value)
    cells = _all(row.value, "comment") if named else (
        text for name, value in row.value.items() if not _part(name) for text in _texts(value) if _is_comment(text)
    )  # fmt: skip
    ids = MadeIds()
    for cell in cells:
        match = _COMMENT.fullmatch(cell)
        written, author, text = (
            (match["time"].strip(), match["author"].strip(), match["text"]) if match else ("", "", cell)
        )
        yield Comment(key, ids.next(written, author), text, who(author), row.source, written, is_wiki=True)
