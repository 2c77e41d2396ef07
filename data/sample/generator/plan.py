"""What will be in the export, before a word of it is written: which ticket asks what, when, and what becomes of it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Literal

from generator.people import Cast, Person
from generator.source import Ask, Claim, Company, Fact, Topic

Kind = Literal[
    "answerable", "non-answer", "unanswered", "merged", "spam", "phishing-report", "chitchat", "auto-only", "incident"
]
State = Literal["current", "superseded", "wrong"]
Shape = Literal["direct", "clarify", "held", "partial", "reworded", "corrected"]

FIRST_DAY = datetime(2026, 3, 1, tzinfo=UTC)
LAST_QUESTION = datetime(2026, 8, 27, 12, tzinfo=UTC)  # leaves time for the replies
END = datetime(2026, 8, 31, 23, 59, 59, tzinfo=UTC)
FIRST_TICKET_ID = 48_211
HOURS = [1, 1, 0, 0, 1, 4, 9, 22, 46, 60, 56, 44, 28, 40, 52, 50, 40, 26, 12, 8, 7, 6, 4, 3]
WEEKDAYS = [13, 11, 10, 10, 9, 1.2, 0.7]
STRADDLE = timedelta(days=8)  # no question so shortly before a policy change that the answer might come after it

SHARE_WRONG = 0.16
# How much a fact is asked about: (share of facts, number of asks, context asks, near-copies), each range inclusive.
POPULARITY = [(0.31, (8, 8), (1, 1), (3, 4)), (0.42, (6, 7), (1, 2), (0, 0)), (0.27, (4, 5), (0, 1), (0, 0))]
OTHERS: dict[Kind, int] = {
    "non-answer": 78, "unanswered": 46, "merged": 34, "spam": 34, "phishing-report": 20, "chitchat": 34,
    "auto-only": 24,
}  # fmt: skip


@dataclass(slots=True)
class Plan:
    """One ticket to be written. `key` seeds the chance of its own."""

    key: str
    kind: Kind
    created: datetime
    requester: Person
    fact: Fact | None = None
    ask: Ask | None = None
    state: State = "current"
    shape: Shape = "direct"
    original: "Plan | None" = None  # the ticket whose wording it repeats
    related: "Plan | None" = None  # merged into it, follow-up of it, incident of that problem
    entry: int = 0  # which text of the company file, for tickets without a fact
    ticket_id: int = 0
    subject: str = ""  # once it is written

    @property
    def claim(self) -> Claim:
        """What the agent of this ticket holds to be true."""
        if self.fact is None:
            raise ValueError(f"{self.key} is about no fact")
        claim = {"current": self.fact.current, "superseded": self.fact.old, "wrong": self.fact.wrong}[self.state]
        if claim is None:
            raise ValueError(f"{self.key}: the fact has nothing {self.state}")
        return claim


def plan_tickets(topics: Sequence[Topic], company: Company, cast: Cast, *, seed: int) -> list[Plan]:
    """Every ticket, numbered in order of time."""
    plans: list[Plan] = []
    spare: list[tuple[Fact, Ask]] = []
    facts = [fact for topic in topics for fact in topic.facts]
    tiers = _tiers(facts, random.Random(f"{seed}/tiers"))
    for fact in facts:
        rng = random.Random(f"{seed}/{fact.fact_id}")
        planned, unused = _plan_fact(fact, POPULARITY[tiers[fact.fact_id]], cast, rng)
        plans += planned
        spare += [(fact, ask) for ask in unused]
    plans += _plan_others(plans, spare, company, cast, random.Random(f"{seed}/others"))
    plans.sort(key=lambda plan: (plan.created, plan.key))
    seen: dict[tuple[str, int], Plan] = {}
    for number, plan in enumerate(plans):
        plan.ticket_id = FIRST_TICKET_ID + number
        if plan.fact is None and plan.kind != "incident":
            pool = "incidents" if plan.kind in {"non-answer", "unanswered"} else plan.kind
            first = seen.setdefault((pool, plan.entry), plan)
            plan.original = None if first is plan else first
    return plans


def question_time(rng: random.Random, first: datetime = FIRST_DAY, last: datetime = LAST_QUESTION) -> datetime:
    """A moment at which people write to a helpdesk: mostly mornings and afternoons from Monday to Friday."""
    days = [first.replace(hour=0, minute=0, second=0) + timedelta(days=n) for n in range((last - first).days + 1)]
    while True:
        day = rng.choices(days, weights=[WEEKDAYS[day.weekday()] for day in days])[0]
        when = day + timedelta(hours=rng.choices(range(24), weights=HOURS)[0], seconds=rng.randrange(3600))
        if first <= when <= last:
            return when


def _tiers(facts: Sequence[Fact], rng: random.Random) -> dict[str, int]:
    """Which row of POPULARITY a fact has. One that changed is asked about a lot: both its truths must be seen."""
    changed = [fact.fact_id for fact in facts if fact.changed_on]
    steady = [fact.fact_id for fact in facts if not fact.changed_on]
    rng.shuffle(steady)
    ranked = changed + steady
    n_hot, n_usual = (round(share * len(ranked)) for share, *_ in POPULARITY[:2])
    return {fact_id: 0 if rank < n_hot else 1 if rank < n_hot + n_usual else 2 for rank, fact_id in enumerate(ranked)}


def _plan_fact(
    fact: Fact,
    popularity: tuple[float, tuple[int, int], tuple[int, int], tuple[int, int]],
    cast: Cast,
    rng: random.Random,
) -> tuple[list[Plan], list[Ask]]:
    _, asks, context_asks, copies = popularity
    order = rng.sample(fact.asks, len(fact.asks))
    used = order[: rng.randint(*asks)]
    unused = order[len(used) :]
    used += rng.sample(fact.context_asks, rng.randint(*context_asks))
    rng.shuffle(used)
    times = _times(fact, len(used), rng)
    plans = [
        Plan(f"{fact.fact_id}/{n}", "answerable", when, rng.choice(cast.employees), fact, ask)
        for n, (ask, when) in enumerate(zip(used, times, strict=True))
    ]
    for n in range(rng.randint(*copies)):
        # Where the policy changed, the first copy repeats an old question after the change.
        latest = fact.changed_on if fact.changed_on and n == 0 else LAST_QUESTION - timedelta(days=3)
        first = rng.choice([plan for plan in plans if not plan.original and plan.created < latest])
        when = _times(fact, 1, rng, since=first.created)[0]
        requester = first.requester if rng.random() < 0.25 else rng.choice(cast.employees)
        plans.append(Plan(f"{fact.fact_id}/copy{n}", "answerable", when, requester, fact, first.ask, original=first))
    for plan in plans:
        if fact.changed_on and plan.created < fact.changed_on:
            plan.state = "superseded"
    if fact.wrong:
        wrong = rng.sample(plans, max(1, round(SHARE_WRONG * len(plans))))
        for plan in wrong:
            plan.state = "wrong"
    for plan in plans:
        plan.shape = _shape(plan, rng)
    return plans, unused


def _times(fact: Fact, n: int, rng: random.Random, since: datetime = FIRST_DAY) -> list[datetime]:
    """When a fact is asked about. Of three or more questions on a changed fact, two come before it and two after."""
    if fact.changed_on is None:
        return [question_time(rng, since) for _ in range(n)]
    before = (FIRST_DAY, fact.changed_on - STRADDLE)
    after = (max(fact.changed_on, since), LAST_QUESTION)
    if since >= fact.changed_on or n == 1:
        return [question_time(rng, *after) for _ in range(n)]
    n_before = min(n - 2, max(2, round(n * (before[1] - before[0]) / (LAST_QUESTION - FIRST_DAY))))
    return [question_time(rng, *(before if at < n_before else after)) for at in range(n)]


def _shape(plan: Plan, rng: random.Random) -> Shape:
    if plan.fact is None or plan.state != "current":
        return "held" if rng.random() < 0.08 else "direct"
    if plan.fact.wrong and rng.random() < 0.03:
        return "corrected"
    if plan.fact.clarify and rng.random() < 0.25:
        return "clarify"
    shapes: list[Shape] = ["direct", "held", "reworded", "partial"]
    return rng.choices(shapes, [82, 9, 5, 4])[0]


def _plan_others(
    plans: Sequence[Plan], spare: Sequence[tuple[Fact, Ask]], company: Company, cast: Cast, rng: random.Random
) -> Iterator[Plan]:
    """Tickets that hold no pair. Those with a real question use wordings that no other ticket has."""
    incidents = cycle(rng.sample(range(len(company["incidents"])), len(company["incidents"])))
    questions = iter(rng.sample(spare, len(spare)))
    calm = [plan for plan in plans if plan.shape == "direct" and not plan.original]
    targets = iter(rng.sample(calm, OTHERS["merged"]))
    helped = iter(rng.sample(calm, len(calm)))
    for plan, person in zip(rng.sample(calm, len(cast.departed)), cast.departed, strict=True):
        plan.requester = person
    for kind, count in OTHERS.items():
        for n in range(count):
            key, employee, when = f"{kind}/{n}", rng.choice(cast.employees), question_time(rng)
            if kind == "merged":
                target = next(targets)
                when = target.created + timedelta(minutes=rng.randint(10, 300), seconds=rng.randrange(60))
                repeats = target if rng.random() < 0.6 else None
                yield Plan(
                    key,
                    kind,
                    when,
                    target.requester,
                    target.fact,
                    target.ask,
                    original=repeats,
                    related=target,
                    entry=n,
                )
            elif kind in {"non-answer", "unanswered"} and rng.random() < 0.66:
                fact, ask = next(questions)
                late = rng.random() < 0.4
                when = (
                    question_time(rng, datetime(2026, 8, 20, tzinfo=UTC), END)
                    if kind == "unanswered" and late
                    else when
                )
                yield Plan(key, kind, when, employee, fact, ask)
            elif kind in {"non-answer", "unanswered"}:
                yield Plan(key, kind, when, employee, entry=next(incidents))
            elif kind == "spam":
                yield Plan(key, kind, when, rng.choice(cast.strangers), entry=n % len(company["spam"]))
            elif kind == "chitchat" and rng.random() < 0.3:
                earlier = next(plan for plan in helped if plan.created < LAST_QUESTION - timedelta(days=15))
                when = earlier.created + timedelta(days=rng.randint(6, 14), minutes=rng.randrange(60))
                yield Plan(key, kind, when, earlier.requester, related=earlier, entry=0)
            elif kind == "auto-only":
                yield Plan(key, kind, when, cast.hub, entry=n % len(company["automatic"]))
            else:
                yield Plan(
                    key, kind, when, employee, entry=n % len(company["phishing" if "phishing" in kind else kind])
                )
    day = datetime(2026, 6, 30, 7, 41, tzinfo=UTC)
    problem = Plan("outage/problem", "incident", day, cast.admin)
    yield problem
    for n in range(len(company["outage"]["asks"])):
        when = day + timedelta(minutes=4 + 9 * n, seconds=rng.randrange(60))
        yield Plan(f"outage/{n}", "incident", when, rng.choice(cast.employees), related=problem, entry=n)
