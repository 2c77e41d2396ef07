"""Pairs and their audit → report.html, for whoever decides whether the data are ready."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jinja2 import Environment, StrictUndefined

from prep.amount import FLOOR, USUAL_RANGE, count_pairs, in_words, size_line
from prep.audit_map import HEIGHT, WIDTH, draw_map
from prep.audit_page import PAGE
from prep.checks import CHECKS
from prep.disputes import CODE, disputes, evidence_of_pairs, open_disputes, waiting_for_dispute
from prep.plurals import many
from prep.question_map import Places
from prep.records import Audit, CheckRun, Finding, Pair
from prep.selecting import COPIES

SHOWN = 12  # findings of one kind
WORST = 6  # findings that stand open at the top, one of each kind, conflicts thrice
_SHOWN_OPEN = {CODE: 3}
TOPICS_SHOWN = 12
_PRIVATE = "personal-data"
_CUSTOMS = ("inconsistent-format", "inconsistent-tone")
# Where a number of pairs stands on the scale: its zones end at the floor and at both ends of the usual range.
_ZONES = (0, FLOOR, *USUAL_RANGE)

_WORST_IS_LEAST = ("not-self-contained", "mismatched-answer")
# The gravest first: what would be taught wrong, then what would be taught badly, then what is only noted.
_MEANING = {
    "conflicting-answers": "Two answers to one question that cannot both be right: decide which one stands.",
    "mismatched-answer": "The answer is not about what was asked: mend it or leave the pair out.",
    "several-answers": "It takes back or contradicts what it says itself: leave one answer standing.",
    "ambiguous-answer": "Whoever wrote it was not sure: find out what holds.",
    "superseded": "Answers from before a policy changed. They would teach yesterday's rule.",
    "personal-data": "Check each one: what is trained on can be said again. Their texts are not shown here.",
    "not-self-contained": "They lean on a thread, an attachment or an account: rewrite them or leave them out.",
    "neighbour-scope": "Others say for whom or for what they ask: say it here too, or leave the pair out.",
    "text-changed": "Made anew in other words since you decided on them: look again.",
    "rewrite-refused": "A rewrite would have said something else than the thread: keep the words, or write your own.",
    "undefined-shorthand": "Confirm what the abbreviations mean in the glossary, and these are spelled out.",
    "placeholder-left": "Something was never filled in. Put the real value in, or leave the pair out.",
    "non-answer": "Nothing to learn but how to put people off.",
    "mixed-language": "Another language than the rest.",
    "too-short": "Too little is said to learn from.",
    "too-long": "Mostly a whole thread or a document; cut it to the answer.",
    "near-duplicate": "The same question with the same answer; one of them stays.",
    "exact-duplicate": "The same pair twice; one of them stays.",
    "inconsistent-format": "Right, but written otherwise than the rest; a model learns both ways.",
    "inconsistent-tone": "Right, but in another voice than the rest; a model learns both voices.",
}
Piece = tuple[str, bool]  # text, marked


@dataclass(frozen=True, slots=True)
class _Shown:
    detail: str
    pairs: Sequence[tuple[Pair, Sequence[Piece]]]  # no pieces: the text is not to be shown


@dataclass(frozen=True, slots=True)
class _Section:
    code: str
    title: str
    meaning: str
    in_all: str
    n: int
    shown: Sequence[_Shown]


def render_report(
    pairs: Sequence[Pair],
    audit: Audit,
    *,
    title: str,
    places: Places | None = None,
    held_back: Collection[str] = (),
) -> str:
    """The whole page as text. Everything that comes from tickets is escaped; nothing is loaded from anywhere.

    `places`: where each pair's question stands on the map, in the order of `pairs`; without them there is no map.
    Pairs of `held_back` are named and not quoted.
    """
    by_id = {pair.pair_id: pair for pair in pairs}
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    titles = {check.code: check.title for check in CHECKS}
    unquoted = dict.fromkeys(held_back, "it is held out")
    unquoted |= {one.pair_ids[0]: "personal data may be in it" for one in audit.findings if one.code == _PRIVATE}
    sections = _sections(by_id, audit, titles, unquoted)
    topics = [(topic, on_scale(topic.kept), in_words(topic)) for topic in count_pairs(pairs, audit).topics]
    return page.from_string(PAGE).render(
        title=title,
        headline=headline(audit),
        advice=advice(audit),
        kept=len(audit.kept),
        waiting=len(audit.waiting),
        rejected=len(audit.rejected),
        n_questions=len(audit.groups),
        n_paraphrased=sum(len(group.pair_ids) > 1 for group in audit.groups),
        zones=_ZONES[1:],
        whole=on_scale(len(audit.kept)),
        size_line=size_line(len(audit.kept)),
        topics=topics[:TOPICS_SHOWN],
        more_topics=topics[TOPICS_SHOWN:],
        worst=_worst(_sections(by_id, replace(audit, findings=_open(audit)), titles, unquoted)),
        sections=sections,
        customs=[line for run in audit.runs if run.check in _CUSTOMS and run.outcome == "ran" for line in _lines(run)],
        runs=[_run(run, titles) for run in audit.runs],
        drawing=draw_map(pairs, audit, places, held_back) if places is not None and len(pairs) else None,
        map_width=WIDTH,
        map_height=HEIGHT,
    )


def on_scale(n_kept: int) -> float:
    """Where so many pairs stand on a scale of 0 to 100 whose thirds end at the floor and the ends of the range."""
    for third, (low, high) in enumerate(pairwise(_ZONES)):
        if n_kept <= high:
            return round(100 * (third + (n_kept - low) / (high - low)) / 3, 1)
    return 100.0


def _open(audit: Audit) -> tuple[Finding, ...]:
    """The findings that nobody decided on: those whose pair still waits, or was set aside by a rule."""
    waiting, rejected = set(audit.waiting), set(audit.rejected)
    fates = {"review": waiting, "reject": rejected}
    return tuple(one for one in audit.findings if one.pair_ids[0] in fates.get(one.severity, ()))


def _worst(sections: Sequence[_Section]) -> list[tuple[str, _Shown]]:
    """What stands open at the top: the gravest findings, of several kinds."""
    chosen = [
        (section.title, shown)
        for section in sections
        if section.code not in (*_CUSTOMS, *COPIES, _PRIVATE)
        for shown in section.shown[: _SHOWN_OPEN.get(section.code, 1)]
    ]
    return chosen[:WORST]


def _lines(run: CheckRun) -> list[str]:
    return [line for line in run.detail.split("\n") if line]


def headline(audit: Audit) -> str:
    """The state of the data in one sentence."""
    n_pairs = len(audit.kept) + len(audit.waiting) + len(audit.rejected)
    if not n_pairs:
        return "There are no pairs to audit."
    if audit.waiting:
        return (
            f"{len(audit.kept):,} of {many(n_pairs, 'pair is', 'pairs are')} ready; "
            f"{many(len(audit.waiting), 'waits', 'wait')} for your decision."
        )
    return f"{len(audit.kept):,} of {many(n_pairs, 'pair is', 'pairs are')} ready."


def advice(audit: Audit) -> list[str]:
    """What to do next, most useful first."""
    waiting, rejected = set(audit.waiting), set(audit.rejected)
    reasons = Counter(
        finding.code for finding in audit.findings if finding.severity == "review" and finding.pair_ids[0] in waiting
    )
    lines = []
    conflicts = reasons[CODE]
    if disputed := open_disputes(audit):
        lines.append(disputed_line(len(disputed), len(waiting_for_dispute(audit))))
    if shorthand := reasons["undefined-shorthand"]:
        lines.append(
            f"Confirm the abbreviations in the glossary: {many(shorthand, 'pair waits', 'pairs wait')} for them."
        )
    if thread := reasons["not-self-contained"]:
        lines.append(
            f"Look through {many(thread, 'pair that needs its', 'pairs that need their')} thread: rewrite, accept "
            "or reject."
        )
    others = sum(reasons.values()) - conflicts - shorthand - thread
    if others:
        lines.append(f"{many(others, 'other finding wants', 'other findings want')} a look, listed below.")
    outdated = {f.pair_ids[0] for f in audit.findings if f.code == "superseded"} & rejected
    if outdated:
        lines.append(
            f"{many(len(outdated), 'outdated answer was', 'outdated answers were')} set aside. Check the dates "
            "given as evidence."
        )
    return lines or ["Nothing is left to decide: split the pairs and train."]


def disputed_line(n_disputes: int, n_pairs: int) -> str:
    """What is left to settle between contradicting answers."""
    questions, pairs = many(n_disputes, "question"), many(n_pairs, "pair waits", "pairs wait")
    return f"Resolve the contradicting answers first: {pairs}, in {questions}, for one answer to stand."


def _sections(
    by_id: Mapping[str, Pair], audit: Audit, titles: Mapping[str, str], unquoted: Mapping[str, str]
) -> list[_Section]:
    found: dict[str, list[Finding]] = {code: [] for code in _MEANING}
    for finding in audit.findings:
        if finding.code in found and (finding.severity != "info" or finding.code in _CUSTOMS):
            found[finding.code].append(finding)
    sections = []
    spoken_for = evidence_of_pairs(found[CODE])
    for code, findings in found.items():
        # For a conflict that for which most speaks first, for self-containedness and fit the worst first.
        worst_first = sorted(
            findings,
            key=lambda finding: (
                -spoken_for.get(finding.pair_ids[0], 0.0) if finding.code == CODE else 0.0,
                (finding.value or 0.0) * (1 if finding.code in _WORST_IS_LEAST else -1),
            ),
        )
        if findings:
            shown = [_show(finding, by_id, unquoted) for finding in _one_each(worst_first)[:SHOWN]]
            sections.append(_Section(code, titles.get(code, code), _MEANING[code], *_in_all(code, findings), shown))
    return sections


def _in_all(code: str, findings: Sequence[Finding]) -> tuple[str, int]:
    """How many there are, in words and to compare with what is shown. A conflict counts once, not from each side."""
    if code != CODE:
        return f"{len(findings):,}", len(findings)
    disputed = disputes(findings)
    return f"{many(len(disputed), 'question')}, {many(len(findings), 'pair')}", len(disputed)


def _one_each(findings: Sequence[Finding]) -> list[Finding]:
    """Findings whose pairs were not shown before, so that one quarrel does not fill the page."""
    seen: set[str] = set()
    chosen = []
    for finding in findings:
        if not seen & set(finding.pair_ids):
            chosen.append(finding)
        seen |= set(finding.pair_ids)
    return chosen


def _show(finding: Finding, by_id: Mapping[str, Pair], unquoted: Mapping[str, str]) -> _Shown:
    """A finding with its pair and at most one other as evidence, what differs marked; nothing of what is `unquoted`."""
    concerned = [by_id[pair_id] for pair_id in finding.pair_ids[:2] if pair_id in by_id]
    # A conflict tells the two that are shown apart; what else is found may quote any of its pairs.
    quoted = () if finding.code == _PRIVATE else finding.pair_ids[:2] if finding.code == CODE else finding.pair_ids
    reasons = [(pair_id, unquoted[pair_id]) for pair_id in quoted if pair_id in unquoted]
    return _Shown(
        f"{reasons[0][0]}: not quoted, because {reasons[0][1]}." if reasons else finding.detail,
        [(pair, [] if pair.pair_id in unquoted else _marked(pair, finding)) for pair in concerned],
    )


def _marked(pair: Pair, finding: Finding) -> list[Piece]:
    """The response of a pair, with the words that the finding is about marked."""
    pieces, position = [], 0
    for span in finding.evidence:
        if span.pair_id == pair.pair_id and span.side == "response" and span.start >= position:
            pieces += [(pair.response[position : span.start], False), (pair.response[span.start : span.end], True)]
            position = span.end
    return [*pieces, (pair.response[position:], False)]


def _run(run: CheckRun, titles: Mapping[str, str]) -> dict[str, object]:
    return {
        "code": run.check,
        "title": titles.get(run.check, run.check),
        "outcome": run.outcome,
        "detail": run.detail if run.outcome != "ran" else "",
        "n_findings": run.n_findings,
    }
