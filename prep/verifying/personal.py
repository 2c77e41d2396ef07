"""Personal data: nothing comes in that its sources do not hold."""

from collections.abc import Iterator

from prep.personal_data import find_personal_data
from prep.verifying.records import Fault, Reading, Sources


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    known = " ".join(reading.text for reading in (*sources.speaking, *sources.context)).lower()
    for span in find_personal_data(now.text):
        if now.text[span.start : span.end].lower() not in known:
            yield Fault("personal", f"it looks as if it held personal data ({span.kind})")
