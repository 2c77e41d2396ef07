"""What the command line says when a person names a model that rewrites."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from conftest import pairwright

from prep.chat import Chat
from prep.errors import BadInput
from prep.rewriter import Estimate, Spent
from rewriting_command import Meter, in_words, leaving, name_rewriter

EXPORT = "question,answer\nHow many?,You get 18 days a year.\nHow many days of notice are there?,30 days.\n"


class Model(BaseHTTPRequestHandler):
    """Names what is asked about, and keeps the answer."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = json.loads(body["messages"][-1]["content"])
        text = json.dumps({"instruction": asked["instruction"], "response": "You get 18 days per year."})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"content": text}}]}).encode())

    def log_message(self, *ignored: object) -> None: ...


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_named_model_rewrites_what_does_not_stand_and_is_asked_once(url: str, tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(EXPORT)
    command = ("prep", "desk", "faq.csv", "--rewriter", url, "--rewriter-model", "m")
    for again in (False, True):
        done = pairwright(*command, "--json", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["rewriter"]["n_accepted"] == 1
        assert f"To ask: {0 if again else 1}," in done.stderr
        assert "Warning" not in done.stderr
    responses = [json.loads(line)["response"] for line in (tmp_path / "data/desk/pairs.jsonl").read_text().splitlines()]
    assert responses == ["You get 18 days per year.", "30 days."]


def test_the_estimate_names_pairs_tokens_time_and_cost() -> None:
    said = in_words(Estimate(120, 20, 5, 95, 47_500, 9_500, 240.0, 0.0128))
    for part in (
        "120 pairs",
        "20 of them answered earlier",
        "5 kept back",
        "To ask: 95",
        "47,500",
        "0.01",
        "4 minutes",
    ):
        assert part in said


def test_another_machine_is_named() -> None:
    assert Chat("http://localhost:11434/v1", "m").is_this_machine
    far = Chat("https://models.example/v1", "m")
    assert not far.is_this_machine and "https://models.example/v1" in leaving(far)


@pytest.mark.parametrize(
    ("url", "model", "window", "keeps", "expected"),
    [
        ("http://localhost:1/v1", "", 4096, False, "--rewriter-model NAME"),
        ("", "m", 4096, False, "--rewriter URL"),
        ("http://localhost:1/v1", "m", 4096, True, "--keep-personal-data"),
        ("http://localhost:1/v1", "m", 100, False, "at least 1,024 tokens"),
        ("localhost", "m", 4096, False, "expected an address"),
    ],
)
def test_what_is_wrong_with_it_is_said_before_anything_is_read(
    url: str, model: str, window: int, keeps: bool, expected: str
) -> None:
    with pytest.raises(BadInput, match=expected):
        name_rewriter(url, model, window, "", keeps)


def test_a_second_reader_needs_somebody_who_rewrites_and_a_model_that_reads_entailment(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="--rewriter-nli: expected --rewriter URL"):
        name_rewriter("", "", 4096, "", False, str(tmp_path))
    with pytest.raises(BadInput, match="expected the folder of a model that reads entailment"):
        name_rewriter("http://localhost:1/v1", "m", 4096, "", False, str(tmp_path))


def test_nobody_is_asked_unless_a_person_names_somebody() -> None:
    assert name_rewriter("", "", 4096, "", False) is None


def test_what_it_costs_is_told_at_every_tenth_of_the_way() -> None:
    seconds = iter((0.0, 60.0, 300.0))
    meter = Meter(lambda: next(seconds))
    told = [meter.says(Spent(n, 100, 500 * n, 100 * n, 0.001 * n)) for n in (1, 10, 11, 50)]
    assert told[0] == told[2] == ""
    assert told[1] == (
        "10 of 100 answered in about 1 min: about 5,000 tokens read and 1,000 written, 0.01 by the prices you gave; "
        "about 9 min left"
    )
    assert told[3].endswith("about 5 min left")


@pytest.mark.slow  # loads torch and a model
def test_a_model_in_a_folder_rewrites_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(EXPORT)
    folder = str(Path(__file__).resolve().parent.parent / "data" / "tiny-base")
    done = pairwright("prep", "desk", "faq.csv", "--rewriter", folder, "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    rewritten = json.loads(done.stdout)["rewriter"]
    assert rewritten["n_pairs"] == 1 and rewritten["n_unanswered"] == 0
    assert "Warning" not in done.stderr
    (answered,) = (tmp_path / "data/desk/rewrites.jsonl").read_text().splitlines()
    assert json.loads(answered)["model"].startswith("tiny-base@")
