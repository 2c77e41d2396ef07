"""Does the verifier refuse every rewrite that says something else, and accept the others? Measures prep/verifying.

    python benchmarks/rewrites.py [--data FILE] [--answers FILE] [--half development|check] [--seed N] [--json]

`--data` holds faithful rewrites, written by hand: {"kept", "rewrite", "part"} a line, with the other texts of the
thread in "added" (may lend facts) and "context" (may lend words), and "shorthand" that a person has confirmed. The rows
marked "check" in rewrites_check_2.jsonl were never looked at and are not for fitting; those of the other files have
been. A row with "faithful": false was spoilt by hand and must be refused.

The corruptions are made here: each takes an answer of `--answers` and changes, adds, drops or moves one thing
that matters. The faithful rewrites are spoilt in the same ways and compared with their raw original and its thread,
where shorthand and context allow most.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from prep.glossary import GENERAL, Entry
from prep.grammar.lexicon import ADVERBS, word_set
from prep.grammar.tagging import base_forms
from prep.project import read_rows
from prep.verifying import Fault, verify
from to_the_reader import run

HERE = Path(__file__).parent / "data"
OTHER_NAMES = ("Zendra", "Quorvia", "Northgate", "Oriel")
OTHER_SENTENCES = (
    "Ask HR first.", "It costs nothing.", "This is allowed for everyone.", "Your manager must approve it.",
    "The fee is waived on weekends.", "Only the original counts.",
)  # fmt: skip
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]+[A-Za-z]*")
_WORD = re.compile(r"[^\W\d_]+")
_NO_NOUNS = ADVERBS | word_set(
    """
    this that with from your have will been they them then than when what which there their would could should about
    after before because until within without under over into only also each every must does more most some such very
    please once still just make made take taken gets give here these those other
    """
)
Corruption = Callable[[str, random.Random], str]


def replaced(*pairs: tuple[str, str]) -> Corruption:
    """One of the first words where it stands, for the second."""

    def corrupt(text: str, chance: random.Random) -> str:
        found = [(old, new) for old, new in pairs if re.search(rf"\b{old}\b", text)]
        if not found:
            return ""
        old, new = chance.choice(found)
        return re.sub(rf"\b{old}\b", new, text, count=1)

    return corrupt


def _pairs(pairs: Sequence[str]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        old, new = pair.split("/")
        yield old, new


def number(text: str, chance: random.Random) -> str:
    """Another figure."""
    found = list(re.finditer(r"\d+", text))
    if not found:
        return ""
    one = chance.choice(found)
    return f"{text[: one.start()]}{int(one[0]) + chance.choice((1, 3, 10))}{text[one.end() :]}"


def numbers_swapped(text: str, chance: random.Random) -> str:
    return _swapped(text, list(re.finditer(r"\d+", text)), chance)


def number_invented(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"(?<=[a-z]) (?=[a-z]{4,}s\b)", text))
    return _at(text, chance.choice(found).end(), f"{chance.choice((2, 5, 45))} ") if found else ""


def name_replaced(text: str, chance: random.Random) -> str:
    found = list(_NAME.finditer(text))
    if not found:
        return ""
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(OTHER_NAMES) + text[one.end() :]


def name_invented(text: str, chance: random.Random) -> str:
    return re.sub(r"([.!?])$", rf" in {chance.choice(OTHER_NAMES)}\1", text)


def names_swapped(text: str, chance: random.Random) -> str:
    return _swapped(text, list(_NAME.finditer(text)), chance)


def nouns_swapped(text: str, chance: random.Random) -> str:
    found = [one for one in _WORD.finditer(text) if len(one[0]) > 4 and one[0].islower() and one[0] not in _NO_NOUNS]
    return _swapped(text, found, chance)


def negation_added(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"\b(?:is|are|can|must|may|will|has|does)\b(?! not|n't)", text))
    return _at(text, chance.choice(found).end(), " not") if found else ""


def negation_dropped(text: str, _: random.Random) -> str:
    return re.sub(r"\b(?:not|never|no)\b |n['’]t\b|(?<=can)not\b", "", text, count=1)


def negation_moved(text: str, _: random.Random) -> str:
    words = text.split()
    at = next((n for n, word in enumerate(words) if word.lower() == "not"), len(words))
    if at + 6 >= len(words):
        return ""
    words.insert(at + 4, words.pop(at))
    return " ".join(words)


def condition_dropped(text: str, _: random.Random) -> str:
    return re.sub(r",? \b(?:if|unless|when|except|provided|until|before)\b[^.;,]*", "", text, count=1)


def condition_added(text: str, chance: random.Random) -> str:
    more = ("if your manager agrees", "unless it is a holiday", "only on weekdays", "except for contractors")
    return re.sub(r"([.!?])$", rf" {chance.choice(more)}\1", text)


def sentence_added(text: str, chance: random.Random) -> str:
    return f"{text} {chance.choice(OTHER_SENTENCES)}"


def sentence_dropped(text: str, chance: random.Random) -> str:
    sentences = re.split(r"(?<=[.;]) ", text)
    if len(sentences) < 2:
        return ""
    sentences.pop(chance.randrange(len(sentences)))
    return " ".join(sentences)


# Each form of a verb and the same of one that turns it round; the second may be an earlier first.
_TURNED_VERBS = """
    receive/give receives/gives received/gave get/give gets/gives got/gave give/get gives/gets given/received gave/got
    lend/borrow lends/borrows lent/borrowed borrow/lend borrows/lends borrowed/lent
    provide/get provides/gets provided/received grant/take grants/takes granted/taken take/give takes/gives taken/given
    send/receive sends/receives sent/received pay/get pays/gets buy/sell bought/sold return/keep returned/kept
    start/stop starts/stops started/stopped begin/stop begins/stops stop/start stops/starts end/start ends/starts
    accept/refuse accepts/refuses accepted/refused approve/refuse approves/refuses approved/refused
    open/close opens/closes opened/closed close/open closes/opens closed/opened
    add/remove added/removed join/leave joins/leaves increase/reduce lock/unlock locked/unlocked
