"""A small project for the workbench's tests, made by the product's own writing functions.

An invented company's people desk. `build_project` writes tickets, pairs, audit, split; `add_run`, `add_evaluation` and
`add_sessions` go on from there. Answers are invented, grades and intervals are computed.
"""

import atexit
import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from evalsuite.evaluate import evaluate
from evalsuite.folder import write_scores, write_summary
from evalsuite.records import Answer, Graded, GradedAnswer, Question, Stamp
from evalsuite.sampling import match_train_sample
from evalsuite.sessions.store import SessionStore
from evalsuite.summarise import summarise
from prep.certificate import certify
from prep.embeddings import Vectors
from prep.held_out import open_held_out, read_sealed, read_train, seal_split
from prep.import_summary import summarise_import
from prep.project import Project, digest, read_json, read_records, update_settings, write_json, write_jsonl
from prep.records import Audit, CheckRun, Edit, Finding, Import, Message, Pair, QuestionGroup, Rejection, Ticket
from prep.split import split_pairs
from train.records import Diagnosis, RunState, RunSummary, StepLog
from train.runs import append_step, write_run

SUBJECTS = {
    "Annual leave": [
        "annual leave",
        "carry-over leave",
        "wedding leave",
        "moving leave",
        "study leave",
        "unpaid leave",
    ],
    "Sick leave": [
        "sick leave",
        "child sick leave",
        "recovery leave",
        "dental leave",
        "vaccination leave",
        "rest leave",
    ],
    "Expenses": ["hotel", "taxi", "lunch", "train", "parking", "conference"],
    "Hardware": ["laptop", "headset", "monitor", "keyboard", "docking station", "phone"],
}
OFFICES = ["Leeds", "Pune", "Porto", "Lyon", "Graz"]
PHRASINGS = {
    "days": [
        "How many days of {subject} do I get in {office}?",
        "What is the {subject} quota at the {office} office?",
        "I work in {office}. How long may my {subject} be per year?",
        "Could you tell me the yearly limit for {subject} in {office}?",
        "{office} here: when is my {subject} used up?",
    ],
    "euros": [
        "What is the limit for a {subject} in {office}?",
        "How much may a {subject} cost me in {office}?",
        "I am going to {office}. Up to what amount is the {subject} paid?",
        "Does {office} pay my {subject}, and how much of it?",
        "{subject} in {office}: what is the maximum?",
    ],
}
WAITING = "T9001/4"
ACCEPTED_BY_RULE = "T9002/2"
CONFLICT = ("T9101/2", "T9102/2")
COPIES = ("T9201/2", "T9202/2")


