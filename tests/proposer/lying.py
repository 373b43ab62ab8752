"""A small server on this machine that answers as a model would, or lies, in whatever way a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Lying(ThreadingHTTPServer):
    """A model that says what it is told to, and keeps what it was asked."""

    daemon_threads = True
    says: str = '{"found": []}'
    instead: Callable[[BaseHTTPRequestHandler], None] | None = None
    """What it does in place of answering."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), _Answers)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def cites(self, *found: object) -> None:
        """Have it answer with these citations."""
        self.says = json.dumps({"found": found})

    @property
    def sent(self) -> str:
        """Everything it was ever sent."""
        return "\n".join(one["content"] for asked in self.asked for one in asked["messages"])


class _Answers(BaseHTTPRequestHandler):
    server: Lying

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        self.server.paths.append(self.path)
        self.server.headers.append(dict(self.headers))
        if self.server.instead:
            try:
                self.server.instead(self)
            except OSError:
                self.close_connection = True
            return
        send(self, json.dumps({"choices": [{"message": {"content": self.server.says}}]}).encode())

    def do_GET(self) -> None:
        self.server.asked.append({"messages": []})

    def log_message(self, *_: object) -> None:
        pass


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def lying() -> Iterator[Lying]:
    """Give such a server, running."""
    server = Lying()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