""".split()  # noqa: SIM905 - sixty quoted pairs would hide them
turned_verb = replaced(*_pairs(_TURNED_VERBS))
# What a judge of loose wording is tempted by: words near in sense that are another thing, person or deed.
OTHER_THINGS = """
    card/badge badge/card email/phone phone/email laptop/phone laptop/tablet receipt/invoice invoice/receipt
    order/booking booking/order ticket/form form/ticket app/website portal/app website/app room/desk desk/room
    contract/policy policy/contract salary/bonus bonus/salary fee/deposit deposit/fee charge/discount password/username
    hotel/flight flight/hotel train/plane bus/train parcel/letter refund/voucher voucher/refund credit/refund
    Monday/Tuesday Friday/Thursday Sunday/Saturday January/June March/May June/July December/November morning/evening
    weekend/weekday weekends/weekdays summer/winter street/building floor/building office/warehouse name/address
    address/name account/profile plan/account leave/overtime holiday/sickness certificate/diploma contractors/interns
    employees/visitors guests/members passport/visa child/spouse children/parents device/cable battery/screen
""".split()  # noqa: SIM905
CONTRARIES = """
    paid/unpaid valid/invalid available/unavailable open/closed closed/open included/excluded includes/excludes
    internal/external external/internal old/new new/old larger/smaller higher/lower lower/higher longer/shorter
    more/less early/late earlier/later later/earlier first/last last/first free/chargeable full/partial automatic/manual
    automatically/manually public/private domestic/international inside/outside outside/inside same/different
    full-time/part-time temporary/permanent permanent/temporary monthly/yearly daily/weekly correct/wrong
    taxable/tax-free online/offline possible/impossible online/in-person
