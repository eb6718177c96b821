"""One request with its answer → the records of a WARC file that keep it.

Format: WARC 1.1 (ISO 28500:2017) in gzip members. Digests and lengths are set by warcio.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.journal_records import StoredCapture, timestamp

_GZIP_LEVEL = 6  # level 9 takes twice the time for 1 % of the bytes
_CODINGS = frozenset({"transfer-encoding", "content-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the answer to it.

    `url` is the absolute address asked for, `fetched_at` an aware moment, `body` the payload after transfer and content codings were
    undone (as HTTP libraries hand it over). `reason` is the phrase of the status line, `ip` the address that answered.
    """

    url: str
    fetched_at: datetime
    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes
    request_headers: Sequence[tuple[str, str]] = ()
    method: str = "GET"
    request_body: bytes = b""
    reason: str = ""
    ip: str | None = None


class RecordBuilder:
    """Builds the records of one file, each a gzip member; `info_id` is the id of its warcinfo record, None while that is being built."""

    def __init__(self, info_id: str | None) -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=False, warc_version="1.1")
        self._info_id = info_id

    def info(self, name: str, moment: datetime, fields: Mapping[str, str]) -> tuple[bytes, str]:
        """Return the warcinfo record of the file `name` with its fields, and its id."""
        record = self._writer.create_warcinfo_record(name, {key: " ".join(value.split()) for key, value in fields.items()})
        record.rec_headers.replace_header("WARC-Date", timestamp(moment))
        return self._member(record)

    def response(self, exchange: Exchange, previous: StoredCapture | None) -> tuple[bytes, str]:
        """Return the record of the answer and its id: a revisit of `previous` when that is given."""
        status = f"{exchange.status} {_one_line(exchange.reason)}"
        headers = StatusAndHeaders(status, _as_stored(exchange), protocol="HTTP/1.1")
        fields = self._fields(exchange)
        if previous is None:
            body = io.BytesIO(exchange.body)
            record = self._writer.create_warc_record(
                exchange.url, "response", body, len(exchange.body), http_headers=headers, warc_headers_dict=fields
            )
        else:
            digest = f"sha1:{_base32_sha1(exchange.body)}"
            record = self._writer.create_revisit_record(
                exchange.url, digest, previous.url, previous.fetched_at, http_headers=headers, warc_headers_dict=fields
            )
            record.rec_headers.add_header("WARC-Refers-To", previous.record_id)
        return self._member(record)

    def request(self, exchange: Exchange, response_id: str) -> bytes:
        """Return the record of the request whose answer is the record `response_id`."""
        parts = urlsplit(exchange.url)
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        line = f"{exchange.method} {target} HTTP/1.1"
        headers = StatusAndHeaders(line, _one_line_each(exchange.request_headers), is_http_request=True)
        body = io.BytesIO(exchange.request_body)
        fields = self._fields(exchange) | {"WARC-Concurrent-To": response_id}
        record = self._writer.create_warc_record(
            exchange.url, "request", body, len(exchange.request_body), http_headers=headers, warc_headers_dict=fields
        )
        return self._member(record)[0]

    def _fields(self, exchange: Exchange) -> dict[str, str]:
        fields = {"WARC-Date": timestamp(exchange.fetched_at)}
        if self._info_id:
            fields["WARC-Warcinfo-ID"] = self._info_id
        if exchange.ip:
            fields["WARC-IP-Address"] = exchange.ip
        return fields

    def _member(self, record: Any) -> tuple[bytes, str]:
        self._out.seek(0)
        self._out.truncate()
        self._writer.write_record(record)
        packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        return packer.compress(self._out.getbuffer()) + packer.flush(), str(record.rec_headers.get_header("WARC-Record-ID"))


def _as_stored(exchange: Exchange) -> list[tuple[str, str]]:
    """Return the answer's headers true to the stored body: what told of codings that were undone is kept under another name."""
    kept = []
    for name, value in _one_line_each(exchange.headers):
        kept.append((f"X-Archive-Orig-{name}" if name.lower() in _CODINGS else name, value))
    return [*kept, ("Content-Length", str(len(exchange.body)))]


def _one_line_each(headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(_one_line(name), _one_line(value)) for name, value in headers]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _base32_sha1(data: bytes) -> str:
    return base64.b32encode(hashlib.sha1(data).digest()).decode()
