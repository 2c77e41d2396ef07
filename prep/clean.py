"""A ticket as it came → what its authors wrote in it. Everything taken out is kept in each message's cuts."""

import re
from dataclasses import replace

from prep.boilerplate import Boilerplate, cut_boilerplate
from prep.cuts import cut_further
from prep.mail.own_words import own_words
from prep.mail.repair import repair
from prep.records import Cut, Message, Ticket
from prep.reply import Stripped

_REPEATED_SHARE = 0.8  # of a forwarded text's words in an earlier message: then it is that message, quoted


def reduce_to_own_words(ticket: Ticket) -> Ticket:
    """Every message reduced to its author's own words, in plain text; what agents and forms repeat is still there."""
    messages: list[Message] = []
    for message in ticket.messages:
        own = _cut_repeated(own_words(message), messages)
        messages.append(replace(message, text=own.text, text_format="text", cuts=(*message.cuts, *own.cuts)))
    return replace(ticket, subject=" ".join(repair(ticket.subject).split()), messages=tuple(messages))


def without_boilerplate(ticket: Ticket, boilerplate: Boilerplate) -> Ticket:
    """A reduced ticket without what its export repeats.

    A message may end up empty when its author added nothing: a bare quote, a signature, a macro.
    """
    messages = []
    for message in ticket.messages:
        rest = cut_boilerplate(message.text, message, ticket, boilerplate)
        messages.append(replace(message, text=rest.text, cuts=cut_further(message.cuts, rest.cuts)))
    return replace(ticket, messages=tuple(messages))


def _cut_repeated(own: Stripped, earlier: list[Message]) -> Stripped:
    """Drop a text that stood under bare mail headers when an earlier message of the ticket says the same."""
    if not any(cut.reason == "forwarded-headers" for cut in own.cuts) or not own.text:
        return own
    words = _words(own.text)
    repeated = any(words and len(words & _words(message.text)) >= _REPEATED_SHARE * len(words) for message in earlier)
    return Stripped("", cut_further(own.cuts, [Cut("quoted-history", own.text, 0)])) if repeated else own


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