""".split()  # noqa: SIM905
RELATED_DEEDS = """
    submit/collect submitted/collected upload/download download/upload print/scan scan/print call/email email/call
    book/cancel cancel/book cancelled/booked order/return ordered/returned request/approve requested/approved
    approve/review approved/reviewed approves/reviews sign/send signed/sent check/change change/check changed/checked
    repair/replace replace/repair repaired/replaced replaced/repaired renew/cancel renews/expires reset/delete
    install/remove wash/iron pick/drop bring/send lend/give ask/tell read/write charge/refund charged/refunded
    pay/save ship/collect shipped/collected keep/discard use/show register/log attend/organise extend/shorten
    extended/shortened block/unblock blocked/unblocked
""".split()  # noqa: SIM905
OTHER_ROLES = """
    manager/HR HR/IT IT/HR finance/legal payroll/HR managers/directors lead/colleague reception/security support/sales
    customer/agent customers/agents driver/customer doctor/manager landlord/tenant tenant/landlord seller/buyer
    buyer/seller employer/employee team/manager supervisor/assistant admin/user admins/users we/you you/we they/you
    bank/insurer insurer/bank parents/children teacher/student
""".split()  # noqa: SIM905
_PEOPLE_OF_TEXTS = ("finance", "your colleague", "the customer", "reception")
another_thing, contrary, related_deed, another_person = (
    replaced(*_pairs(pairs)) for pairs in (OTHER_THINGS, CONTRARIES, RELATED_DEEDS, OTHER_ROLES)
)


def condition_moved(text: str, chance: random.Random) -> str:
    """A condition, without its clause, in another clause or sentence."""
    found = re.search(
        r",? (?P<case>\b(?:even )?(?:if|unless|when|before|after|until|within|without|except)\b [^.;,]+)", text
    )
    if not found:
        return ""
    rest = text[: found.start()] + text[found.end() :]
    ends = [
        end.start()
        for end in re.finditer(r"(?<=[^.;,]{20})[.;,](?=\s|$)", rest)
        if abs(end.start() - found.start()) > 2
    ]  # behind a mere "yes" it would be where it was
    return _at(rest, chance.choice(ends), f" {found['case']}") if ends else ""


def agent_added(text: str, chance: random.Random) -> str:
    """Whoever does it, of whom nothing was said."""
    return re.sub(r"([.!?])$", rf" by {chance.choice(_PEOPLE_OF_TEXTS)}\1", text)


def own_words_added(text: str, chance: random.Random) -> str:
    """A sentence more, of the text's own words."""
    nouns = [one[0] for one in _WORD.finditer(text) if len(one[0]) > 4 and one[0].islower() and one[0] not in _NO_NOUNS]
    if not nouns:
        return ""
    one, other = chance.choice(nouns), chance.choice(nouns)
    more = (f"The {one} is free.", f"You can also use the {one}.", f"It applies to the {one}.",
            f"The {one} comes with the {other}.", f"You get the {one}.", f"This works for the {one} only.")  # fmt: skip
    return f"{text} {chance.choice(more)}"


def small_talk_with_a_fact(text: str, chance: random.Random) -> str:
    """A clause of the words that a loose judge takes for filling."""
    more = ("and you can use it", "so please take it", "and it works", "which is possible", "as it is available",
            "and you need it", "and it takes time", "but you do not have to", "which should happen")  # fmt: skip
    return re.sub(r"([.!?])$", rf", {chance.choice(more)}\1", text)


def order_made(text: str, _: random.Random) -> str:
    """ "The card is blocked." as "Block the card." """
    found = re.match(r"(?P<what>[A-Z][^.;,]*?) (?:is|are|has been|was) (?P<deed>[a-z]+ed)\b(?P<rest>[^.;,]*)", text)
    deed = base_forms(found["deed"]) if found else ()
    if not found or not deed or deed[0] in ("need", "require"):
        return ""
    what = found["what"][0].lower() + found["what"][1:]
    return f"{deed[0].capitalize()} {what}{found['rest']}{text[found.end() :]}"


