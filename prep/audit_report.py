"""Pairs and their audit → report.html, for whoever decides whether the data are ready."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from prep.audit_page import PAGE
from prep.checks import CHECKS
from prep.facts import disagreements
from prep.records import Audit, CheckRun, Finding, Pair

TOPIC_FLOOR = 500  # kept pairs under which a topic is thin
USUAL_RANGE = (2_000, 10_000)  # kept pairs with which one support area is usually fine-tuned
SHOWN = 12  # findings of one kind

_MEANING = {
    "conflicting-answers": "Two answers to one question that cannot both be right: decide which one stands.",
    "superseded": "Answers from before a policy changed. They would teach yesterday's rule.",
    "not-self-contained": "They lean on a thread, an attachment or an account: rewrite them or leave them out.",
    "neighbour-scope": "Others say for whom or for what they ask: say it here too, or leave the pair out.",
    "text-changed": "Made anew in other words since you decided on them: look again.",
    "rewrite-refused": "A rewrite would have said something else than the thread: keep the words, or write your own.",
    "undefined-shorthand": "Confirm what the abbreviations mean in the glossary, and these are spelled out.",
    "personal-data": "Check each one: what is trained on can be said again.",
    "placeholder-left": "Something was never filled in. Put the real value in, or leave the pair out.",
    "non-answer": "Nothing to learn but how to put people off.",
    "near-duplicate": "The same question with the same answer; one of them stays.",
    "exact-duplicate": "The same pair twice; one of them stays.",
    "too-short": "Too little is said to learn from.",
    "too-long": "Mostly a whole thread or a document; cut it to the answer.",
    "mixed-language": "Another language than the rest.",
}
Piece = tuple[str, bool]  # text, marked


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    kept: int
    waiting: int
    rejected: int
    questions: int

    @property
    def share(self) -> float:
        """Of the floor, in percent, for a bar."""
        return min(100.0, 100 * self.kept / TOPIC_FLOOR)


@dataclass(frozen=True, slots=True)
class _Shown:
    detail: str
    pairs: Sequence[tuple[Pair, Sequence[Piece]]]


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    meaning: str
    n: int
    shown: Sequence[_Shown]


def render_report(pairs: Sequence[Pair], audit: Audit, *, title: str) -> str:
    """The whole page as text. Everything that comes from tickets is escaped; nothing is loaded from anywhere."""
    by_id = {pair.pair_id: pair for pair in pairs}
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    titles = {check.code: check.title for check in CHECKS}
    return page.from_string(PAGE).render(
        title=title,
        headline=headline(audit),
        advice=advice(audit),
        kept=len(audit.kept),
        waiting=len(audit.waiting),
        rejected=len(audit.rejected),
        n_questions=len(audit.groups),
        n_paraphrased=sum(len(group.pair_ids) > 1 for group in audit.groups),
        floor=TOPIC_FLOOR,
        size_line=size_line(len(audit.kept)),
        topics=_topics(by_id, audit),
        sections=_sections(by_id, audit, titles),
        runs=[_run(run, titles) for run in audit.runs],
    )


def headline(audit: Audit) -> str:
    """The state of the data in one sentence."""
    n_pairs = len(audit.kept) + len(audit.waiting) + len(audit.rejected)
    if not n_pairs:
        return "There are no pairs to audit."
    if audit.waiting:
        return f"{len(audit.kept)} of {n_pairs} pairs are ready; {len(audit.waiting)} wait for your decision."
    return f"{len(audit.kept)} of {n_pairs} pairs are ready."


def advice(audit: Audit) -> list[str]:
    """What to do next, most useful first."""
    waiting, rejected = set(audit.waiting), set(audit.rejected)
    reasons = Counter(
        finding.code for finding in audit.findings if finding.severity == "review" and finding.pair_ids[0] in waiting
    )
    lines = []
    if conflicts := reasons["conflicting-answers"]:
        lines.append(f"Resolve the contradicting answers first: {conflicts} pairs wait for one of them to stand.")
    if shorthand := reasons["undefined-shorthand"]:
        lines.append(f"Confirm the abbreviations in the glossary: {shorthand} pairs wait for them.")
    if thread := reasons["not-self-contained"]:
        lines.append(f"Look through the {thread} pairs that need their thread: rewrite, accept or reject them.")
    others = sum(reasons.values()) - conflicts - shorthand - thread
    if others:
        lines.append(f"{others} other findings want a look; they are listed below.")
    outdated = {f.pair_ids[0] for f in audit.findings if f.code == "superseded"} & rejected
    if outdated:
        lines.append(f"{len(outdated)} outdated answers were set aside. Check the dates given as evidence.")
    return lines or ["Nothing is left to decide: split the pairs and train."]


def size_line(n_kept: int) -> str:
    """How the number of kept pairs compares with what such training usually has."""
    low, high = USUAL_RANGE
    if n_kept < low:
        verdict = f"{low - n_kept:,} pairs short of the usual range"
    elif n_kept > high:
        verdict = f"{n_kept - high:,} pairs above the usual range: prefer the better ones"
    else:
        verdict = "within the usual range"
    return f"{n_kept:,} pairs kept, {verdict} of {low:,} to {high:,}. A topic wants at least {TOPIC_FLOOR}."


def _topics(by_id: Mapping[str, Pair], audit: Audit) -> list[_Topic]:
    counts = {
        state: Counter(by_id[pair_id].topic for pair_id in ids)
        for state, ids in (("kept", audit.kept), ("waiting", audit.waiting), ("rejected", audit.rejected))
    }
    questions = Counter(by_id[group.group_id].topic for group in audit.groups)
    names = {name for count in counts.values() for name in count}
    rows = [
        _Topic(name, counts["kept"][name], counts["waiting"][name], counts["rejected"][name], questions[name])
        for name in names
    ]
    return sorted(rows, key=lambda topic: (-topic.kept, topic.name))


def _sections(by_id: Mapping[str, Pair], audit: Audit, titles: Mapping[str, str]) -> list[_Section]:
    found: dict[str, list[Finding]] = {code: [] for code in _MEANING}
    for finding in audit.findings:
        if finding.severity != "info" and finding.code in found:
            found[finding.code].append(finding)
    sections = []
    for code, findings in found.items():
        # For a conflict the surest first, for self-containedness the worst first.
        worst_first = sorted(
            findings,
            key=lambda finding: (finding.value or 0.0) * (1 if code == "not-self-contained" else -1),
        )
        if findings:
            shown = [_show(finding, by_id) for finding in _one_each(worst_first)[:SHOWN]]
            sections.append(_Section(titles.get(code, code), _MEANING[code], len(findings), shown))
    return sections


def _one_each(findings: Sequence[Finding]) -> list[Finding]:
    """Findings whose pairs were not shown before, so that one quarrel does not fill the page."""
    seen: set[str] = set()
    chosen = []
    for finding in findings:
        if not seen & set(finding.pair_ids):
            chosen.append(finding)
        seen |= set(finding.pair_ids)
    return chosen


def _show(finding: Finding, by_id: Mapping[str, Pair]) -> _Shown:
    """A finding with its pair and at most one other as evidence, what differs marked."""
    concerned = [by_id[pair_id] for pair_id in finding.pair_ids[:2] if pair_id in by_id]
    if len(concerned) < 2:
        return _Shown(finding.detail, [(pair, [(pair.response, False)]) for pair in concerned])
    left, right = concerned
    differing = disagreements(left.response, right.response, at_least=0.2)
    return _Shown(
        finding.detail,
        [
            (left, _marked(left.response, [(each.left.start, each.left.end) for each in differing])),
            (right, _marked(right.response, [(each.right.start, each.right.end) for each in differing])),
        ],
    )


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, position = [], 0
    for start, end in sorted(spans):
        if start >= position:
            pieces += [(text[position:start], False), (text[start:end], True)]
            position = end
    return [*pieces, (text[position:], False)]


def _run(run: CheckRun, titles: Mapping[str, str]) -> dict[str, object]:
    return {
        "code": run.check,
        "title": titles.get(run.check, run.check),
        "outcome": run.outcome,
        "detail": run.detail,
        "n_findings": run.n_findings,
    }
