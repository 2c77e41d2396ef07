"""Jira Service Management's exports, and the traps in them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.holding import in_memory
from prep.ingest import read_export
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks import Asked
from prep.ingest.helpdesks.jira import JIRA
from prep.records import Import

ANN = "712020:11f06c30-0697-401a-b9ef-2320eb2db3a9"  # asks
BOB = "712020:dbd660ad-a6f9-46c6-ba6d-12d60b31a247"  # answers
PORTAL = "qm:a713c8ea-1075-4e30-9d96-891a7d181739:5ad6d3581db05e2a66fa80b"
ROBOT = "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077"
ENGLISH = (
    *("Summary", "Issue key", "Issue id", "Issue Type", "Status", "Assignee", "Assignee Id", "Reporter", "Reporter Id"),
    *("Creator", "Creator Id", "Created", "Updated", "Description", "Attachment", "Labels", "Labels"),
)
GERMAN = (
    *("Zusammenfassung", "Vorgangsschlüssel", "Vorgangs-ID", "Vorgangstyp", "Status", "Zugewiesene Person"),
    *("ID der zugewiesenen Person", "Autor", "ID des Autors", "Ersteller", "Ersteller-ID", "Erstellt", "Aktualisiert"),
    *("Beschreibung", "Anhang", "Stichwörter", "Stichwörter"),
)
SPANISH = (
    *("Resumen", "Clave de incidencia", "ID de la incidencia", "Tipo de Incidencia", "Estado", "Persona asignada"),
    *("ID de la persona asignada", "Informador", "ID del informador", "Creador", "ID del creador", "Creada"),
    *("Actualizada", "Descripción", "Archivo adjunto", "Etiquetas", "Etiquetas"),
)
FRENCH = (
    *("Résumé", "Clé de ticket", "ID de ticket", "Type de ticket", "État", "Personne assignée"),
    *("ID de la personne assignée", "Rapporteur", "ID du rapporteur", "Créateur", "ID du créateur", "Création"),
    *("Mise à jour", "Description", "Pièce jointe", "Étiquettes", "Étiquettes"),
)


def issue_cells(key: str = "HELP-7", *, creator: tuple[str, str] = ("Ann Lee", ANN), **cells: str) -> list[str]:
    return [
        cells.get("summary", "VPN"), key, "10007", "Service Request", "Done", "Bob Ray", BOB, "Ann Lee", ANN, *creator,
        cells.get("created", "25/Feb/26 4:00 PM"), cells.get("updated", "25/Feb/26 5:00 PM"),
        cells.get("description", "How do I get the *VPN*?"),
        f"25/Feb/26 4:01 PM;{ANN};screen.png;https://x.atlassian.net/rest/api/3/attachment/content/1", "network", "",
    ]  # fmt: skip


def comment_cell(text: str, *, by: str = BOB, minute: int = 10, time: str = "") -> str:
    return f"{time or f'25/Feb/26 4:{minute:02} PM'};{by};{text}"


def write_search(
    folder: Path, *issues: tuple[list[str], list[str]], header: tuple[str, ...] = ENGLISH, comment: str = "Comment",
    name: str = "Jira.csv",
) -> Path:  # fmt: skip
    """An issue search, each issue with its comments, as Jira writes it: one column a comment."""
    width = max(len(comments) for _, comments in issues)
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, *[comment] * width])
        for cells, comments in issues:
            writer.writerow([*cells, *comments, *[""] * (width - len(comments))])
    return path


def read(path: Path, **mapping: str) -> Import:
    return read_export([path], mapping={"comments": "all", **mapping})


def adf(*texts: str) -> dict[str, Any]:
    paragraphs = [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in texts]
    return {"type": "doc", "version": 1, "content": paragraphs}


def account(account_id: str, name: str, kind: str = "atlassian", **fields: Any) -> dict[str, Any]:
    return {"accountId": account_id, "displayName": name, "accountType": kind, **fields}


ANN_ACCOUNT = account(ANN, "Ann Lee", emailAddress="ann@home.example")
BOB_ACCOUNT = account(BOB, "Bob Ray")


def comment(
    comment_id: str, body: Any, author: dict[str, Any] = BOB_ACCOUNT, *, minute: int = 10, **fields: Any
) -> Any:
    return {
        "self": f"https://x.atlassian.net/rest/api/3/issue/10007/comment/{comment_id}", "id": comment_id,
        "author": author, "body": body, "created": f"2026-02-25T16:{minute:02}:00.000+0000", "jsdPublic": True,
        **fields,
    }  # fmt: skip


def issue(*comments: Any, **fields: Any) -> dict[str, Any]:
    return {
        "id": "10007", "key": "HELP-7", "self": "https://x.atlassian.net/rest/api/3/issue/10007",
        "fields": {
            "summary": "VPN", "description": adf("How do I get the VPN?"), "issuetype": {"name": "Service Request"},
            "status": {"name": "Done"}, "reporter": ANN_ACCOUNT, "creator": ANN_ACCOUNT, "assignee": BOB_ACCOUNT,
            "created": "2026-02-25T16:00:00.000+0000", "updated": "2026-02-25T17:00:00.000+0000", "labels": ["network"],
            "comment": {"comments": list(comments), "total": len(comments), "startAt": 0}, **fields,
        },
    }  # fmt: skip


def write_json(folder: Path, value: Any, name: str = "jira.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_repeated_comment_columns_are_one_thread_and_attachments_are_no_comments(tmp_path: Path) -> None:
    comments = [comment_cell("Order it; then wait."), comment_cell("Thanks", by=ANN, minute=20)]
    found = read(write_search(tmp_path, (issue_cells(), comments), (issue_cells("HELP-8"), [])))
    assert found.export_format == "jira" and "Jira Service Management issues" in found.because
    ticket = found.tickets[0]
    assert [(m.author, m.text, m.sent_at) for m in ticket.messages] == [
        ("customer", "How do I get the VPN?", "2026-02-25T16:00:00Z"),
        ("agent", "Order it; then wait.", "2026-02-25T16:10:00Z"),
        ("customer", "Thanks", "2026-02-25T16:20:00Z"),
    ]
    assert (ticket.ticket_id, ticket.subject, ticket.topic, ticket.status, ticket.tags) == (
        "HELP-7", "VPN", "Service Request", "Done", ("network",),
    )  # fmt: skip
    assert ticket.messages[1].sent_at_written == "25/Feb/26 4:10 PM"


def test_a_csv_marks_nothing_internal_so_the_person_chooses_and_the_choice_is_recorded(tmp_path: Path) -> None:
    comments = [comment_cell("Ask Bo for the key first."), comment_cell("Order it.", minute=11)]
    path = write_search(tmp_path, (issue_cells(), comments))
    with pytest.raises(
        BadInput, match=r"Jira\.csv:2: expected to learn.*--map comments=all.*comments=last-staff.*REST"
    ):
        read_export([path])
    assert [m.kind for m in read(path).tickets[0].messages] == ["comment", "comment", "comment"]
    last = read(path, comments="last-staff")
    assert [(m.kind, m.public) for m in last.tickets[0].messages] == [
        ("comment", True), ("internal-note", False), ("comment", True),
    ]  # fmt: skip
    assert last.mapping["comments"] == "last-staff"
    assert any("last staff comment" in warning for warning in last.warnings)
    with pytest.raises(BadInput, match="expected all or last-staff, got 'some'"):
        read(path, comments="some")


def test_a_customer_s_comments_stay_public_when_only_the_last_staff_comment_answers(tmp_path: Path) -> None:
    comments = [comment_cell("Order it."), comment_cell("Where?", by=ANN, minute=20)]
    (only,) = read(write_search(tmp_path, (issue_cells(), comments)), comments="last-staff").tickets
    assert [(m.author, m.kind) for m in only.messages[1:]] == [("agent", "comment"), ("customer", "comment")]


def test_a_remark_after_the_customer_s_thanks_is_not_taken_for_the_answer(tmp_path: Path) -> None:
    comments = [
        comment_cell("Order it."),
        comment_cell("Thanks!", by=ANN, minute=20),
        comment_cell("Note to self: tell Bob.", minute=30),
    ]
    (only,) = read(write_search(tmp_path, (issue_cells(), comments)), comments="last-staff").tickets
    assert [m.kind for m in only.messages[1:]] == ["comment", "comment", "internal-note"]
    still = [*comments[:1], comment_cell("It still fails.", by=ANN, minute=20), comment_cell("Restart.", minute=30)]
    (only,) = read(write_search(tmp_path, (issue_cells(), still)), comments="last-staff").tickets
    assert [m.kind for m in only.messages[1:]] == ["internal-note", "comment", "comment"]


@pytest.mark.parametrize(
    ("header", "column", "time"),
    [
        (GERMAN, "Kommentar", "25.02.2026 16:10"),
        (SPANISH, "Comentario", "25/feb/26 4:10 PM"),
        (FRENCH, "Commentaire", "25 févr. 2026 16:10"),
        (GERMAN, "Anmerkung", "25.02.2026 16:10"),  # a name that is not known: told by how its cells look
    ],
)
def test_columns_are_known_in_the_languages_of_jira(
    tmp_path: Path, header: tuple[str, ...], column: str, time: str
) -> None:
    path = write_search(
        tmp_path, (issue_cells(), [comment_cell("Order it.", time=time)]), header=header, comment=column
    )
    found = read(path)
    assert found.export_format == "jira"
    assert [(m.author, m.text) for m in found.tickets[0].messages] == [
        ("customer", "How do I get the VPN?"), ("agent", "Order it."),
    ]  # fmt: skip
    assert found.tickets[0].messages[1].sent_at == "2026-02-25T16:10:00Z"


def test_an_unknown_language_is_known_by_its_cells_and_asked_about(tmp_path: Path) -> None:
    header = tuple(f"Sarake {number}" for number in range(len(ENGLISH)))
    path = write_search(tmp_path, (issue_cells(), [comment_cell("Order it.")]), header=header, comment="Kommentti")
    with pytest.raises(BadInput, match=r"Jira\.csv:2: expected Jira's columns in English.*'Sarake 0'.*profile"):
        read(path)


def test_dates_by_number_are_read_only_when_some_row_settles_day_and_month(tmp_path: Path) -> None:
    ambiguous = comment_cell("Order it.", time="02/03/2026 16:10")
    path = write_search(tmp_path, (issue_cells(created="02/03/2026 16:00"), [ambiguous]))
    found = read(path)
    assert [(m.sent_at, m.sent_at_written) for m in found.tickets[0].messages][1] == ("", "02/03/2026 16:10")
    assert any("no row tells day from month" in warning for warning in found.warnings)
    settled = comment_cell("Order it.", time="13/03/2026 16:10")
    assert (
        read(write_search(tmp_path, (issue_cells(created="02/03/2026 16:00"), [settled])))
        .tickets[0]
        .messages[0]
        .sent_at.startswith("2026-03-02")
    )


def test_times_name_no_zone_unless_the_person_does(tmp_path: Path) -> None:
    path = write_search(tmp_path, (issue_cells(), [comment_cell("Order it.")]))
    assert any("times name no zone" in warning for warning in read(path).warnings)
    berlin = read(path, zone="Europe/Berlin")
    assert berlin.tickets[0].messages[1].sent_at == "2026-02-25T15:10:00Z"
    assert not any("zone" in warning for warning in berlin.warnings)


def test_portal_accounts_are_customers_and_automation_is_no_agent(tmp_path: Path) -> None:
    comments = [
        comment_cell("We got it.", by=ROBOT, minute=1),
        comment_cell("Me too", by=PORTAL, minute=2),
        comment_cell("Order it.", minute=3),
        comment_cell("Cc", by="712020:99999999-0697-401a-b9ef-2320eb2db3a9", minute=4),
        comment_cell("By nobody", by="", minute=5),
    ]
    (only,) = read(write_search(tmp_path, (issue_cells(), comments))).tickets
    assert [(m.author, m.kind) for m in only.messages[1:]] == [
        ("automatic", "auto-reply"), ("customer", "comment"), ("agent", "comment"), ("unknown", "comment"),
        ("unknown", "comment"),
    ]  # fmt: skip


def test_when_nothing_tells_staff_the_person_is_asked_by_account_and_name(tmp_path: Path) -> None:
    cells = issue_cells(creator=("Cy Roe", "cy"))
    cells[5:7] = ["", ""]  # assigned to nobody
    path = write_search(tmp_path, (cells, [comment_cell("Order it.", by="cy")]))
    with pytest.raises(BadInput, match=r"which authors are your agents, got 'cy' \(Cy Roe\).*agent_is=cy"):
        read(path)
    assert read(path, agent_is="Cy Roe").tickets[0].messages[1].author == "agent"


def test_what_staff_enter_for_the_reporter_is_the_reporter_s_question_when_staff_answer_it(tmp_path: Path) -> None:
    cells = issue_cells(creator=("Bob Ray", BOB))
    found = read(write_search(tmp_path, (cells, [comment_cell("Order it.")]), (issue_cells("HELP-8"), [])))
    assert [m.author for m in found.tickets[0].messages] == ["customer", "agent"]
    assert any("1 issue was created by somebody else than the reporter" in warning for warning in found.warnings)
    answered = read(write_search(tmp_path, (cells, [comment_cell("Done?", by=ANN), comment_cell("Yes", minute=30)])))
    assert [m.author for m in answered.tickets[0].messages] == ["agent", "customer", "agent"]


def test_comments_without_a_reporter_column_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text(f'Issue key,Summary,Comment\nHELP-7,VPN,"{comment_cell("Order it.")}"\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"short\.csv:2: expected the columns Reporter and Reporter Id.*all fields"):
        read(path)


def test_an_issue_in_two_exports_is_one_ticket_with_each_comment_once(tmp_path: Path) -> None:
    first, second = comment_cell("Order it."), comment_cell("Done?", by=ANN, minute=20)
    old = write_search(tmp_path, (issue_cells(), [first]), name="old.csv")
    new = write_search(
        tmp_path, (issue_cells(updated="26/Feb/26 5:00 PM", summary="VPN key"), [first, second]), name="new.csv"
    )
    found = read_export([old, new], mapping={"comments": "all"})
    assert [(ticket.subject, len(ticket.messages)) for ticket in found.tickets] == [("VPN key", 3)]
    assert [(r.code, r.source) for r in found.rejections] == [
        ("repeated-row", "old.csv:2"),
        ("repeated-row", "old.csv:2"),
    ]


def test_a_search_without_comments_and_the_data_pipeline_are_listings(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no agent replies: it holds 1 ticket without messages.*CSV \(all fields\)"):
        read_export([write_search(tmp_path, (issue_cells(), []))])
    path = tmp_path / "issues_job1.csv"
    path.write_text(
        "id,instance_url,key,url,project_key,project_type,issue_type,summary,description,creator_id,reporter_id,status\n"
        "10007,https://x,HELP-7,https://x/HELP-7,HELP,service_desk,Task,VPN,How do I get the VPN?,1,1,Done\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput, match=r"Jira Service Management tickets.*no agent replies.*data pipeline"):
        read_export([path])


def test_the_data_pipeline_cuts_descriptions_at_2000_characters(tmp_path: Path) -> None:
    columns = ("id", "instance_url", "key", "project_key", "issue_type", "summary", "description", "reporter_id")
    cells = ("10007", "https://x", "HELP-7", "HELP", "Task", "VPN", "x" * 2000, ANN)
    listed = tmp_path / "issues.csv"
    listed.write_text(f"{','.join(columns)}\n{','.join(cells)}\n", encoding="utf-8")
    comments = write_json(tmp_path, {"comments": [comment("1", adf("Order it."), jsdPublic=True)]})
    (only,) = read_export([listed, comments], mapping={"agent_is": "Bob Ray"}).tickets
    assert [(m.author, m.truncated) for m in only.messages] == [("customer", True), ("agent", False)]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda each: [each],
        lambda each: {"expand": "names", "startAt": 0, "maxResults": 50, "total": 1, "issues": [each]},
        lambda each: {"stream": "issues", "data": each},
        lambda each: {"type": "RECORD", "record": {"stream": "issues", "data": each}},
    ],
    ids=["array", "search", "stream", "airbyte"],
)
def test_rest_issues_are_read_in_every_wrapper_with_their_internal_comments(tmp_path: Path, wrap: Any) -> None:
    public, internal = (
        comment("1", adf("Order it.", "Then wait.")),
        comment("2", adf("Ask Bo."), jsdPublic=False, minute=5),
    )
    found = read_export([write_json(tmp_path, wrap(issue(public, internal)))])
    assert found.export_format == "jira"
    (only,) = found.tickets
    assert [(m.message_id, m.author, m.kind, m.public, m.text) for m in only.messages] == [
        ("0", "customer", "comment", True, "How do I get the VPN?"),
        ("2", "agent", "internal-note", False, "Ask Bo."),
        ("1", "agent", "comment", True, "Order it.\n\nThen wait."),
    ]
    assert [(p.author, p.name, p.emails) for p in only.people] == [
        ("customer", "Ann Lee", ("ann@home.example",)), ("agent", "Bob Ray", ()),
    ]  # fmt: skip


def test_a_line_each_and_comments_alone_meet_by_the_issue_in_their_address(tmp_path: Path) -> None:
    path = tmp_path / "jira.jsonl"
    rows = [
        issue(comment("1", adf("Order it."))),
        comment("1", adf("Order it.")),
        comment("2", adf("Done?"), ANN_ACCOUNT),
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = read_export([path])
    assert [m.author for m in found.tickets[0].messages] == ["customer", "agent", "customer"]
    assert [r.code for r in found.rejections] == ["repeated-row"]
    with pytest.raises(BadInput, match="1 message without tickets"):
        read_export([write_json(tmp_path, {"comments": [comment("1", adf("Order it."))]})])


def test_a_server_marks_internal_comments_by_a_property_or_a_restriction_or_not_at_all(tmp_path: Path) -> None:
    bob, ann = {"name": "bob", "key": "JIRAUSER2", "displayName": "Bob Ray"}, {"name": "ann", "displayName": "Ann Lee"}

    def said(comment_id: str, author: dict[str, Any], **fields: Any) -> dict[str, Any]:
        made = comment(comment_id, f"*{comment_id}*", author, **fields)
        del made["jsdPublic"]
        return made

    marked = [
        said("internal", bob, properties=[{"key": "sd.public.comment", "value": {"internal": True}}]),
        said("text", bob, properties=[{"key": "sd.public.comment", "value": {"internal": "true"}}]),
        said("public", bob, properties=[{"key": "sd.public.comment", "value": {"internal": False}}]),
        said("empty", bob, properties=[]),
        said("role", bob, visibility={"type": "role", "value": "Administrators"}),
    ]
    people: dict[str, Any] = {"reporter": ann, "creator": ann, "assignee": bob, "description": "How do I get the VPN?"}
    (only,) = read_export([write_json(tmp_path, [issue(*marked, **people)])]).tickets
    assert [(m.text, m.kind) for m in only.messages[1:]] == [
        ("internal", "internal-note"), ("text", "internal-note"), ("public", "comment"), ("empty", "comment"),
        ("role", "internal-note"),
    ]  # fmt: skip
    unmarked = write_json(tmp_path, [issue(said("x", bob), **people)])
    with pytest.raises(BadInput, match="--map comments=all"):
        read_export([unmarked])
    assert read(unmarked).tickets[0].messages[1].public


def test_apps_are_automatic_and_portal_customers_are_customers(tmp_path: Path) -> None:
    comments = (
        comment("1", adf("We got it."), account("app", "Rules", "app"), minute=1),
        comment("2", adf("Me too"), account("c1", "Cy", "customer"), minute=2),
        comment("3", adf("Order it."), minute=3),
        comment("4", adf("Hm"), account("x1", "Xi"), minute=4),
    )
    (only,) = read_export([write_json(tmp_path, [issue(*comments)])]).tickets
    assert [(m.author, m.kind) for m in only.messages[1:]] == [
        ("automatic", "auto-reply"), ("customer", "comment"), ("agent", "comment"), ("unknown", "comment"),
    ]  # fmt: skip


def test_comments_that_a_search_left_out_are_told(tmp_path: Path) -> None:
    cut = issue(comment("1", adf("Order it.")))
    cut["fields"]["comment"]["total"] = 30
    found = read_export([write_json(tmp_path, [cut])])
    assert any("1 issue has more comments in Jira" in warning and "HELP-7" in warning for warning in found.warnings)


def test_wiki_markup_becomes_text_and_mentions_become_names(tmp_path: Path) -> None:
    markup = (
        f"h2. Hello [~accountid:{ANN}]\r\n# open _File_\r\n# press *OK*\r\n* see [docs|https://x.example/a_b]\r\n"
        "{code:bash}\r\nls *x* | wc\r\n{code}\r\n!screen.png|thumbnail! keep snake_case_name and {{rm}}"
    )
    (only,) = read(write_search(tmp_path, (issue_cells(), [comment_cell(markup)]))).tickets
    assert only.messages[1].text.splitlines() == [
        "Hello @Ann Lee", "1. open File", "2. press OK", "- see docs (https://x.example/a_b)", "ls *x* | wc",
        " keep snake_case_name and rm",
    ]  # fmt: skip


def test_a_document_tree_becomes_text(tmp_path: Path) -> None:
    text = {"type": "text", "text": "docs", "marks": [{"type": "link", "attrs": {"href": "https://x.example"}}]}
    item = {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "one"}]}]}
    tree = {
        "type": "doc", "version": 1,
        "content": [
            {"type": "paragraph", "content": [
                {"type": "text", "text": "Hi "}, {"type": "mention", "attrs": {"id": ANN, "text": "@Ann"}},
                {"type": "hardBreak"}, text, {"type": "emoji", "attrs": {"shortName": ":smile:"}},
            ]},
            {"type": "orderedList", "content": [item, item]},
            {"type": "mediaSingle", "content": [{"type": "media", "attrs": {"id": "1"}}]},
            {"type": "panel", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Bye"}]}]},
        ],
    }  # fmt: skip
    found = read_export([write_json(tmp_path, [issue(comment("1", tree))])])
    assert found.tickets[0].messages[1].text.split("\n") == [
        "Hi @Ann", "docs (https://x.example):smile:", "", "1. one", "2. one", "", "Bye",
    ]  # fmt: skip


def test_a_document_tree_without_bottom_is_left_out() -> None:
    deep: dict[str, Any] = {"type": "text", "text": "x"}
    for _ in range(5000):
        deep = {"type": "blockquote", "content": [deep]}
    told = JIRA.tell([JsonRow(issue(comment("1", deep)), "jira.json:1")], Asked(), in_memory)
    assert [said.left_out for said in told.messages] == [("bad-row", "its document tree is nested too deep")]