CORRUPTIONS: Mapping[str, Corruption] = {
    "another number": number,
    "two numbers swapped": numbers_swapped,
    "a number invented": number_invented,
    "another unit": replaced(("days", "hours"), ("days", "weeks"), ("months", "years"), ("hours", "minutes"),
                             ("weeks", "days"), ("years", "months"), ("cr", "EUR"), ("euros?", "dollars"), ("€", "$"),
                             ("minutes", "hours"), ("GB", "MB"), ("business days", "days"), ("working days", "days")),
    "another name": name_replaced,
    "a name invented": name_invented,
    "two names swapped": names_swapped,
    "two nouns swapped": nouns_swapped,
    "negation added": negation_added,
    "negation dropped": negation_dropped,
    "negation moved": negation_moved,
    "another strength": replaced(("must", "may"), ("may(?! not)", "must"), ("can", "must"), ("should", "must"),
                                 ("can", "cannot"),
                                 ("must", "should"), ("has to", "can"), ("have to", "can"), ("need", "may have")),
    "another bound": replaced(("at most", "at least"), ("within", "after"), ("before", "after"), ("up to", "over"),
                              ("until", "from"), ("after", "before"), ("calendar", "working"), ("working", "calendar"),
                              ("at least", "at most"), ("more than", "less than"), ("under", "over"), ("by", "after")),
    "condition dropped": condition_dropped,
    "condition added": condition_added,
    "another condition": replaced(("if", "unless"), ("unless", "if"), ("with", "without"), ("without", "with"),
                                  ("only", "also"), ("and", "or"), ("or", "and"), ("before", "if"), ("each", "any")),
    "another role": replaced(("manager", "employee"), ("employee", "manager"), ("customer", "seller"),
                             ("line manager", "team lead"), ("employees", "contractors"), ("you", "your manager")),
    "another small word": replaced(("to", "from"), ("from", "to"), ("on", "off"), ("for", "against"), ("in", "out of"),
                                   ("with", "against"), ("still", "no longer"), ("always", "sometimes"),
                                   ("usually", "always"), ("into", "out of"), ("my", "your"), ("your", "my")),
    "another deed": turned_verb,
    "a related deed": related_deed,
    "another thing": another_thing,
    "the contrary": contrary,
    "another person": another_person,
    "condition moved": condition_moved,
    "an agent added": agent_added,
    "own words added": own_words_added,
    "filling added": small_talk_with_a_fact,
    "a report as an order": order_made,
    "another time": replaced(("is", "was"), ("are", "were"), ("was", "is"), ("will be", "was")),
    "sentence added": sentence_added,
    "sentence dropped": sentence_dropped,
}  # fmt: skip


def corrupted(texts: Sequence[str], seed: int) -> Iterator[tuple[str, str, str]]:
    """(kind, original, corruption) of every text that a kind applies to."""
    for kind, corrupt in CORRUPTIONS.items():
        chance = random.Random(f"{seed} {kind}")
        for text in texts:
            wrong = corrupt(text, chance)
            if wrong and wrong.split() != text.split():
                yield kind, text, wrong


