"""prep/facts/records.py: facts that are written and read again."""

import json
import warnings

from pydantic import TypeAdapter

from prep.facts import Fact, find_facts


def test_facts_come_back_as_they_were_written() -> None:
    form = TypeAdapter(tuple[Fact, ...])
    facts = find_facts("Call by 17:30 on the second day, at most 3 times a month; it costs 2.50 euros.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stored = json.dumps(form.dump_python(facts, mode="json"))
    assert repr(form.validate_python(json.loads(stored))) == repr(facts)
