"""Who answers, and what happens when they don't."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from chat_server import Server, chat_reply, serving

from evalsuite.responders import Endpoint, NearestPair, Unanswered
from prep.chat import Chat
from prep.errors import BadInput


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"ECHO": lambda body: "You asked: " + body["messages"][-1]["content"]}) as one:
        yield one


def endpoint(server: Server, **settings: Any) -> Endpoint:
    return Endpoint(Chat(**{"url": server.url, "model": "m", "sleep": lambda seconds: None, **settings}))


def test_each_instruction_gets_its_own_answer_in_order(server: Server) -> None:
    server.script = [(200, "ECHO", {})]
    asked = [f"Question {number}?" for number in range(9)]
    assert endpoint(server).answer(asked) == [f"You asked: {question}" for question in asked]


def test_model_decoding_and_key_are_sent(server: Server) -> None:
    server.script = [(200, chat_reply("30 days"), {})]
    endpoint(server, api_key="sk-secret", max_tokens=64).answer(["How long?"])
    sent = server.requests[0]
    assert sent["path"] == "/v1/chat/completions"
    assert sent["key"] == "Bearer sk-secret"
    assert sent["messages"] == [{"role": "user", "content": "How long?"}]
    assert (sent["model"], sent["temperature"], sent["max_tokens"]) == ("m", 0.0, 64)


def test_too_many_requests_and_a_server_error_are_tried_again(server: Server) -> None:
    server.script = [(429, "slow down", {"Retry-After": "7"}), (500, "oops", {}), (200, chat_reply("12 days"), {})]
    waited: list[float] = []
    assert endpoint(server, sleep=waited.append).answer(["How many?"]) == ["12 days"]
    assert waited[0] == 7
    assert 1 < waited[1] < 3


def test_an_endpoint_that_stays_broken_is_an_error_and_not_an_answer(server: Server) -> None:
    server.script = [(503, "down", {})]
    with pytest.raises(Unanswered) as caught:
        endpoint(server, tries=3).answer(["How many?"])
    assert caught.value.texts == [None]
    assert caught.value.faults == ["status 503, after 3 tries"]
    assert len(server.requests) == 3


def test_what_came_is_kept_when_one_of_a_batch_fails(server: Server) -> None:
    server.script = [(200, chat_reply("one"), {}), (400, "bad", {}), (200, chat_reply("three"), {})]
    with pytest.raises(Unanswered) as caught:
        endpoint(server, at_once=1).answer(["1?", "2?", "3?"])
    assert caught.value.texts == ["one", None, "three"]
    assert caught.value.faults[1] == "status 400: bad"


def test_a_refused_key_is_not_tried_again_and_never_shown(server: Server) -> None:
    server.script = [(401, "invalid key sk-secret", {})]
    with pytest.raises(Unanswered) as caught:
        endpoint(server, api_key="sk-secret").answer(["How many?"])
    assert len(server.requests) == 1
    assert "sk-secret" not in str(caught.value)
    assert "sk-secret" not in repr(endpoint(server, api_key="sk-secret"))


@pytest.mark.parametrize(
    "nonsense",
    ["<html>proxy login</html>", "[]", '{"choices": []}', '{"error": "x"}', chat_reply(None), chat_reply(["a"]), ""],
)
def test_nonsense_is_an_error_and_never_an_empty_answer(server: Server, nonsense: str) -> None:
    server.script = [(200, nonsense, {})]
    with pytest.raises(Unanswered) as caught:
        endpoint(server).answer(["How many?"])
    assert caught.value.texts == [None]


def test_a_slow_endpoint_times_out(server: Server) -> None:
    server.script, server.delay_s = [(200, chat_reply("late"), {})], 0.4
    with pytest.raises(Unanswered, match=r"no answer within 0\.05 s, after 2 tries"):
        endpoint(server, timeout_s=0.05, tries=2).answer(["How many?"])


def test_nobody_listening_is_an_error_with_a_reason() -> None:
    closed = Endpoint(Chat("http://127.0.0.1:9", "m", tries=2, sleep=lambda seconds: None))
    with pytest.raises(Unanswered, match="no connection"):
        closed.answer(["How many?"])


def test_an_answer_that_is_packed_as_nothing_is_an_error(server: Server) -> None:
    server.script = [(200, "no gzip", {"Content-Encoding": "gzip"})]
    with pytest.raises(Unanswered, match="cannot be unpacked"):
        endpoint(server, tries=1).answer(["How many?"])


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.script = [(307, "", {"Location": "http://127.0.0.1:9/elsewhere"})]
    with pytest.raises(Unanswered, match="status 307"):
        endpoint(server).answer(["How many?"])


def test_the_revision_changes_with_model_and_decoding_but_not_with_the_key() -> None:
    plain = Endpoint(Chat("http://localhost:1/v1", "m"))
    assert plain.revision == Endpoint(Chat("http://localhost:1/v1/", "m", api_key="k"), name="other").revision
    assert plain.revision != Endpoint(Chat("http://localhost:1/v1", "m", temperature=0.7)).revision
    assert plain.revision != Endpoint(Chat("http://localhost:1/v1", "n")).revision


@pytest.mark.parametrize(
    "url", ["localhost:8000", "file:///etc/passwd", "", "http://", "http://a:b/v1", "http://[a/v1"]
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(BadInput, match="expected an address"):
        Chat(url, "m")


@pytest.mark.parametrize("key", ["sk-schlüssel", "sk-secret\n"])
def test_a_key_that_no_header_can_carry_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(BadInput, match="expected a key") as refused:
        Chat("http://localhost:1/v1", "m", api_key=key)
    assert "sk-" not in str(refused.value)


def letters(texts: Sequence[str]) -> np.ndarray:
    """Texts as vectors of letter counts: near enough to meaning for three sentences."""
    counts = np.array([[text.lower().count(chr(97 + place)) for place in range(26)] for text in texts], dtype=float)
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def test_the_nearest_pair_answers_with_its_own_response() -> None:
    nearest = NearestPair(["How many leave days?", "Where is the canteen?"], ["18 days", "Level 2"], letters)
    assert nearest.answer(["how many days of leave", "canteen where?"]) == ["18 days", "Level 2"]
    assert nearest.answer([]) == []


def test_the_nearest_pair_needs_pairs() -> None:
    with pytest.raises(BadInput, match="expected training pairs"):
        NearestPair([], [], letters)


def test_other_training_pairs_are_another_revision() -> None:
    assert NearestPair(["a"], ["b"], letters).revision != NearestPair(["a"], ["c"], letters).revision
