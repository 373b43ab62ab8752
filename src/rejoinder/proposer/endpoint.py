"""The endpoint of a model that a person runs on this machine: where it may be, and one question put to it.

Only loopback addresses are taken (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3), and they are what is connected to: no name but
localhost is looked up, no proxy is used, no redirect is followed, and neither time nor size is left to the other end.
"""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from rejoinder.errors import UsageError

SECONDS = 300
"""A model on a small machine takes minutes; beyond this nothing is waited for."""
LARGEST = 1 << 20
"""Bytes of an answer."""
_CONNECTS_WITHIN = 5
_HEARD = 0.25
"""Seconds between two moments at which a person may stop it."""
_PIECE = 1 << 16
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_DONE = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers on this machine, in the form of OpenAI's chat completions."""

    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        """Give it as a person writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{self.path}"


def endpoint_of(written: str) -> Endpoint:
    """Give the endpoint that an address names; UsageError for one that is not on this machine, or is no plain http."""
    remedy = "Write it as http://127.0.0.1:11434/v1, with the port at which your model answers."
    try:
        parts = urlsplit(written.strip())
        host, port = parts.hostname or "", parts.port or 80
    except ValueError as fault:
        raise UsageError("This is no address of a model.", remedy) from fault
    path = parts.path.rstrip("/")
    if parts.scheme != "http" or parts.query or parts.fragment or parts.username is not None:
        raise UsageError("This is no address of a model.", remedy)
    if not _PATH.fullmatch(path) or not written.isascii():
        raise UsageError("This is no address of a model.", remedy)
    if host != "localhost" and not _is_loopback(host):
        raise UsageError("That address is not on this machine, and nothing is sent anywhere else.", remedy)
    return Endpoint(host, port, path)


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = isinstance(address, IPv6Address) and (address.ipv4_mapped or address.scope_id)
    return address.is_loopback and not mapped


def _addresses(endpoint: Endpoint) -> list[str]:
    """Give the addresses to connect to, each of them loopback."""
    if endpoint.host != "localhost":
        return [endpoint.host]
    try:
        found = socket.getaddrinfo("localhost", endpoint.port, type=socket.SOCK_STREAM)
    except OSError:
        return ["127.0.0.1"]
    return [one for one in dict.fromkeys(str(each[4][0]) for each in found) if _is_loopback(one)]


def ask(endpoint: Endpoint, question: bytes, *, heard: Callable[[], None], seconds: float = SECONDS) -> bytes:
    """Give what an endpoint answers to a question; UsageError where that is no answer, or takes too long.

    `heard` is called while it is waited for; what it raises ends the question at once.
    """
    connected = _connected(endpoint)
    until = time.monotonic() + seconds
    pool = ThreadPoolExecutor(1, thread_name_prefix="model")
    try:
        answer = pool.submit(_answered, connected, endpoint, question)
        while not wait([answer], _HEARD).done:
            heard()
            if time.monotonic() > until:
                what = f"The model did not answer within {seconds:.0f} seconds."
                raise UsageError(what, "Ask again with less, or use a smaller model.")
        return answer.result()
    finally:
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)
        pool.shutdown()
        connected.close()


def _connected(endpoint: Endpoint) -> socket.socket:
    for address in _addresses(endpoint):
        with suppress(OSError):
            return socket.create_connection((address, endpoint.port), _CONNECTS_WITHIN)
    raise UsageError(f"No model answers at {endpoint.address}.", "Start it, then ask again.")


def _answered(connected: socket.socket, endpoint: Endpoint, question: bytes) -> bytes:
    connected.settimeout(SECONDS)
    connection = HTTPConnection(endpoint.host, endpoint.port)
    connection.sock, connection.auto_open = connected, 0
    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity", "Connection": "close"}
    try:
        connection.request("POST", f"{endpoint.path}/chat/completions", question, headers)
        with connection.getresponse() as response:
            if response.status != _DONE:
                what = f"What answers at {endpoint.address} gave status {response.status}, and no answer."
                raise UsageError(what, "See whether the model's name is right, and what it says on its own screen.")
            return _body(response)
    except (OSError, HTTPException, ValueError) as fault:
        what = f"What answers at {endpoint.address} broke off, or does not speak as such a model does."
        raise UsageError(what, "See whether that is the model's port.") from fault
    finally:
        connection.close()


def _body(response: HTTPResponse) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > LARGEST:
            raise UsageError(f"The model's answer is larger than {LARGEST:,} bytes.", "Ask again with less.")
    if response.length:
        raise ValueError("cut short")
    return bytes(body)


def said_in(answer: bytes) -> str:
    """Give what a model says in its answer; empty where it is in no such form."""
    try:
        said = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return said if isinstance(said, str) else ""
