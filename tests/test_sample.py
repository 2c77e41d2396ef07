"""data/sample: the export of the invented company is what its script writes, and the gold says what is in it."""

import html
import json
import re
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from rapidfuzz import fuzz

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
FILES = ["export/tickets.jsonl", "export/comments.jsonl", "export/users.jsonl", "gold.jsonl"]
ID_OR_PHONE = re.compile(r"\bQM\d{5}\b|\+44 [\d ]{9,13}\d|\b020 7946 \d{4}|\b07700 \d{6}|\(202\) 555-\d{4}")
MAIL = re.compile(r"[\w.]+@[\w-]+\.example")
Row = Mapping[str, Any]


def read(name: str) -> list[Row]:
    return [json.loads(line) for line in (SAMPLE / name).read_text(encoding="utf-8").split("\n") if line]


TICKETS = {row["id"]: row for row in read("export/tickets.jsonl")}
COMMENTS = {row["id"]: row for row in read("export/comments.jsonl")}
USERS = {row["id"]: row for row in read("export/users.jsonl")}
GOLD = {row["ticket_id"]: row for row in read("gold.jsonl")}
ANSWERABLE = [row for row in GOLD.values() if row["kind"] == "answerable"]
BY_FACT: dict[str, list[Row]] = defaultdict(list)
for answerable in ANSWERABLE:
    BY_FACT[answerable["fact_id"]].append(answerable)
SAID: dict[int, list[Row]] = defaultdict(list)
for comment in COMMENTS.values():
    SAID[comment["ticket_id"]].append(comment)


def facts() -> Iterator[Row]:
    for path in sorted((SAMPLE / "company").glob("*.yaml")):
        if path.name != "company.yaml":
            yield from yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["facts"]


FACTS = {fact["id"]: fact for fact in facts()}


def texts(ticket_id: int) -> str:
    bodies = [f"{comment['body']}\n{html.unescape(comment['html_body'])}" for comment in SAID[ticket_id]]
    return "\n".join([TICKETS[ticket_id]["subject"], *bodies])


def test_the_committed_files_are_what_the_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLE / "make_sample.py", "--out", tmp_path], check=True, capture_output=True)
    different = [name for name in FILES if (tmp_path / name).read_bytes() != (SAMPLE / name).read_bytes()]
    assert different == []


def test_there_are_enough_tickets_on_every_fact() -> None:
    per_fact = [len(BY_FACT[fact_id]) for fact_id in FACTS]
    assert len(TICKETS) >= 1600
    assert len(FACTS) == 176
    assert min(per_fact) >= 4
    assert statistics.mean(per_fact) >= 8


def test_the_export_is_small_enough_to_keep_in_the_repository() -> None:
    assert sum((SAMPLE / name).stat().st_size for name in FILES[:3]) < 8_000_000


@pytest.mark.parametrize(
    ("what", "low", "high"),
    [("near_copy_of", 0.10, 0.12), ("needs_context", 0.10, 0.14), ("shorthand", 0.22, 0.30), ("on_behalf", 0.01, 0.05)],
)
def test_shares_of_all_tickets_are_as_promised(what: str, low: float, high: float) -> None:
    assert low <= sum(bool(row[what]) for row in ANSWERABLE) / len(TICKETS) <= high


def test_everything_happens_within_half_a_year() -> None:
    times = [row["created_at"] for row in (*TICKETS.values(), *COMMENTS.values())]
    assert min(times) >= "2026-03-01"
    assert max(times) < "2026-09-01"
    assert all(row["created_at"] <= row["updated_at"] for row in TICKETS.values())


def test_every_response_states_what_it_must() -> None:
    missing = [
        (row["ticket_id"], part)
        for row in ANSWERABLE
        for part in row["must_state"]
        if part.lower() not in row["response"].lower()
    ]
    assert missing == []
    assert all(row["must_state"] for row in ANSWERABLE)


def test_the_gold_answer_is_the_one_that_the_agent_gave() -> None:
    for row in ANSWERABLE:
        comment = COMMENTS[row["answer_comment_id"]]
        assert comment["ticket_id"] == row["ticket_id"]
        assert comment["public"]
        assert USERS[comment["author_id"]]["role"] == "agent"


def test_a_policy_is_superseded_before_its_change_and_current_after() -> None:
    for fact_id, fact in FACTS.items():
        if "changed" not in fact:
            assert all(row["state"] != "superseded" for row in BY_FACT[fact_id])
            continue
        on = fact["changed"].get("on", fact["changed"].get(True))
        assert {row["state"] for row in BY_FACT[fact_id]} == {"current", "superseded"}
        for row in BY_FACT[fact_id]:
            asked, answered = TICKETS[row["ticket_id"]], COMMENTS[row["answer_comment_id"]]
            assert (asked["created_at"] < on) == (answered["created_at"] < on) == (row["state"] == "superseded")


def test_a_minority_of_answers_is_wrong_where_agents_contradict_each_other() -> None:
    for fact_id, fact in FACTS.items():
        states = Counter(row["state"] for row in BY_FACT[fact_id])
        if "contradicted" in fact:
            assert 1 <= states["wrong"] <= 2
            assert 0.1 <= states["wrong"] / states.total() <= 0.25
        else:
            assert states["wrong"] == 0


