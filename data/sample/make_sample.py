"""Writes the sample export of an invented company: `python data/sample/make_sample.py`.

The same seed and the same texts in company/ give the same bytes. Beside the export, gold.jsonl says what was planted.
"""

import argparse
import html
import json
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from generator.layout import plain, rich
from generator.messages import Scene, Turn
from generator.noise import flattened, literal_newlines, mojibake
from generator.others import compose_other, entry_desk, merge
from generator.people import Cast, Voice, hire, user_record, weighted
from generator.plan import END, Plan, plan_tickets
from generator.source import Company, Topic, faults, load_company, load_topics, shorthand_terms
from generator.threads import Thread, compose

HERE = Path(__file__).resolve().parent
CATEGORY_FIELD, SITE_FIELD, REFERENCE_FIELD = 360021870041, 360021870058, 360021870066
FIRST_COMMENT_ID, FIRST_AUDIT_ID = 21_873_645_001, 21_873_000_417
CHANNELS = {"email": 52, "web": 34, "chat": 9, "voice": 4, "mobile": 3}
Record = dict[str, object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: the script's own)")
    parser.add_argument("--seed", type=int, default=20260301)
    options = parser.parse_args()
    company, topics = load_company(HERE / "company"), load_topics(HERE / "company")
    problems = list(faults(topics))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    cast = hire(company, random.Random(f"{options.seed}/cast"))
    threads = write_threads(topics, company, cast, seed=options.seed)
    tickets, comments, gold = export(threads, topics, cast, seed=options.seed)
    (options.out / "export").mkdir(parents=True, exist_ok=True)
    write_lines(options.out / "export" / "tickets.jsonl", tickets)
    write_lines(options.out / "export" / "comments.jsonl", comments)
    write_lines(options.out / "export" / "users.jsonl", [user_record(person) for person in cast.users])
    write_lines(options.out / "gold.jsonl", gold)
    print(f"{len(tickets)} tickets, {len(comments)} comments, {len(cast.users)} users", file=sys.stderr)
    return 0


def write_threads(topics: Sequence[Topic], company: Company, cast: Cast, *, seed: int) -> list[Thread]:
    """Every conversation, in order of ticket number; merged tickets leave their trace in the one that lives on."""
    by_key = {topic.key: topic for topic in topics}
    threads: dict[int, Thread] = {}
    scenes: dict[int, Scene] = {}
    for plan in plan_tickets(topics, company, cast, seed=seed):
        scene = _scene(plan, by_key, company, cast, random.Random(f"{seed}/{plan.key}/text"))
        threads[plan.ticket_id] = compose(scene) if plan.kind == "answerable" else compose_other(scene)
        plan.subject = threads[plan.ticket_id].subject
        scenes[plan.ticket_id] = scene
    for thread in list(threads.values()):
        if thread.plan.kind == "merged" and thread.plan.related:
            target = threads[thread.plan.related.ticket_id]
            merge(thread, scenes[thread.plan.ticket_id], target, scenes[target.plan.ticket_id])
    return list(threads.values())


def export(
    threads: Sequence[Thread], topics: Sequence[Topic], cast: Cast, *, seed: int
) -> tuple[list[Record], list[Record], list[Record]]:
    """Ticket, comment and gold records."""
    shorthand = {topic.key: topic.shorthand for topic in topics}
    follow_ups = {
        thread.plan.related.ticket_id: thread.plan.ticket_id
        for thread in threads
        if thread.plan.kind == "chitchat" and thread.plan.related
    }
    tickets: list[Record] = []
    comments: list[Record] = []
    gold: list[Record] = []
    for thread in threads:
        rng = random.Random(f"{seed}/{thread.plan.key}/record")
        thread.turns.sort(key=lambda turn: turn.at)  # stable: ties stay in the order of writing
        first = len(comments)
        for turn in thread.turns:
            comments.append(_comment(turn, thread, len(comments), rng))
        own = comments[first:]
        tickets.append(_ticket(thread, own, cast, follow_ups.get(thread.plan.ticket_id), rng))
        gold.append(_gold(thread, own, tickets[-1], shorthand))
    return tickets, comments, gold


def write_lines(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text(text, encoding="utf-8", newline="\n")


def _scene(plan: Plan, topics: Mapping[str, Topic], company: Company, cast: Cast, rng: random.Random) -> Scene:
    topic = topics[plan.fact.topic] if plan.fact else None
    desk = cast.desk_of(topic.key) if topic else cast.desk(entry_desk(plan, company["incidents"]))
    agent = weighted(rng, cast.agents_of(desk), "full")
    third = rng.choice([person for person in cast.employees if person is not plan.requester])
    voice = Voice(rng, plan.requester, agent, third, desk, plan.ticket_id)
    weights = dict(CHANNELS)
    if plan.kind != "answerable" or plan.original or (plan.ask and plan.ask.needs_context):
        weights |= {"voice": 0, "chat": 0}  # a chat has no subject line that could hold the question
    channel = rng.choices(list(weights), list(weights.values()))[0]
    return Scene(plan, topic, company, cast, voice, rng, channel)


def _comment(turn: Turn, thread: Thread, number: int, rng: random.Random) -> Record:
    """One comment. A few pass through a gateway that breaks quotes, accents or line ends."""
    text = plain(turn.blocks)
    pixel = (
        f"https://track.{thread.voice.desk.email.split('@')[1]}/o.gif?c={number}"
        if turn.flavour and rng.random() < 0.3
        else ""
    )
    markup = rich(turn.blocks, turn.flavour, pixel)
    human = turn.author.role != "admin" and turn.channel != "rule"
    quoted = any(block.quoted for block in turn.blocks)
    body = text
    accident = rng.random()
    if human and accident < 0.012:
        body, markup = mojibake(text), mojibake(markup)
    elif human and accident < 0.022 and "\n" in text:
        body = literal_newlines(text)
        markup = f'<div class="zd-comment" dir="auto"><p dir="auto">{html.escape(body, quote=False)}</p></div>'
    elif human and turn.flavour and not quoted and accident < 0.1:
        body = flattened(text)
    spaced = body.replace("\n\n", "\n&nbsp;\n") if turn.flavour == "outlook" and rng.random() < 0.4 else body
    attachment = {"id": 115_000_000 + number, "file_name": turn.attachment, "size": rng.randint(2_000, 90_000)}
    return {
        "id": FIRST_COMMENT_ID + 7 * number,
        "ticket_id": thread.plan.ticket_id,
        "author_id": turn.author.user_id,
        "type": "Comment",
        "body": body,
        "html_body": markup,
        "plain_body": spaced,
        "public": turn.public,
        "created_at": _iso(turn.at),
        "via": {"channel": turn.channel, "source": {"rel": turn.rel}},
        "audit_id": FIRST_AUDIT_ID + 11 * number,
        "attachments": [attachment] if turn.attachment else [],
    }


def _ticket(
    thread: Thread, comments: Sequence[Record], cast: Cast, follow_up: int | None, rng: random.Random
) -> Record:
    plan, desk = thread.plan, thread.voice.desk
    topic = plan.fact.topic if plan.fact else None
    if topic and rng.random() < 0.03:
        topic = rng.choice(desk.topics)  # filed under the neighbour's category
    if rng.random() < 0.12:
        topic = None
    repliers = [turn.author.user_id for turn in thread.turns if turn.author.role == "agent"]
    last = thread.turns[-1].at
    old = (END - last).days > 28
    status = "closed" if old and thread.status == "solved" else thread.status
    rating: object = thread.rating
    if thread.rating in {"good", "bad"} and rng.random() < 0.7:
        rating = {"score": thread.rating, "id": 62_000 + plan.ticket_id}
    elif rng.random() < 0.5:
        rating = {"score": thread.rating}
    is_problem = plan.kind == "incident" and plan.related is None
    kinds = ["question", "question", "question", "task", None]
    related = plan.related
    tags = [*thread.tags, *([topic] if topic else []), *(["via_phone"] if thread.on_behalf else []), f"desk_{desk.key}"]
    return {
        "id": plan.ticket_id,
        "subject": thread.subject,
        "raw_subject": thread.subject,
        "description": comments[0]["body"],
        "status": status,
        "priority": rng.choice(["normal", "normal", "normal", "low", "high", "urgent", None, None]),
        "type": "problem" if is_problem else "incident" if plan.kind == "incident" else rng.choice(kinds),
        "tags": tags,
        "created_at": _iso(plan.created),
        "updated_at": _iso(last),
        "requester_id": plan.requester.user_id,
        "submitter_id": thread.submitter.user_id,
        "assignee_id": repliers[-1] if repliers else None,
        "organization_id": 370004512 if plan.requester.employee_id else None,
        "group_id": desk.group_id,
        "via": {
            "channel": thread.channel,
            "source": {"rel": "follow_up" if plan.kind == "chitchat" and related else None},
        },
        "custom_fields": [
            {"id": CATEGORY_FIELD, "value": topic},
            {"id": SITE_FIELD, "value": plan.requester.site or None},
            {"id": REFERENCE_FIELD, "value": None},
        ],
        "satisfaction_rating": rating,
        "is_public": any(turn.public for turn in thread.turns),
        "followup_ids": [follow_up] if follow_up else [],
        "problem_id": related.ticket_id if plan.kind == "incident" and related else None,
    }


def _gold(
    thread: Thread, comments: Sequence[Record], ticket: Record, shorthand: Mapping[str, Mapping[str, str]]
) -> Record:
    """What was planted in one ticket. Every row has every key."""
    plan, fact, answer = thread.plan, thread.plan.fact, thread.answer
    answered = plan.kind == "answerable" and fact is not None and answer is not None
    bodies = [f"{comment['body']}\n{html.unescape(str(comment['html_body']))}" for comment in comments]
    texts = "\n".join([thread.subject, *bodies])
    spoken = f"{thread.subject}\n{thread.asked}\n{answer.core if answer else ''}"
    written = [(kind, form) for kind, value in thread.voice.written for form in dict.fromkeys((value, mojibake(value)))]
    must_not = [guess for guess in thread.must_not_state if answered]
    return {
        "ticket_id": plan.ticket_id,
        "kind": plan.kind,
        "fact_id": fact.fact_id if fact else None,
        "topic": fact.topic if fact else None,
        "instruction": fact.question if fact else None,
        "response": (fact.answer if plan.state == "current" else plan.claim.reference) if answered and fact else None,
        "must_state": list(plan.claim.must_state) if answered else [],
        "must_not_state": must_not,
        "state": plan.state if answered else None,
        "shape": plan.shape if answered else None,
        "needs_context": bool(plan.ask and plan.ask.needs_context),
        "shorthand": thread.form == "shorthand",
        "shorthand_terms": shorthand_terms(spoken, shorthand[fact.topic]) if fact else [],
        "near_copy_of": plan.original.ticket_id if plan.original else None,
        "merged_into": plan.related.ticket_id if plan.kind == "merged" and plan.related else None,
        "on_behalf": thread.on_behalf,
        "asked": thread.asked,
        "answered": answer.core if answer else None,
        "answer_comment_id": next(
            (c["id"] for c, turn in zip(comments, thread.turns, strict=True) if turn is answer), None
        ),
        "personal_data": [{"type": kind, "value": value} for kind, value in written if value in texts],
    }


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


if __name__ == "__main__":
    sys.exit(main())
