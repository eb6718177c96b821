"""Routes: which page, file or service reply an address of a site gives. Knows no sockets."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qsl

from tests.server import documents, list_pages, search, webservice
from tests.server.frame import Frame, build_page
from tests.server.meeting_pages import View
from tests.server.messages import Call, Response
from tests.server.model import Council
from tests.server.profiles import Site
from tests.server.routes import LISTS, PAGES
from tests.server.shields import shield_response

HTML, XML, PDF, TEXT = "text/html", "text/xml; charset=utf-8", "application/pdf", "text/plain; charset=utf-8"
_SESSION = re.compile(r"\((?:X\(\d\))?S\([a-z0-9]+\)\)/", re.IGNORECASE)
_FILE = re.compile(r"documents/(?P<kind>[gsb])(?P<id>\d+)/(?P<name>.*)$", re.IGNORECASE)


def redirect(address: str) -> Response:
    return Response(302, HTML, b"<html><body>Object moved</body></html>", [("Location", address)])


class Application:
    """One council's site. The council is made when a page of it is first asked for."""

    def __init__(self, site: Site, build: Callable[[], Council], secure_origin: str | None = None) -> None:
        self.site, self.secure_origin = site, secure_origin
        self._build, self._lock = build, threading.Lock()
        self._council: Council | None = None

    @property
    def council(self) -> Council:
        """The data behind the site."""
        with self._lock:
            if self._council is None:
                self._council = self._build()
            return self._council

    def respond(self, call: Call, today: date) -> Response:
        """Return the answer to a call on a day."""
        site = self.site
        shield = shield_response(site, call.path, call.headers.get("User-Agent", ""), call.gap)
        if shield:
            return Response(*shield)
        if call.path == "/robots.txt":
            return self._robots()
        if site.https and call.origin.startswith("http:") and self.secure_origin:
            return redirect(
                self.secure_origin
                + call.path
                + ("?" + "&".join(f"{k}={v}" for k, v in call.raw_query.items()) if call.raw_query else "")
            )
        if not call.path.lower().startswith(site.root.lower()):
            return self._missing()
        inside = call.path[len(site.root) :]
        unsessioned = _SESSION.sub("", inside, count=1)
        name = unsessioned.lower()
        if site.session and name.endswith(".aspx") and unsessioned == inside:
            return redirect(f"{site.root}(S({self._token()}))/{inside}" + _query(call))
        view = View(self.council, today, call.origin + site.root, site.welsh and call.query.get("lll") == "1")
        if name.startswith("mgwebservice.asmx"):
            return self._service(view, call, name)
        if name.startswith(("documents/", "olddocuments/")):
            return self._file(view, call, unsessioned)
        if name == "":
            return self._page(
                build_page(
                    self.council, Frame("Welcome", "Home", "Home", today, '<p><a href="ieDocHome.aspx?bcr=1">Meetings</a></p>')
                )
            )
        if not name.endswith(".aspx"):
            return self._missing()
        if name == "mgerror.aspx":
            return self._page(
                build_page(self.council, Frame("Error", "", "Error", today, "<p>An error has occurred. Please try again.</p>"))
            )
        if name == "ielogon.aspx":
            form = '<form method="post"><input name="UserName" /><input type="password" name="Password" /></form>'
            return self._page(build_page(self.council, Frame("Logon", "", "Logon", today, form)))
        if site.error_redirect:
            return self._error()
        return self._named(view, call, name.removesuffix(".aspx"))

    def _token(self) -> str:
        return hashlib.sha256(self.council.seed.encode()).hexdigest()[:24]

    def _page(self, body: bytes) -> Response:
        site = self.site
        content_type = f"{HTML}; charset={site.encoding}" if site.charset_named else HTML
        return Response(
            200,
            content_type,
            body,
            [("Set-Cookie", f"ASP.NET_SessionId={self._token()}; path=/; HttpOnly"), ("Cache-Control", "private")],
        )

    def _missing(self) -> Response:
        return Response(
            404,
            HTML,
            b"<html><head><title>404 - File or directory not found.</title></head><body><h1>Server Error</h1></body></html>",
        )

    def _error(self) -> Response:
        return redirect("mgError.aspx")

    def _forbidden(self) -> Response:
        return Response(
            403,
            HTML,
            b"<html><head><title>403 - Forbidden: Access is denied.</title></head><body><h1>Server Error</h1></body></html>",
        )

    def _robots(self) -> Response:
        root = self.site.root
        rules = {
            "allow": "User-agent: *\nDisallow:\n",
            "all": "User-agent: *\nDisallow: /\n",
            "documents": f"User-agent: *\nDisallow: {root}documents/\nDisallow: {root}mgConvert2PDF.aspx\n",
            "delay": "User-agent: *\nCrawl-delay: 2\nDisallow:\n",
        }
        if self.site.robots == "error":
            return Response(503, TEXT, b"Service Unavailable")
        if self.site.robots == "none":
            return self._missing()
        return Response(200, TEXT, rules[self.site.robots].encode())

    def _service(self, view: View, call: Call, name: str) -> Response:
        state = self.site.service
        if state == "off":
            return self._missing()
        if state == "forbidden":
            return self._forbidden()
        _, _, operation = name.partition("/")
        try:
            if call.method == "POST" and "xml" in call.headers.get("Content-Type", ""):
                operation, arguments = webservice.parse_soap(call.body)
                spelt = call.headers.get("SOAPAction", "").strip('"').rsplit("/", 1)[-1] or operation
                return Response(200, XML, webservice.wrap_soap(spelt, webservice.reply(view, operation, arguments)))
            if call.method == "POST":
                form = {key.lower(): value for key, value in parse_qsl(call.body.decode(), keep_blank_values=True)}
                return Response(200, XML, webservice.reply(view, operation, form))
            if state == "no_get":
                raise webservice.ServiceFault(f"Request format is unrecognized for URL unexpectedly ending in '/{operation}'.")
            return Response(200, XML, webservice.reply(view, operation, call.query))
        except webservice.ServiceFault as error:
            return Response(500, TEXT, str(error).encode())

    def _file(self, view: View, call: Call, name: str) -> Response:
        if name.lower().startswith("olddocuments/"):
            legacy = self.council.legacy
            return Response(200, HTML, list_pages.legacy_minutes(legacy)) if legacy else self._missing()
        found = _FILE.match(name)
        if not found:
            return self._missing()
        number, code = int(found["id"]), call.query.get("t", "")
        if found["kind"].lower() == "s":
            return self._attachment(view, number)
        meeting = next((it for it in self.council.meetings.values() if it.agenda_id == number), None)
        if not meeting:
            return self._missing()
        if call.query.get("ct") == "2" and code == "1":
            return (
                Response(200, f"{HTML}; charset=utf-8", documents.printed_html(view, meeting))
                if self.site.printed_html
                else self._missing()
            )
        data = documents.pack(view, meeting, code)
        return Response(200, PDF, data) if data else self._missing()

    def _attachment(self, view: View, number: int, *, named: bool = True) -> Response:
        found = self.council.documents.get(number)
        if not found or found[0].state(view.today) in ("future", "cancelled"):
            return self._missing()
        meeting, item, document = found
        if not document.is_public(view.today):
            return redirect(f"{self.site.root}ieLogon.aspx?ID={number}")
        headers = [] if named else [("Content-Disposition", f'inline; filename="{document.title}.pdf"')]
        return Response(200, PDF, documents.attached(view, meeting, item, document), headers)

    def _named(self, view: View, call: Call, name: str) -> Response:
        site = self.site
        if name in LISTS and not site.lists:
            return self._forbidden()
        if name.startswith(("iedocsearch", "iesearchresults")) and site.search != "on":
            return self._forbidden() if site.search == "forbidden" else self._error()
        if name == "iesearchresults" and call.method == "POST":
            form = {key.lower(): value for key, value in parse_qsl(call.body.decode(), keep_blank_values=True)}
            return redirect(search.results_address(form))
        if name == "mgconvert2pdf":
            return self._converted(view, call)
        handler = PAGES.get(name)
        try:
            body = handler(view, call) if handler else None
        except (KeyError, ValueError):
            body = None
        return self._page(body) if body else self._error()

    def _converted(self, view: View, call: Call) -> Response:
        number = int(call.query["id"]) if call.query.get("id", "").isdigit() else 0
        if "t" not in call.query:
            return self._attachment(view, number, named=False)
        meeting = next((it for it in self.council.meetings.values() if it.agenda_id == number), None)
        data = documents.pack(view, meeting, call.query["t"]) if meeting else None
        return Response(200, PDF, data, [("Content-Disposition", 'inline; filename="pack.pdf"')]) if data else self._missing()


def _query(call: Call) -> str:
    return "?" + "&".join(f"{key}={value}" for key, value in call.raw_query.items()) if call.raw_query else ""