def test_what_must_not_be_stated_is_in_the_ticket_but_not_in_its_answer() -> None:
    planted = [(row, part) for row in ANSWERABLE for part in row["must_not_state"]]
    assert len(planted) > 40
    for row, part in planted:
        assert any(re.findall(r"\d+", part)[0] in comment["body"] for comment in SAID[row["ticket_id"]])
        assert part not in row["answered"]
        assert part not in row["response"]


def test_a_near_copy_repeats_an_earlier_ticket_almost_to_the_letter() -> None:
    copies = [row for row in GOLD.values() if row["near_copy_of"] is not None and row["fact_id"]]
    for row in copies:
        original = GOLD[row["near_copy_of"]]
        assert original["ticket_id"] < row["ticket_id"]
        assert original["fact_id"] == row["fact_id"]
        assert fuzz.ratio(row["asked"].lower(), original["asked"].lower()) > 75


def test_what_is_not_marked_as_a_near_copy_is_worded_anew() -> None:
    asked: dict[str, list[str]] = defaultdict(list)
    for row in GOLD.values():
        if row["fact_id"] and not row["near_copy_of"] and row["kind"] != "merged":
            asked[row["fact_id"]].append(row["asked"].lower())
    too_close = [
        (one, two)
        for group in asked.values()
        for n, one in enumerate(group)
        for two in group[:n]
        if fuzz.ratio(one, two) > 80
    ]
    assert too_close == []


def test_every_personal_value_in_the_gold_is_in_the_ticket() -> None:
    absent = [
        (row["ticket_id"], entry)
        for row in GOLD.values()
        for entry in row["personal_data"]
        if entry["value"] not in texts(row["ticket_id"])
    ]
    assert absent == []


def test_every_personal_value_in_a_ticket_is_in_the_gold() -> None:
    desks = {"peopledesk", "payroll", "itdesk", "facilities"}
    staff = [user for user in USERS.values() if user["external_id"]]
    full_names = re.compile("|".join(re.escape(user["name"]) for user in staff))
    agents = re.compile("|".join(rf"\b{user['name'].split()[0]}\b" for user in staff if user["role"] == "agent"))
    for ticket_id, row in GOLD.items():
        said = texts(ticket_id).replace("\\n", "\n")
        known = {entry["value"] for entry in row["personal_data"]}
        mails = {mail for mail in MAIL.findall(said) if mail.split("@")[0] not in desks}
        assert mails | set(ID_OR_PHONE.findall(said)) | set(full_names.findall(said)) <= known
        assert all(any(first in value for value in known) for first in set(agents.findall(said)))


def test_no_name_is_also_a_word_of_the_facts() -> None:
    words = {
        word
        for fact in FACTS.values()
        for word in re.findall(r"\w+", json.dumps(fact, ensure_ascii=False, default=str))
    }
    names = {
        part for user in USERS.values() if user["external_id"] for part in user["name"].split() if part[0].isupper()
    }
    assert names & words == set()


def test_the_three_files_belong_together() -> None:
    assert set(SAID) == set(TICKETS) == set(GOLD)
    unknown = {row["author_id"] for row in COMMENTS.values()} - set(USERS)
    assert len(unknown) == 3  # people who have left
    for ticket_id, ticket in TICKETS.items():
        first = min(SAID[ticket_id], key=lambda comment: comment["id"])
        assert ticket["description"] == first["body"]
        assert first["author_id"] in {ticket["requester_id"], ticket["submitter_id"]}
        assert [c["created_at"] for c in SAID[ticket_id]] == sorted(c["created_at"] for c in SAID[ticket_id])


def test_no_placeholder_is_left_but_those_of_a_broken_macro() -> None:
    left = {match for row in COMMENTS.values() for match in re.findall(r"\{+[\w.]+\}+", row["body"])}
    assert left <= {"{{ticket.requester.first_name}}"}


def test_it_is_as_messy_as_a_helpdesk() -> None:
    bodies = [row["body"] for row in COMMENTS.values()]
    for mess in [
        "##- Please type your reply above this line -##", "-----Original Message-----", "\nSent: ", " wrote:\n", "\n> ",
        "schrieb", "CONFIDENTIALITY NOTICE", "Sent from my", "has been received", "out of the office", "Rate us",
        "How would you rate", "closed and merged into", "â€™", "\\n",
    ]:  # fmt: skip
        assert sum(mess in body for body in bodies) >= 3, mess
    assert 0.03 < sum(not row["public"] for row in COMMENTS.values()) / len(COMMENTS) < 0.1
    assert {row["kind"] for row in GOLD.values()} > {
        "non-answer",
        "unanswered",
        "merged",
        "spam",
        "chitchat",
        "auto-only",
    }
    assert any(isinstance(row["satisfaction_rating"], str) for row in TICKETS.values())
    assert any(isinstance(row["satisfaction_rating"], dict) for row in TICKETS.values())
