"""Which pairs are sent to a model: those that do not stand on their own and hold no personal data."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from prep.chat import Talker
from prep.glossary import Glossary
from prep.personal.contact_points import of_a_person
from prep.records import Pair, Ticket
from prep.rewriter.prompting import n_tokens, request_for, texts_in
from prep.rewriter.records import Estimate, Price, Request
from prep.selfcontained import judge_pair

_TOKENS_A_SECOND = 20  # written, by an endpoint of middling speed


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pairs that do not stand on their own: what is asked about each, and which are kept back."""

    requests: tuple[Request, ...]
    withheld: tuple[str, ...]  # pair ids


def choose(
    pairs: Sequence[Pair],
    tickets: Mapping[str, Ticket],
    glossary: Glossary,
    model: str,
    *,
    max_tokens: int,
    window: int,
) -> Chosen:
    """What to ask of whom, in the order of the pairs."""
    requests, withheld = [], []
    for pair in pairs:
        if judge_pair(pair.instruction, pair.response, glossary).stands:
            continue
        ticket = tickets.get(pair.ticket_id)
        request = ticket and request_for(pair, ticket, model, window=window, max_tokens=max_tokens)
        if not request or any(map(of_a_person, texts_in(request))):
            withheld.append(pair.pair_id)
        else:
            requests.append(request)
    return Chosen(tuple(requests), tuple(withheld))


def estimate(chosen: Chosen, known: Collection[str], chat: Talker, price: Price | None) -> Estimate:
    """What asking for the rest will take. Written tokens are counted as if each pair were written once more by half."""
    asked = [request for request in chosen.requests if request.key not in known]
    read = sum(n_tokens("".join(turn["content"] for turn in request.conversation)) for request in asked)
    written = [
        min(chat.max_tokens, 3 * n_tokens(request.pair.instruction + request.pair.response) // 2 + 15)
        for request in asked
    ]
    return Estimate(
        n_pairs=len(chosen.requests) + len(chosen.withheld),
        n_known=len(chosen.requests) - len(asked),
        n_withheld=len(chosen.withheld),
        n_asked=len(asked),
        tokens_read=read,
        tokens_written=sum(written),
        seconds=sum(written) / _TOKENS_A_SECOND / max(1, chat.at_once),
        cost=price.of(read, sum(written)) if price else None,
    )
