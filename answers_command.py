"""`pairwright answers`: questions that are taught with several answers, and which of them all shall have."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from prep.clock import moment
from prep.errors import BadInput
from prep.found import Found, need_found
from prep.one_answer.beside import rows_beside, these_differ
from prep.one_answer.cases import different_cases
from prep.one_answer.offers import PAGE, Offer, after_the_seal, leave, open_offers, press_to_reopen, read_offers, take
from prep.plurals import many
from prep.presses import Decided, read_decided, today, undo_press, write_press
from prep.project import Project, open_project
from prep.records import Decision
from terminal import Json, ProjectArgument, say, show_facts, show_json, show_table


def answers(
    project: ProjectArgument,
    offer_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[OFFER_ID]...", help="These questions only, shown whole.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="The first answer, which is suggested, for all.")] = False,
    number: Annotated[int | None, typer.Option("--take", metavar="NUMBER", help="Another of the answers.")] = None,
    response: Annotated[str | None, typer.Option(help="An answer in your words for all.")] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="PAIR_ID", help="But not for this pair, which asks or means something else."),
    ] = None,
    as_worded: Annotated[bool, typer.Option("--leave", help="Each pair keeps the answer that it has.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last word on them back.")] = False,
    by: Annotated[str, typer.Option(help="Who says so; it is written beside the decision.")] = "",
    as_json: Json = False,
) -> None:
    """List the questions that are taught with several answers, and say which of them all shall have."""
    place = open_project(project)
    asked = [name for name, is_asked in (
        ("--accept", accept), ("--take", number is not None), ("--response", response is not None),
        ("--leave", as_worded), ("--undo", undo),
    ) if is_asked]  # fmt: skip
    if len(asked) > 1:
        raise BadInput(f"answers: expected one thing to do, got {' and '.join(asked)}. Say them one after the other.")
    if asked and not offer_ids:
        raise BadInput(f"answers {asked[0]}: expected which questions, got none. Give the ids of offers.")
    if without and asked[:1] not in (["--accept"], ["--take"], ["--response"]):
        raise BadInput("answers --without: expected an answer for the other pairs, got none. Add --accept or another.")
    if response is not None and not response.strip():
        raise BadInput("answers --response: expected a text, got an empty one. Write it out, or --leave the question.")
    found = need_found(place)
    decided = read_decided(place, found.decisions_digest, found.made)
    if undo:
        _take_back(place, decided, offer_ids or [], as_json)
        return
    chosen = _chosen(open_offers(found, decided), offer_ids or [])
    if not asked:
        _show(place, chosen, bool(offer_ids), as_json)
        return
    if len(chosen) > 1 and (number is not None or response is not None or without):
        raise BadInput(f"answers {asked[0]}: expected one question, got {len(chosen)}. Say them one after the other.")
    presses = [
        leave(offer) if as_worded else take(offer, response or _answer(offer, number or 1), without or ())
        for offer in chosen
    ]
    _decide(place, found, decided, presses, by, as_json)


def _chosen(offers: Sequence[Offer], offer_ids: Sequence[str]) -> Sequence[Offer]:
    """The offers that a person names, or all of them."""
    from prep.why import near_ids

    known = {offer.offer_id: offer for offer in offers}
    for offer_id in offer_ids:
        if offer_id not in known:
            near = ", ".join(near_ids(offer_id, list(known))) or "none, every question has one answer or was decided on"
            raise BadInput(f"answers: expected the id of an open offer, got {offer_id!r}. Nearest ids: {near}.")
    return [known[offer_id] for offer_id in dict.fromkeys(offer_ids)] if offer_ids else offers


def _answer(offer: Offer, number: int) -> str:
    if not 1 <= number <= len(offer.wordings):
        raise BadInput(f"answers --take: expected 1 to {len(offer.wordings)}, got {number}. Choose one of the answers.")
    return offer.wordings[number - 1].response


def _decide(
    place: Project, found: Found, decided: Decided, presses: Sequence[Sequence[Decision]], by: str, as_json: bool
) -> None:
    """Write a press for each question, which the workbench can take back one by one."""
    seen = today(found, decided)
    for press in presses:
        write_press(place, press, moment(), seen, by=by, page=PAGE)
    left = len(read_offers(place))
    ids = [line.pair_id for press in presses for line in press]
    if as_json:
        show_json({"decided": ids, "n_offers_left": left})
        return
    say(f"{many(len(presses), 'question')} decided on, {many(len(ids), 'pair')}")
    say(f"{many(left, 'question is', 'questions are')} left")
    _say_after_the_seal(place)
    say(f"Next: pairwright audit {place.argument}")


def _say_after_the_seal(place: Project) -> None:
    if note := after_the_seal(place):
        say(note)


def _take_back(place: Project, decided: Decided, offer_ids: Sequence[str], as_json: bool) -> None:
    """Each press once, the latest first: where two speak of a pair, the later word stands in front of the earlier."""
    named = {press_to_reopen(decided, offer_id) for offer_id in offer_ids}
    presses = [press for press in reversed(decided.presses) if press in named]
    undone: list[str] = []
    left: list[str] = []
    for press in presses:
        kept = undo_press(place, press, moment())
        left += kept
        undone += dict.fromkeys(line.pair_id for line in press if line.pair_id not in kept)
    if as_json:
        show_json({"undone": undone, "left": left})
        return
    say(f"taken back: {many(len(presses), 'question')}, {many(len(undone), 'pair')}")
    if left:
        say(f"Left as they are, since you said something later: {', '.join(left)}")


def _show(place: Project, offers: Sequence[Offer], by_id: bool, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "n_offers": len(offers),
                "n_pairs": sum(len(offer.pairs) for offer in offers),
                "offers": list(map(_as_json, offers)),
            }
        )
    elif not offers:
        say("Every question is taught with one answer, or was decided on.")
    elif by_id:
        for offer in offers:
            show_facts(list(_whole(offer)))
            say()
        _say_after_the_seal(place)
        say(f"Next: pairwright answers {place.argument} OFFER_ID --accept, --take 2, --response TEXT or --leave;")
        say("--without PAIR_ID leaves a pair out that asks or means something else")
    else:
        show_table(
            ["Offer", "Pairs", "Answers", "Suggested"],
            [[offer.offer_id, str(len(offer.pairs)), str(len(offer.wordings)), _suggested(offer)] for offer in offers],
        )
        n_pairs = many(sum(len(offer.pairs) for offer in offers), "pair")
        say(f"{many(len(offers), 'question')} taught with several answers, {n_pairs}")
        _say_after_the_seal(place)
        say(f"Next: pairwright answers {place.argument} OFFER_ID shows one whole")


def _as_json(offer: Offer) -> dict[str, Any]:
    suggested = offer.wordings[0].response
    return {
        "offer_id": offer.offer_id,
        "these_differ": these_differ(offer),
        "different_cases": different_cases(offer),
        "answers": [
            {
                "number": number,
                "response": wording.response,
                "pairs": {pair.pair_id: pair.instruction for pair in wording.pairs},
                "differs": [
                    {"in": kind, "suggested": ours, "this": theirs}
                    for kind, ours, theirs in rows_beside(suggested, wording.response)
                ],
            }
            for number, wording in enumerate(offer.wordings, start=1)
        ],
    }


def _whole(offer: Offer) -> list[tuple[str, str]]:
    """An offer as labels and texts: each answer, how it differs from the suggested one, and who gets it."""
    suggested = offer.wordings[0].response
    lines = [(offer.offer_id, f"{many(len(offer.pairs), 'pair')}, {many(len(offer.wordings), 'answer')}")]
    if differ := these_differ(offer):
        lines.append(("  these differ", f"{differ}. Take one only if it is right for all"))
    if cases := different_cases(offer):
        lines.append(("  different cases", f"{cases}. --leave them as worded, or take one --without the others"))
    for number, wording in enumerate(offer.wordings, start=1):
        chosen_before = "" if wording.pairs else " (you chose it for other pairs)"
        lines.append((f"{number}{' suggested' if number == 1 else ''}", f"{wording.response}{chosen_before}"))
        lines += [
            ("  differs in", f"{kind}: {theirs} (suggested: {ours})")
            for kind, ours, theirs in rows_beside(suggested, wording.response)
        ]
        lines += [(f"  {pair.pair_id}", pair.instruction) for pair in wording.pairs]
    return lines


def _suggested(offer: Offer) -> str:
    """The suggested answer, and in a line below it why it may not be right for all."""
    differ, cases = these_differ(offer), different_cases(offer)
    doubts = differ and f"these differ: {differ}", cases and f"these ask about different cases: {cases}"
    return "\n".join(filter(None, (_short(offer.wordings[0].response), "; ".join(filter(None, doubts)))))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69]}…"