def measure(
    rows: Sequence[Mapping[str, Any]], answers: Sequence[str], seed: int
) -> tuple[dict[str, Any], list[tuple[str, str, str, str]]]:
    """The figures, and what went wrong: (kind, original, rewrite, why)."""
    made, refused, wrong = Counter[str](), Counter[str](), []
    for kind, text, corruption in corrupted(answers, seed):
        made[kind] += 1
        is_refused = bool(verify(corruption, text, [], GENERAL))
        refused[kind] += is_refused
        if not is_refused:
            wrong.append((kind, text, corruption, "accepted"))
    accepted = 0
    faithful, spoilt = ([row for row in rows if row.get("faithful", True) is told] for told in (True, False))
    for row in faithful:
        faults = _faults(row, row["rewrite"])
        accepted += not faults
        if faults:
            wrong.append(("faithful", row["kept"], row["rewrite"], "; ".join(fault.detail for fault in faults[:3])))
    let_through = [row for row in spoilt if not _faults(row, row["rewrite"])]
    wrong += [("spoilt by hand", row["kept"], row["rewrite"], "accepted") for row in let_through]
    of_rewrite = {row["rewrite"]: row for row in faithful}
    n_spoilt, n_refused = 0, 0
    for kind, rewrite, corruption in corrupted(list(of_rewrite), seed):
        n_spoilt += 1
        if _faults(of_rewrite[rewrite], corruption):
            n_refused += 1
        else:
            wrong.append((f"spoilt rewrite, {kind}", of_rewrite[rewrite]["kept"], corruption, "accepted"))
    scores = {
        "n_corruptions": made.total(),
        "refused": refused.total() / max(1, made.total()),
        "n_spoilt_rewrites": n_spoilt,
        "spoilt_rewrites_refused": n_refused / max(1, n_spoilt),
        "n_faithful": len(faithful),
        "accepted": accepted / max(1, len(faithful)),
        "n_spoilt_by_hand": len(spoilt),
        "spoilt_by_hand_refused": 1 - len(let_through) / max(1, len(spoilt)),
        "kinds": {kind: {"n": made[kind], "refused": refused[kind] / made[kind]} for kind in made},
    }
    return scores, wrong


def _faults(row: Mapping[str, Any], rewrite: str) -> Sequence[Fault]:
    """What is wrong with a rewrite of a row's original, by its thread and its shorthand."""
    shorthand = [Entry(short, meaning, "a person") for short, meaning in row.get("shorthand", {}).items()]
    glossary = GENERAL.with_entries(shorthand)
    return verify(rewrite, row["kept"], row.get("added", []), glossary, row.get("context", []))


def _swapped(text: str, found: list[re.Match[str]], chance: random.Random) -> str:
    pairs = [(one, other) for n, one in enumerate(found) for other in found[n + 1 :] if one[0][:5] != other[0][:5]]
    if not pairs:
        return ""
    one, other = chance.choice(pairs)
    return f"{text[: one.start()]}{other[0]}{text[one.end() : other.start()]}{one[0]}{text[other.end() :]}"


def _at(text: str, place: int, more: str) -> str:
    return text[:place] + more + text[place:]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE / "rewrites_faithful.jsonl")
    parser.add_argument(
        "--answers", type=Path, default=HERE / "conflicts_dev.jsonl", help="rows with answers to corrupt"
    )
    parser.add_argument("--half", choices=("development", "check"), help="only these rows of --data")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="print so many of what went wrong, of each kind")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    asked = parser.parse_args()
    rows = [row for _, row in read_rows(asked.data) if asked.half in (None, row["part"])]
    keys = ("response", "response_a", "response_b")
    answers = [row[key] for _, row in read_rows(asked.answers) for key in keys if row.get(key)]
    scores, wrong = measure(rows, list(dict.fromkeys(answers)), asked.seed)
    if asked.json:
        print(json.dumps(scores))
        return 0
    print(f"corruptions refused: {scores['refused']:.2%} of {scores['n_corruptions']:,}")
    for kind, score in scores["kinds"].items():
        print(f"  {kind:20} {score['refused']:.1%} of {score['n']}")
    n_spoilt, refused = scores["n_spoilt_rewrites"], scores["spoilt_rewrites_refused"]
    print(f"spoilt rewrites of --data refused: {refused:.2%} of {n_spoilt:,}")
    print(f"faithful rewrites accepted: {scores['accepted']:.1%} of {scores['n_faithful']}")
    if n_by_hand := scores["n_spoilt_by_hand"]:
        print(f"rewrites spoilt by hand refused: {scores['spoilt_by_hand_refused']:.1%} of {n_by_hand}")
    shown: Counter[str] = Counter()
    for kind, original, rewrite, why in wrong:
        shown[kind] += 1
        if shown[kind] <= asked.show:
            print(f"\n{kind}: {original}\n  → {rewrite}\n  {why}")
    return 0


if __name__ == "__main__":
    run(main)
