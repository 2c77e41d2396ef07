"""The commands of a person who looks at pairs: where one comes from, which wait for a word, which are best."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from prep.clock import day_and_time, moment, now
from prep.cuts import Action, CutSaid, cuts_of
from prep.decision_log import read_log
from prep.decisions import NO_CONTRADICTION, Standing, reconciled
from prep.disputes import held_against
from prep.errors import BadInput
from prep.found import need_found
from prep.held_back import OPEN, refuse_unopened
from prep.origins import Origins, Source
from prep.plurals import many
from prep.presses import (
    Press,
    n_last_words,
    press_to_undo,
    read_decided,
    today,
    undo_press,
    write_press,
)
from prep.project import Project, open_project, read_records, write_text
from prep.records import Audit, Decision, Edit, Pair
from prep.remaking import remake_pairs
from prep.threads import CutKind, closed_tickets, kinds_of_cuts, named_cuts, read_cleaned, read_restored, say_about_cuts
from prep.waiting import CONFLICT, Waiting, Wanted, by_reason, pick, unknown_words, waiting_pairs, with_reasons
from terminal import Json, ProjectArgument, bar, counted, remark, say, show_facts, show_json, show_table

_PAGE = "pairs"  # of the workbench, whose undo takes back what is decided here, and the other way round
_LOGGED_IDS = 5  # of the held-out pairs that were asked for
OpenHeldOut = Annotated[
    str, typer.Option(metavar="WHY", help="Show held-out pairs too: it is logged, and every later score says so.")
]


def why(
    project: ProjectArgument,
    pair_id: Annotated[str, typer.Argument(metavar="PAIR_ID", help="As in pairs.jsonl.")],
    open_held_out: OpenHeldOut = "",
    as_json: Json = False,
) -> None:
    """Where each sentence of a pair comes from, and what was changed."""
    from prep.why import explain, held_back_of

    place = open_project(project)
    origins = explain(place, pair_id)
    _open_if_held_out(place, "why", [pair_id], held_back_of(place), open_held_out)
    if as_json:
        show_json(origins)
        return
    pair = origins.pair
    say(" · ".join(filter(None, (pair.pair_id, f"ticket {pair.ticket_id}", pair.topic, pair.agent))))
    say()
    show_facts(list(_sentences(origins)))
    changes = [*map(_changed, origins.edits), *map(_decided, origins.decisions)]
    if changes:
        say("What was changed:")
        show_facts(changes)
    if origins.taught_with:
        told = ":" if origins.taught_answer else "; it is held out, so it is not shown."
        say(f"Taught with the answer of {origins.taught_with}, which says the same{told}")
        if origins.taught_answer:
            say(origins.taught_answer)


def _sentences(origins: Origins) -> Iterator[tuple[str, str]]:
    for origin in origins.sentences:
        yield origin.side, origin.text
        for source in origin.sources:
            yield "  from", _place(source)
        if not origin.sources:
            yield "  from", "nowhere in the thread"
        if origin.unexplained and origin.sources:
            yield "  not said", f"{' '.join(origin.unexplained)} (no message of the thread has these words)"
        yield "", ""


def _place(source: Source) -> str:
    if source.kind == "glossary":
        return f"the glossary ({source.author or 'it depends on the words around'}): {source.quote}"
    if source.kind == "time":
        return f"the time of the message: {source.quote}"
    if source.kind == "person":
        return f"{source.who or 'a person'}, {day_and_time(source.at)}: «{source.quote}»"
    if source.kind == "subject":
        return f"the subject line of ticket {source.ticket_id}: «{source.quote}»"
    author = " ".join(filter(None, (source.author, source.who)))
    said_as = "message" if source.said_as == "comment" else source.said_as.replace("-", " ")
    where = f"{said_as} {source.message_id} of ticket {source.ticket_id}"
    return f"{author}, {day_and_time(source.at)}, {where}: «{source.quote}»"


def _changed(edit: Edit) -> tuple[str, str]:
    what = f"«{edit.before}» → «{edit.after}»" if edit.after else f"«{edit.before}» left out"
    if edit.refused:
        what = f"«{edit.refused}» not written"
    return f"  {edit.side}, {edit.kind}", f"{what if edit.before else f'«{edit.after}» added'}: {edit.reason}"


def _decided(decision: Decision) -> tuple[str, str]:
    words = " · ".join(filter(None, (decision.reason, decision.instruction, decision.response)))
    return (
        f"  {decision.by or 'a person'}",
        f"{decision.action}, {day_and_time(decision.decided_at)}{f': {words}' if words else ''}",
    )


def pairs(
    project: ProjectArgument,
    pair_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[PAIR_ID]...", help="These pairs only, shown whole.")
    ] = None,
    reason: Annotated[list[str] | None, typer.Option(help="Those that wait for this, such as too-short.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="Those of this topic.")] = None,
    score_from: Annotated[float, typer.Option(help="Those that stand on their own this well, 0 to 1, …")] = 0.0,
    score_below: Annotated[float, typer.Option(help="… and less well than this.")] = 1.01,
    everything: Annotated[bool, typer.Option("--all", help="Every pair that waits.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Keep them.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Set them aside.")] = False,
    no_contradiction: Annotated[
        bool,
        typer.Option("--no-contradiction", help="Keep these, whose answers do not contradict each other after all."),
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the last word on these back; without ids what was decided last, whole.")
    ] = False,
    instruction: Annotated[str | None, typer.Option(help="Edit one pair: its instruction.")] = None,
    response: Annotated[str | None, typer.Option(help="Edit one pair: its response.")] = None,
    because: Annotated[str, typer.Option(help="Why, in your words.")] = "",
    to: Annotated[Path | None, typer.Option(help="Write them to FILE.csv or FILE.jsonl, to be filled in.")] = None,
    from_file: Annotated[Path | None, typer.Option("--from", help="Take the decisions of a filled-in file.")] = None,
    open_held_out: OpenHeldOut = "",
    as_json: Json = False,
) -> None:
    """List the pairs that wait for a person, and decide on them: here, or in a spreadsheet."""
    place = open_project(project)
    is_edit = instruction is not None or response is not None
    asked = [name for name, is_asked in (
        ("--accept", accept), ("--reject", reject), ("--no-contradiction", no_contradiction), ("--undo", undo),
        ("--instruction or --response", is_edit), ("--to", to), ("--from", from_file),
    ) if is_asked]  # fmt: skip
    if len(asked) > 1 and not (len(asked) == 2 and is_edit and accept):
        raise BadInput(f"pairs: expected one thing to do, got {' and '.join(asked)}. Say them one after the other.")
    if no_contradiction and because:
        raise BadInput("pairs --no-contradiction: expected no other reason, got --because. Leave it out.")
    for side, text in (("--instruction", instruction), ("--response", response)):
        if text is not None and not text.strip():
            raise BadInput(f"pairs {side}: expected a text, got an empty one. Write it out, or --reject the pair.")
    wanted = Wanted(tuple(reason or ()), tuple(topic or ()), score_from, score_below)
    if from_file:
        _take_file(place, from_file, as_json)
        return
    now = _read_today(place)
    if undo and not pair_ids:
        _take_back_last(place, now, wanted, as_json)
        return
    chosen = _choose(place, now, pair_ids or [], wanted)
    ids = [each.pair.pair_id for each in chosen]
    if (to or not asked) and _open_if_held_out(place, "pairs", ids, now.held_back, open_held_out):
        now = replace(now, held_back=frozenset())
    if no_contradiction:
        _need_contradicting(now.audit, pair_ids or [])
    if to:
        _write_file(place, to, chosen, as_json)
    elif not asked:
        _show_waiting(place, now, chosen, bool(pair_ids), as_json)
    else:
        if not pair_ids and not wanted.limits and not everything:
            raise BadInput(f"pairs {asked[0]}: expected which pairs, got none. Give ids, a filter, or --all.")
        action = "edit" if is_edit else "reject" if reject else "undo" if undo else "accept"
        decision = Decision(
            "", action, NO_CONTRADICTION if no_contradiction else because, instruction or "", response or ""
        )
        _decide(place, now, decision, chosen, bool(pair_ids), as_json, accept_edit=is_edit and accept)


@dataclass(frozen=True, slots=True)
class _Today:
    """A project's pairs in today's words, what a person said about them, and those that wait."""

    pairs: Mapping[str, Pair]
    words: Mapping[str, Standing]
    waiting: Sequence[Waiting]
    audit: Audit
    held_back: frozenset[str]
    presses: Sequence[Press]


def _read_today(place: Project) -> _Today:
    from prep.glossary import read_glossary

    found = need_found(place)
    decided = read_decided(place, found.decisions_digest, found.made)
    words = today(found, decided)
    waiting = waiting_pairs(found.audit, words, decided.since, read_glossary(place.glossary))
    return _Today(words, decided.words, waiting, found.audit, found.held_back, decided.presses)


def _open_if_held_out(
    place: Project,
    command: str,
    asked: Sequence[str],
    held_back_ids: frozenset[str],
    because: str,
    what: Literal["pairs", "tickets"] = "pairs",
) -> bool:
    """Log an opening before a held-out pair, or what was cut from its ticket, is shown, or refuse to show it where
    nobody says why; whether it opened.
    """
    sealed = [pair_id for pair_id in asked if pair_id in held_back_ids]
    if not sealed:
        return False
    if not because.strip():
        refuse_unopened(command, asked, held_back_ids, what)
    from prep.held_out import open_held_out

    asked_for = " ".join(("pairwright", command, place.argument, *sealed[:_LOGGED_IDS], OPEN))
    open_held_out(place, run="", why=because.strip(), command=asked_for, opened_at=now())
    return True


def _choose(place: Project, now: _Today, pair_ids: Sequence[str], wanted: Wanted) -> list[Waiting]:
    """The pairs that a person means: by their ids, whether they wait or not, or those of the waiting that fit."""
    from prep.why import near_ids

    if not pair_ids:
        if unknown := unknown_words(now.waiting, wanted):
            raise BadInput(
                f"pairs: expected a reason or topic of pairs that wait, got {', '.join(map(repr, unknown))}. "
                f"They wait for: {counted(by_reason(now.waiting))}."
            )
        return pick(now.waiting, wanted)
    if wanted.limits:
        raise BadInput("pairs: expected ids or a filter, got both. Leave one out.")
    for pair_id in pair_ids:
        if pair_id not in now.pairs:
            near = ", ".join(near_ids(pair_id, list(now.pairs)))
            raise BadInput(f"{place.pairs}: expected the id of a pair, got {pair_id!r}. Nearest ids: {near}.")
    waits = {each.pair.pair_id: each for each in now.waiting}
    return [waits.get(one) or Waiting(now.pairs[one], (), 1.0) for one in dict.fromkeys(pair_ids)]


def _need_contradicting(audit: Audit, pair_ids: Sequence[str]) -> None:
    """BadInput unless each of these pairs is held against another one of them."""
    against = held_against(audit.findings)
    alone = [one for one in pair_ids if against.get(one, frozenset()).isdisjoint(pair_ids)]
    if alone or not pair_ids:
        got = f"{alone[0]}, which contradicts none of the others" if alone else "none"
        raise BadInput(
            "pairs --no-contradiction: expected the ids of two or more pairs that the audit holds against each other, "
            f"got {got}. `pairwright pairs PROJECT PAIR_ID` shows what a pair contradicts."
        )


def _decide(
    place: Project,
    now: _Today,
    decision: Decision,
    chosen: Sequence[Waiting],
    by_id: bool,
    as_json: bool,
    accept_edit: bool,
) -> None:
    """Write one decision on each of the chosen pairs, all of it as one press that the workbench can take back.

    `accept_edit`: keep the edited pair whatever the next audit finds in it, but for what nobody accepts unseen.
    """
    if decision.action == "edit" and len(chosen) != 1:
        raise BadInput(f"pairs: expected one pair to edit, got {len(chosen)}. Give its id.")
    is_unseen = decision.action == "accept" and not by_id
    taken = [each for each in chosen if not (is_unseen and each.to_be_seen)]
    left_out = Counter(code for each in chosen for code in each.to_be_seen) if is_unseen else Counter[str]()
    if not by_id:
        remark(f"{decision.action}: {many(len(taken), 'pair')}{_for_reasons(taken)}")
    ids = [each.pair.pair_id for each in taken]
    said = [decision]
    if accept_edit:
        written = now.pairs[ids[0]]
        is_written = (decision.instruction or written.instruction, decision.response or written.response)
        accept = Decision("", "accept", decision.reason)
        said = [accept] if is_written == (written.instruction, written.response) else [decision, accept]
    new = [pair_id for pair_id in ids if len(said) > 1 or _is_news(now.words.get(pair_id), said[0])]
    if decision.reason == NO_CONTRADICTION and (new or not _are_reconciled(ids, now.words)):
        new = ids  # it was said of some with others, or of none: said of all of them at once, it is known of which
    words = n_last_words(now.presses) if decision.action == "undo" else {}
    lines = [replace(one, pair_id=pair_id) for pair_id in new for one in said * words.get(pair_id, 1)]
    write_press(place, lines, moment(), now.pairs, page=_PAGE)
    action = "edit and accept" if accept_edit else decision.action
    if as_json:
        show_json(
            {
                "action": action,
                "decided": new,
                "already": len(ids) - len(new),
                "conflicting": left_out[CONFLICT],
                "left_out": left_out,
            }
        )
        return
    say(f"{action}: {many(len(new), 'pair')}")
    if len(new) < len(ids):
        why_not = "nothing to take back" if decision.action == "undo" else "said before"
        say(f"{many(len(ids) - len(new), 'pair')}: {why_not}")
    if left_out:
        say(
            f"{many(len(chosen) - len(taken), 'pair')} left out, which no filter accepts: {counted(left_out)}. "
            "Look at each and decide by id, or in the workbench"
        )
    if new and not by_id:
        say(f"Taken back as one: pairwright pairs {place.argument} --undo")
    say(f"Next: pairwright audit {place.argument}")


def _take_back_last(place: Project, now: _Today, wanted: Wanted, as_json: bool) -> None:
    """Take back what was decided at once, here or on the Pairs page: the last of it that was about a wanted pair."""
    from prep.glossary import read_glossary

    among = {line.pair_id for press in now.presses for line in press}
    if wanted.limits:
        decided_on = with_reasons(among, now.audit, now.pairs, read_glossary(place.glossary))
        if unknown := unknown_words(decided_on, wanted):
            raise BadInput(
                "pairs --undo: expected a reason or topic of pairs that were decided on, got "
                f"{', '.join(map(repr, unknown))}. Leave it out: --undo alone takes back what was decided last."
            )
        among = {each.pair.pair_id for each in pick(decided_on, wanted)}
    press = press_to_undo(now.presses, among, _PAGE) or ()
    left = undo_press(place, press, moment()) if press else ()
    undone = {line.pair_id: line.action for line in press if line.pair_id not in left}
    if as_json:
        show_json({"action": "undo", "decided": list(undone), "left": left})
        return
    if not press:
        say("undo: nothing to take back that was decided here or on the Pairs page. Give the ids of other pairs.")
        return
    said = f"decided on {day_and_time(press[0].decided_at)}: {counted(Counter(undone.values()))}" if undone else ""
    say(" · ".join(filter(None, (f"undo: {many(len(undone), 'pair')}", said))))
    if left:
        say(f"Left as they are, since something was said about them later: {', '.join(left)}")
    say(f"Next: pairwright audit {place.argument}")


def _is_news(standing: Standing | None, decision: Decision) -> bool:
    """Whether a decision says something that does not hold already."""
    if decision.action == "undo":
        return standing is not None
    if standing is None or standing.is_overtaken:
        return True
    said = standing.said
    return (said.action, said.reason, said.instruction, said.response) != (
        decision.action, decision.reason, decision.instruction, decision.response,
    )  # fmt: skip


def _are_reconciled(pair_ids: Sequence[str], words: Mapping[str, Standing]) -> bool:
    """Whether it was said of each two of these pairs that they do not contradict each other."""
    known = reconciled(words)
    return all({*pair_ids} - {one} <= known.get(one, frozenset()) for one in pair_ids)


def _write_file(place: Project, path: Path, chosen: Sequence[Waiting], as_json: bool) -> None:
    from prep.decision_files import as_csv, as_jsonl, kind_of, write_rows

    kind = kind_of(path)
    if path.exists():
        raise BadInput(
            f"{path}: expected a new file, found one, perhaps filled in. Take it with --from or name another."
        )
    rows = write_rows(chosen, read_log(place))
    write_text(path, as_csv(rows) if kind == ".csv" else as_jsonl(rows))
    if as_json:
        show_json({"written": str(path), "n": len(rows)})
        return
    say(f"{many(len(rows), 'pair')} in {path}")
    say("Fill in «decision» with accept, reject or edit; for an edit, change the instruction or the response.")
    say(f"Then: pairwright pairs {place.argument} --from {path}")


def _take_file(place: Project, path: Path, as_json: bool) -> None:
    from prep.decision_files import decide_by_rows, read_rows
    from prep.stages import read_pairs

    found = decide_by_rows(*read_rows(path), read_records(place.pairs, Pair), read_log(place))
    seen = {pair.pair_id: pair for pair in read_pairs(place)}
    write_press(place, found.decisions, moment(), seen, page=_PAGE)
    if as_json:
        show_json(
            {
                "decided": dict(Counter(decision.action for decision in found.decisions)),
                "already": found.n_already,
                "undecided": found.n_undecided,
                "refused": [asdict(row) for row in found.refused],
            }
        )
    else:
        for row in found.refused:
            remark(f"{row.place}: {' '.join(filter(None, (row.pair_id, 'not taken:', row.reason)))}.")
        say(f"Taken: {counted(Counter(decision.action for decision in found.decisions))}")
        say(f"{found.n_already} taken before · {found.n_undecided} undecided · {len(found.refused)} not taken")
        say(f"Next: pairwright audit {place.argument}")
    if found.refused:
        raise typer.Exit(1)


def _show_waiting(place: Project, now: _Today, chosen: Sequence[Waiting], by_id: bool, as_json: bool) -> None:
    from prep.remaking import open_shorthand

    shorthand = open_shorthand(place, [each.pair for each in now.waiting])
    if as_json:
        show_json(
            {
                "n_waiting": len(chosen),
                "reasons": by_reason(chosen),
                "open_shorthand": shorthand,
                "pairs": [asdict(each) for each in chosen],
            }
        )
        return
    if by_id:
        _show_whole(now, chosen)
    elif not chosen:
        say("No such pair waits for you.")
        return
    else:
        show_table(
            ["Pair", "Topic", "Score", "Waits for", "Instruction"],
            [
                [each.pair.pair_id, each.pair.topic, f"{each.score:.2f}", ", ".join(each.codes), _short(each.pair)]
                for each in chosen
            ],
        )
        say(f"{many(len(chosen), 'pair')}{_for_reasons(chosen)}")
    if shorthand:
        say(
            f"Glossary first: shorthand that nobody confirmed is in pairs that wait ({counted(shorthand)}). Confirming "
            "it makes the pairs again, and those that change wait again, also where you decided: "
            f"pairwright glossary {place.argument}"
        )
    if not by_id:
        say(f"One pair whole, with what it contradicts: pairwright pairs {place.argument} PAIR_ID")
    say(f"Next: pairwright pairs {place.argument} PAIR_ID --accept, or --reject, or --to FILE.csv for a spreadsheet")
    if any(each.conflicts for each in chosen):
        say("Two that do not contradict each other after all: both ids and --no-contradiction")


def _show_whole(now: _Today, chosen: Sequence[Waiting]) -> None:
    from prep.whole_pair import whole

    for each in chosen:
        pair = each.pair
        say(" · ".join(filter(None, (pair.pair_id, f"ticket {pair.ticket_id}", pair.topic, pair.agent))))
        unquoted = () if each.reasons else now.held_back
        show_facts(whole(pair, now.audit, now.pairs, now.words.get(pair.pair_id), unquoted))
        say()


def _for_reasons(waiting: Sequence[Waiting]) -> str:
    """ ", waiting for: too-short 3 · non-answer 1"; nothing where the audit named no reason."""
    reasons = by_reason(waiting)
    return f", waiting for: {counted(reasons)}" if reasons else ""


def _short(pair: Pair) -> str:
    line = " ".join(pair.instruction.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def select(
    source: Annotated[
        str,
        typer.Argument(
            metavar="PROJECT_OR_JSONL", help="A project, or a JSONL of instructions, prompts or chats with responses."
        ),
    ],
    best: Annotated[int, typer.Option(help="How many pairs you want.")],
    to: Annotated[Path | None, typer.Option(help="Where to; else beside the audit.")] = None,
    embedding_model: Annotated[str, typer.Option(help="A sentence-transformers name or local path.")] = "",
    as_json: Json = False,
) -> None:
    """Choose the best pairs: good ones, of every topic, unlike each other. What waits is never chosen."""
    from prep.audit_file import is_file_of_pairs
    from prep.embeddings import PACKAGED_MODEL
    from prep.pair_files import notes_on
    from prep.selection import by_topic, select_from_file, select_from_project

    model = embedding_model or PACKAGED_MODEL
    if is_file_of_pairs(source):
        found = select_from_file(Path(source), best, to, embedding_model=model, progress=bar)
        for note in notes_on(Path(source)):
            remark(f"Note: {note}")
    else:
        found = select_from_project(open_project(source), best, to, embedding_model=model, progress=bar)
    topics = by_topic(found.choices)
    if as_json:
        show_json(
            {
                "asked": found.asked,
                "chosen": found.n_chosen,
                "left_out": len(found.choices) - found.n_chosen,
                "quality": {"chosen": found.chosen_quality, "eligible": found.eligible_quality},
                "topics": {topic: {"chosen": chosen, "eligible": n} for topic, (chosen, n) in topics.items()},
                "file": str(found.rows),
                "reasons": str(found.reasons),
            }
        )
    else:
        say(f"{many(found.n_chosen, 'pair')} chosen of {sum(n for _, n in topics.values()):,} that could be")
        if found.n_chosen < found.asked:
            say(f"{found.asked:,} were asked for: there are no more. Decide on pairs that wait, and audit again.")
        if found.chosen_quality is not None:
            say(f"Mean quality {found.chosen_quality:.2f}; of all that could be chosen {found.eligible_quality:.2f}")
        show_table(
            ["Topic", "Chosen", "Of"],
            [[topic or "(no topic)", f"{chosen:,}", f"{n:,}"] for topic, (chosen, n) in topics.items()],
        )
        say(f"Rows: {found.rows}. Why these, and why not the others: {found.reasons}")
        if found.holds_all_parts:
            say("Nothing is held out yet. To judge what you train on these rows, split first and select again.")
    if not found.n_chosen:
        raise typer.Exit(1)


def cuts(
    project: ProjectArgument,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[TICKET|CUT]...", help="A ticket's cuts, or cuts by their names.")
    ] = None,
    reason: Annotated[list[str] | None, typer.Option(help="All cuts of this reason, such as signature.")] = None,
    restore: Annotated[bool, typer.Option("--restore", help="Put them back.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Cut them again.")] = False,
    open_held_out: OpenHeldOut = "",
    as_json: Json = False,
) -> None:
    """List what cleaning cut out of messages and why, and put back what should not have gone."""
    place = open_project(project)
    asked, reasons = names or [], reason or []
    if restore and undo:
        raise BadInput("cuts: expected one thing to do, got --restore and --undo. Say them one after the other.")
    if not (restore or undo):
        _show_cuts(place, asked, reasons, open_held_out, as_json)
        return
    if not (asked or reasons):
        raise BadInput(
            f"cuts: expected what to put back, got nothing. `pairwright cuts {place.argument}` lists the reasons, "
            f"`pairwright cuts {place.argument} TICKET` a ticket's cuts."
        )
    known = {kind.reason for kind in kinds_of_cuts(read_cleaned(place), read_restored(place))}
    if strange := [one for one in reasons if one not in known]:
        raise BadInput(f"cuts --reason: expected one of {', '.join(sorted(known))}, got {strange[0]!r}. Choose one.")
    action: Action = "restore" if restore else "undo"
    meant = named_cuts(place, asked)
    all_back = read_restored(place).reasons - set(reasons)
    if undo and (held := next((one for one in meant if one.cut.reason in all_back), None)):
        raise BadInput(
            f"cuts --undo: {held.cut_id} cannot be cut again alone, because every {held.cut.reason} was put back. "
            f"`pairwright cuts {place.argument} --reason {held.cut.reason} --undo` cuts them all again."
        )
    lines = [CutSaid(action, one.cut_id) for one in meant]
    say_about_cuts(place, [*lines, *(CutSaid(action, reason=one) for one in reasons)], moment())
    remade = remake_pairs(place, now=now, progress=bar)
    if as_json:
        show_json({"action": action, "cuts": [line.cut_id for line in lines], "reasons": reasons, **asdict(remade)})
        return
    say(f"{'put back' if restore else 'cut again'}: {', '.join([*(line.cut_id for line in lines), *reasons])}")
    say(f"{many(remade.n_pairs, 'pair')}: {remade.n_changed:,} reworded, {remade.n_new:,} new, {remade.n_gone:,} gone")
    say(f"Next: pairwright audit {place.argument}")


def _show_cuts(place: Project, asked: Sequence[str], reasons: Sequence[str], open_held_out: str, as_json: bool) -> None:
    restored, closed = read_restored(place), closed_tickets(place)
    if not (asked or reasons):
        kinds = kinds_of_cuts(read_cleaned(place), restored, closed)
        if as_json:
            show_json({"reasons": [asdict(kind) for kind in kinds]})
            return
        rows = [
            [one.reason, f"{one.n:,}", f"{one.n_tickets:,}", f"{one.n_restored:,}", _first_example(one)]
            for one in kinds
        ]
        show_table(["Why it was cut", "Cuts", "Tickets", "Put back", "For example"], rows)
        return
    named = named_cuts(place, asked)
    everything = (one for ticket in read_cleaned(place) for one in cuts_of(ticket)) if reasons else ()
    of_reasons = [one for one in everything if one.cut.reason in reasons]
    wanted = [one.ticket_id for one in (*named, *(of_reasons if open_held_out.strip() else ()))]
    if _open_if_held_out(place, "cuts", list(dict.fromkeys(wanted)), closed, open_held_out, "tickets"):
        closed = frozenset()
    shown = [one for one in (*named, *of_reasons) if one.ticket_id not in closed]
    n_closed = len(named) + len(of_reasons) - len(shown)
    if as_json:
        show_json({"n_held_out": n_closed, "cuts": [
            {"cut_id": one.cut_id, **asdict(one.cut), "restored": restored.holds(one.cut_id, one.cut.reason)}
            for one in shown
        ]})  # fmt: skip
        return
    for one in shown:
        state = ", put back" if restored.holds(one.cut_id, one.cut.reason) else ""
        show_facts([(f"{one.cut_id}{state}", one.cut.text), ("", "")])
    if n_closed:
        say(f"{many(n_closed, 'cut')} in held-out tickets not shown: they stay sealed, but for {OPEN} WHY")


def _first_example(kind: CutKind) -> str:
    return kind.examples[0].cut_id if kind.examples else "(all held out)"
