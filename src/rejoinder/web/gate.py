"""The gate before every page: only this machine's own browser, started by this run, comes through."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rejoinder.web.words import LANGUAGES, translator

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""For what came from outside: a download that a browser shows all the same can do nothing."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
FRAMES = frozenset(("iframe", "frame", "object", "embed", "fencedframe"))
READING = frozenset(("GET", "HEAD"))
TOKEN = "token"  # noqa: S105 the name of the parameter
STRANGER = (
    "This page belongs to Rejoinder on this computer. Open the address that Rejoinder printed when it started,"
    " or start it again with: rejoinder open CASE"
)
ELSEWHERE = "Another site asked for this page, and Rejoinder answers only its own pages. Nothing was changed."


class Gate:
    """Let through what the person's own browser asks of this run, and say in every answer what a page may do."""

    def __init__(self, pages: ASGIApp, *, token: str, port: int, language: str = "en") -> None:
        """Stand before the pages: the token admits, the port is the one listened on."""
        self._language = language
        self._pages = pages
        self._token = token.encode()
        self._cookie = f"rejoinder-{port}"
        self._hosts = {f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")}
        if port == 80:
            self._hosts |= {"127.0.0.1", "localhost", "[::1]"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on to the pages."""
        if scope["type"] == "lifespan":
            await self._pages(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = self._refused(scope) or self._admitted(scope) or self._pages
        await answer(scope, receive, _guarded(send, scope["path"]))

    def _refused(self, scope: Scope) -> Response | None:
        """Give the refusal of what another name, another site or a frame asks."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return self._told("Rejoinder answers only to the name of this computer, 127.0.0.1.", headers)
        if not self._from_here(headers, scope["method"]) or headers.get("sec-fetch-dest", "") in FRAMES:
            return self._told(ELSEWHERE, headers)
        return None

    def _told(self, refusal: str, headers: Headers) -> Response:
        """Give a refusal in the language the person chose."""
        chosen = _cookie(headers, "language")
        return PlainTextResponse(translator(chosen if chosen in LANGUAGES else self._language).gettext(refusal), 403)

    def _from_here(self, headers: Headers, method: str) -> bool:
        """Say whether the browser tells that a page of ours asks, or the person did (Fetch Metadata; else Origin)."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is not None:
            return origin.lower() == f"http://{headers['host'].lower()}"
        return method in READING

    def _admitted(self, scope: Scope) -> Response | None:
        """Give None to who has the cookie, the cookie to who has the token, and the refusal to everyone else."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tokens = [value for name, value in query if name == TOKEN]
        if tokens and scope["method"] in READING and all(self._is_token(value) for value in tokens):
            rest = urlencode([(name, value) for name, value in query if name != TOKEN])
            path = "/" + scope.get("raw_path", scope["path"].encode()).decode("latin-1").lstrip("/\\")
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            answer.set_cookie(self._cookie, self._token.decode(), httponly=True, samesite="strict", path="/")
            return answer
        if self._is_token(_cookie(Headers(scope=scope), self._cookie)):
            return None
        return self._told(STRANGER, Headers(scope=scope))

    def _is_token(self, value: str) -> bool:
        return secrets.compare_digest(value.encode("utf-8", "surrogatepass"), self._token)


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie("; ".join(headers.getlist("cookie"))).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _guarded(send: Send, path: str) -> Send:
    """Give a way of sending that puts the headers on every answer; what came from outside is only ever a download."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            headers = MutableHeaders(scope=message)
            given = headers.get("content-disposition", "").lower().startswith("attachment")
            headers["Content-Security-Policy"] = SANDBOX if given else POLICY
            for name, value in HEADERS.items():
                headers[name] = value
            headers["Cache-Control"] = "private, max-age=3600" if _is_ours(path, message["status"]) else "no-store"
        await send(message)

    return sending


def _is_ours(path: str, status: int) -> bool:
    return path.startswith("/static/") and status in (200, 304)
