"""One message → what its author wrote in it: HTML flattened, characters repaired, quotes and signatures cut."""

from dataclasses import replace

from prep.html_text import html_to_text
from prep.mail.repair import bidi_controls, repair
from prep.records import Cut, Message
from prep.reply import Stripped, strip_reply


def own_words(message: Message) -> Stripped:
    """A message's own words in plain text, and the cuts, before other messages are looked at."""
    text = message.text
    cuts: list[Cut] = []
    if controls := bidi_controls(text):
        cuts.append(Cut("bidi-controls", controls))
    if message.text_format == "html":
        page = html_to_text(text)
        text = page.text
        cuts.extend(replace(cut, text=repair(cut.text)) for cut in page.cuts)
    stripped = strip_reply(repair(text))
    return Stripped(stripped.text, (*cuts, *stripped.cuts))