def letters(texts: Sequence[str]) -> Vectors:
    """Texts as hashed words: enough of a meaning for a fixture."""
    counts = np.zeros((len(texts), 256), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in text.casefold().split():
            counts[row, hashlib.sha256(word.strip("?.,:").encode()).digest()[0]] += 1
    return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


def build_project(
    folder: Path, *, offices: int = 2, extra: Sequence[Pair] = (), extra_tickets: Sequence[Ticket] = ()
) -> Project:
    """A project up to its sealed split: one pair waits, two answers conflict, one copy was set aside.

    `extra` pairs wait too. A project of the same contents is built once and copied from then on.
    """
    built = _build(offices, tuple(extra), tuple(extra_tickets))
    return Project(Path(shutil.copytree(built.root, folder / built.name)))


@cache
def _build(offices: int, extra: tuple[Pair, ...], extra_tickets: tuple[Ticket, ...]) -> Project:
    project = Project(Path(mkdtemp(prefix="pairwright-")) / "people-desk")
    atexit.register(shutil.rmtree, project.root.parent)
    told = [*_bulk(offices), *_special()]
    pairs = [pair for pair, _ in told] + list(extra)
    write_jsonl(project.tickets, [*(ticket for _, ticket in told), *extra_tickets])
    write_jsonl(project.pairs, pairs)
    write_jsonl(project.rejected, [Rejection("no-agent-reply", "Only the customer wrote.", ticket_id="T9901")])
    write_jsonl(project.provenance, _edits())
    update_settings(
        project,
        {
            "name": project.name,
            "prepared_at": "2026-09-01T08:00:00+00:00",
            "import": {"export_format": "zendesk", "n_rows": 3 * len(pairs), "n_tickets": len(pairs) + 1},
        },
    )
    found = write_audit(project, pairs, extra)
    seal(project, pairs, found)
    return project


def add_import(project: Project, texts: Sequence[str]) -> None:
    """The summary of an import whose three threads hold these texts, with as many people, files and notes."""
    threads = tuple(
        Ticket(
            f"T{part}", texts[part], tuple(Message("m", "customer", text) for text in texts[part::3]), source=texts[0]
        )
        for part in range(3)
    )
    rejections = tuple(Rejection("bad-row", text, source=text) for text in texts[:3])
    columns = {"text": texts[1], "author": texts[2]}
    read = Import("table", texts[3], threads, rejections, tuple(texts), len(texts) + len(rejections), columns)
    summary = summarise_import(read, lambda ticket: ticket)
    write_json(project.import_summary, {"tickets_digest": digest(project.tickets), **asdict(summary)})


def write_audit(project: Project, pairs: Sequence[Pair], also_waiting: Sequence[Pair] = ()) -> Audit:
    findings = [
        Finding("undefined-shorthand", "review", (WAITING,), None, "“TL” is not in the glossary."),
        Finding("conflicting-answers", "review", CONFLICT, 0.9, "“10 days” against “15 days”."),
        Finding("near-duplicate", "reject", (COPIES[1], COPIES[0]), 0.97, "T9201/2 differs in the greeting only."),
        Finding("too-long", "info", (ACCEPTED_BY_RULE,), 900, "The response has 900 words."),
        *(Finding("undefined-shorthand", "review", (pair.pair_id,), None, f"“{pair.topic}”") for pair in also_waiting),
    ]
    waiting = (WAITING, *CONFLICT, *(pair.pair_id for pair in also_waiting))
    rejected = (COPIES[1],)
    kept = tuple(pair.pair_id for pair in pairs if pair.pair_id not in (*waiting, *rejected))
    by_question: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.pair_id in kept:
            by_question.setdefault(pair.response, []).append(pair.pair_id)
    groups = tuple(QuestionGroup(min(ids), tuple(ids)) for ids in by_question.values())
    runs = (CheckRun("conflicts", "ran", 1), CheckRun("mixed-language", "not-applicable", 0, "Fewer than 20 pairs."))
    found = Audit(tuple(findings), runs, groups, kept, waiting, rejected)
    write_jsonl(project.findings, found.findings)
    summary = {"pairs_digest": digest(project.pairs), "decisions_digest": ""}
    write_json(project.audit, {**summary, **{key: value for key, value in asdict(found).items() if key != "findings"}})
    return found


QUESTION = "How many days may I bank for a sabbatical?"
SEVERAL = (  # answers to it, the last of them about something else
    ("T9401/2", QUESTION, "You may bank up to 20 days for a sabbatical. Apply in Meridian by 1 May."),
    ("T9402/2", "Sabbatical: what is the most that I can save up?", "You may bank up to 20 days for a sabbatical."),
    ("T9403/2", "What may be banked towards a long break?", "You may bank up to 20 days for a sabbatical."),
    ("T9404/2", "Sabbatical, whom do I ask?", "Your team lead decides on it."),
)
FEWER = (
    ("T9501/2", "Where do I hand in a broken headset?", "Hand it in at the service desk on floor 2."),
    ("T9502/2", "My headset broke, where to?", "The service desk on floor 2 takes it back."),
)


def let_answers_differ(project: Project) -> None:
    """Keep six more pairs, who ask two questions and have five answers."""
    stored, kept = read_json(project.audit), read_records(project.pairs, Pair)
    new = [Pair(pair_id, pair_id[:5], *texts, "Annual leave") for pair_id, *texts in (*SEVERAL, *FEWER)]
    write_jsonl(project.pairs, [*kept, *new])
    groups = [{"group_id": rows[0][0], "pair_ids": [row[0] for row in rows]} for rows in (SEVERAL, FEWER)]
    changed = {
        "kept": [*stored["kept"], *(pair.pair_id for pair in new)],
        "groups": [*stored["groups"], *groups],
        "pairs_digest": digest(project.pairs),
    }
    write_json(project.audit, {**stored, **changed})


def seal(project: Project, pairs: Sequence[Pair], found: Audit) -> None:
    kept = [pair for pair in pairs if pair.pair_id in set(found.kept)]
    split = split_pairs(kept, found.groups)
    part = {row.pair_id: row.part for row in split.assignments}
    train = [pair for pair in kept if part[pair.pair_id] == "train"]
    held_out = [pair for pair in kept if part[pair.pair_id] != "train"]
    certificate = replace(certify(train, held_out, letters), n_copies=0)
    seal_split(
        project, split, kept, certificate, salts=[f"{place:032x}" for place in range(len(held_out))],
        sealed_at="2026-09-01T09:00:00+00:00", pairs_digest=digest(project.audit),
    )  # fmt: skip


class Knows:
    """A responder that answers a share of the questions right and the rest with another number."""

    def __init__(self, name: str, references: dict[str, str], share: float, refuses: Callable[[str], bool]) -> None:
        self.name, self.revision = name, f"{name} at {share}"
        self._references, self._share, self._refuses = references, share, refuses

    def answer(self, instructions: Sequence[str]) -> list[str]:
        return [self._say(instruction) for instruction in instructions]

    def _say(self, instruction: str) -> str:
        if self._refuses(instruction):
            return "I am sorry, I do not know that. Please ask the people desk."
        reference = self._references[instruction]
        chance = int(hashlib.sha256(f"{self.name}{instruction}".encode()).hexdigest()[:8], 16) / 16**8
        return reference if chance < self._share else _other_number(reference)


def add_evaluation(project: Project, run: str = "001-t4", *, share: float = 0.88) -> None:
    """Evaluate a responder that knows `share` of the answers, beside a base model and a guesser."""
    held_out, stamp = open_held_out(
        project, run=run, why="evaluate", command="pairwright evaluate", opened_at="2026-09-02T08:00:00+00:00"
    )
    group = {row.pair_id: row.group_id for row in read_sealed(project).split.assignments}
    asked = [
        Question(one.pair.pair_id, one.pair.instruction, (one.pair.response,), one.pair.topic, one.part, one.group_id)  # type: ignore[arg-type]
        for one in held_out
    ]
    train = [
        Question(pair.pair_id, pair.instruction, (pair.response,), pair.topic, "train", group[pair.pair_id])
        for pair in read_train(project)
    ]
    sample = match_train_sample(train, asked, seed=7)
    references = {question.instruction: question.references[0] for question in [*asked, *sample]}
    untaught = {question.instruction for question in asked if question.part == "untaught"}
    evaluate(
        asked,
        sample,
        [
            Knows(
                "fine_tuned",
                references,
                share,
                lambda instruction: instruction in untaught and len(instruction) % 3 > 0,
            ),
            Knows("base", references, 0.2, lambda instruction: len(instruction) % 2 == 0),
            Knows("nearest_pair", references, 0.7, lambda instruction: False),
        ],
        folder=project.evaluation(run),
        seed=7,
        stamp=Stamp(stamp.root, stamp.openings_before, stamp.near_copies, run, "2026-09-02T08:10:00+00:00"),
    )


def add_sessions(project: Project, *, worker_seen_at: str) -> SessionStore:
    """One finished session with a flag, one that waits for its tester (token "green-heron")."""
    store = SessionStore(project.sessions)
    at = "2026-09-03T10:{:02}:00+00:00".format
    store.invite(
        session_id="S1", token="blue-otter", tester="Ann", charter="You are a new colleague.", minutes=30,
        responder="fine_tuned", at=at(0),
    )  # fmt: skip
    store.open("S1", attested=True, at=at(0))
    for number, (question, answer) in enumerate(
        [("Can I carry over leave?", "Yes, 10 days."), ("And in Pune?", "The limit in Pune is 99 days.")], start=1
    ):
        exchange = store.ask("S1", question, at(number))
        store.answer(exchange, answer=answer, error="", at=at(number))
    store.flag(2, "wrong", "Pune has 15.", at(3))
    store.close("S1", surprise="It sounded very sure.", at=at(31))
    store.invite(
        session_id="S2", token="green-heron", tester="Bo", charter="You are on probation.", minutes=30,
        responder="fine_tuned", at=at(40),
    )  # fmt: skip
    store.worker_seen(worker_seen_at, "ready")
    return store


def add_run(project: Project, run: str = "001-t4", *, state: RunState = "finished", n_steps_done: int = 120) -> None:
    """A training run with a falling loss."""
    for step in range(10, n_steps_done + 1, 10):
        loss = 0.84 + 1.5 * 0.97**step
        append_step(project.run(run), StepLog(step, step / 40, loss, 2e-4, 0.5, step * 16, step * 20.0))
    finished = state == "finished"
    write_run(
        project.run(run),
        RunSummary(
            run_id=run, state=state, recipe={"name": "t4", "rank": 16, "learning_rate": 2e-4, "epochs": 3},
            recipe_digest="r", train_file_digest="t", seed=7, n_pairs=217, base_model="mistral-7b-instruct",
            base_revision="", template_digest="m", versions={}, device="T4", n_steps=120, n_steps_done=n_steps_done,
            first_loss=2.31 if finished else None, final_loss=0.88 if finished else None,
            seconds=2460.0 if finished else 0.0,
            diagnosis=Diagnosis("learning", "The loss falls steadily and has not flattened yet.") if finished else None,
            message="" if state != "failed" else "The GPU ran out of memory at step 60.",
        ),
    )  # fmt: skip


def write_hostile(texts: Sequence[str]) -> tuple[list[Pair], list[Ticket]]:
    """Pairs and threads that are made of such texts through and through."""
    told = [_told(f"T8{place:03}", text, text, text) for place, text in enumerate(texts)]
    return [pair for pair, _ in told], [ticket for _, ticket in told]


def hostile_evaluation(project: Project, texts: Sequence[str], run: str = "001-t4") -> None:
    """An evaluation whose questions, answers, topics and reasons are such texts."""
    graded = [
        GradedAnswer(
            Question(f"H{place}", text, (text,), text, "taught", f"H{place}"),
            Answer(f"H{place}", "fine_tuned", text, "", f"key-{place}", None),
            Graded("wrong", 0.1, reasons=(text,)),
        )
        for place, text in enumerate(texts)
    ]
    write_scores(project.evaluation(run), graded)
    write_summary(project.evaluation(run), summarise(graded, stamp=Stamp(run=run), seed=7))


def _bulk(offices: int) -> list[tuple[Pair, Ticket]]:
    told = []
    number = 100
    for topic, subjects in SUBJECTS.items():
        kind = "days" if "leave" in topic else "euros"
        for place, subject in enumerate(subjects):
            for office_number, office in enumerate(OFFICES[:offices]):
                amount = 3 + (7 * place + 11 * office_number) % 27
                response = (
                    f"In {office} you get {amount} days of {subject} a year. Enter it in the portal before you go."
                    if kind == "days"
                    else f"A {subject} in {office} is paid up to {amount * 10} euros. Keep the receipt and send it in."
                )
                for phrasing in PHRASINGS[kind]:
                    number += 1
                    question = phrasing.format(subject=subject, office=office)
                    told.append(_told(f"T{number}", question, response, topic))
    return told


def _special() -> list[tuple[Pair, Ticket]]:
    day = "2026-03-01T"
    thread = Ticket(
        "T9001",
        "Annual leave query",
        (
            Message("m1", "customer", "How many days of annual leave may I carry over?", sent_at=f"{day}09:14:00Z"),
            Message("m2", "agent", "Hi, are you on probation?", sent_at=f"{day}09:31:00Z"),
            Message("m3", "customer", "No, confirmed in January.", sent_at=f"{day}09:40:00Z"),
            Message(
                "m4", "agent", "up to 14 days of EL c/f till 31 Mar, rest lapse. pls chk w/ ur TL",
                sent_at=f"{day}10:02:00Z",
            ),
        ),
        topic="Annual leave",
    )  # fmt: skip
    waiting = Pair(
        WAITING, "T9001", "How many days of annual leave may I carry over?",
        "You may carry over up to 14 days of earned leave (EL) until 31 March. The rest lapses. Ask your TL.",
        "Annual leave", "[AGENT_1]", "2026-03-01T10:02:00Z",
    )  # fmt: skip
    return [
        (waiting, thread),
        _told("T9002", "Where is the canteen?", "On the second floor, next to the lifts.", "Facilities"),
        _told(
            "T9101", "How many days may I carry over?",
            "You may carry over up to 10 days of annual leave until 31 March. Ask your team lead to confirm.",
            "Annual leave", "2026-01-14T09:00:00Z", "[AGENT_7]",
        ),
        _told(
            "T9102", "How many days can be carried over?",
            "Up to 15 days can be carried over, to be used by 30 June. No approval is needed.",
            "Annual leave", "2026-05-02T09:00:00Z", "[AGENT_3]",
        ),
        _told("T9201", "Hi, how do I reset the VPN token?", "Open the portal and press Reset token.", "Hardware"),
        _told("T9202", "Hello, how do I reset the VPN token?", "Open the portal and press Reset token.", "Hardware"),
    ]  # fmt: skip


def _told(
    ticket_id: str, question: str, answer: str, topic: str, at: str = "2026-04-01T09:00:00Z", agent: str = "[AGENT_1]"
) -> tuple[Pair, Ticket]:
    messages = (Message("m1", "customer", question, sent_at=at), Message("m2", "agent", answer, sent_at=at))
    return Pair(f"{ticket_id}/2", ticket_id, question, answer, topic, agent, at), Ticket(
        ticket_id, topic, messages, topic
    )


def _edits() -> list[Edit]:
    before, after = "till 31 Mar, rest lapse", "until 31 March. The rest lapses"
    return [
        Edit(
            WAITING, "response", "glossary", "EL", "earned leave (EL)", "EL is earned leave (confirmed by you)", ("m4",)
        ),
        Edit(WAITING, "response", "glossary", "c/f", "carry over", "c/f is carry over (general list)", ("m4",)),
        Edit(WAITING, "response", "typo", before, after, "written out", ("m4",)),
    ]


def _other_number(text: str) -> str:
    return "".join(str((int(sign) + 3) % 10) if sign.isdigit() else sign for sign in text)


def answered(number: int, answer: str) -> Ticket:
    """A ticket about forms, for short forms in its answer."""
    asked = Message("1", "customer", f"Until when must I hand in form {number}?")
    return Ticket(f"T{number}", "", (asked, Message("2", "agent", answer)), topic="leave")
