"""A real chat endpoint on this machine that replies from a script, for the tests of whatever asks a model."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, str, dict[str, str]]  # status, text, headers


def chat_reply(text: object) -> str:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]})


class Server(ThreadingHTTPServer):
    """One entry of the script a request; the last repeats. A text that `made` knows is made from the request's body."""

    daemon_threads = True

    def __init__(self, made: Mapping[str, Callable[[Any], str]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.made = made
        self.script: list[Reply] = [(200, chat_reply("{}"), {})]
        self.requests: list[dict[str, Any]] = []
        self.delay_s = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def asked(self) -> list[Any]:
        """What the last message of each request holds, where that is JSON."""
        return [json.loads(body["messages"][-1]["content"]) for body in self.requests]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        time.sleep(self.server.delay_s)
        script = self.server.script
        status, text, headers = script.pop(0) if len(script) > 1 else script[0]
        if text in self.server.made:
            text = chat_reply(self.server.made[text](body))
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())
        except OSError:
            pass  # the client gave up waiting, which is what some tests are about

    def log_message(self, *ignored: object) -> None: ...


@contextmanager
def serving(made: Mapping[str, Callable[[Any], str]]) -> Iterator[Server]:
    server = Server(made)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
