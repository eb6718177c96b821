"""The payload of a stored HTTP answer, with transfer and content codings undone (RFC 9112 section 7.1, RFC 9110 section 8.4.1).

Everything is read in small pieces and stops at a limit: what unpacks to gigabytes is never held. Archives differ in whether they keep
the codings or only the headers that tell of them, so a coding that the bytes do not show is taken as undone already.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

_PIECE = 2**16
_CHUNK_LINE = re.compile(rb"\s*([0-9a-f]{1,15})\s*(?:;[^\r\n]*)?\r?\n", re.IGNORECASE)
_LINE_LIMIT = 4096
_TEXT_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<%]")


class PayloadError(ValueError):
    """A payload ends too early, is damaged, or has a coding that is not read; the message says which."""


def read_payload(stream: Any, transfer_encoding: str, content_encoding: str, max_bytes: int) -> bytes:
    """Return the decoded payload of `stream`, or a little more than `max_bytes` of it when it is longer.

    `stream` has `read(size)` and `readline(size)` and ends where the record does; the encodings are the values of the headers ("" for
    none). Raises PayloadError when the payload cannot be decoded.
    """
    pieces = _dechunked(stream) if "chunked" in transfer_encoding.lower() else _pieces(stream)
    for coding in reversed([name.strip().lower() for name in content_encoding.split(",")]):
        pieces = _decoded(pieces, coding)
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size > max_bytes:
            break
    return b"".join(kept)


def _pieces(stream: Any) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _dechunked(stream: Any) -> Iterator[bytes]:
    line = stream.readline(_LINE_LIMIT)
    if not _CHUNK_LINE.fullmatch(line):  # the header was kept, the chunks were not
        yield line
        yield from _pieces(stream)
        return
    while size := _chunk_size(line):
        while size:
            piece = stream.read(min(size, _PIECE))
            if not piece:
                raise PayloadError("the payload ends inside a chunk")
            size -= len(piece)
            yield piece
        if stream.readline(_LINE_LIMIT).strip():
            raise PayloadError("a chunk is longer than it says")
        line = stream.readline(_LINE_LIMIT)


def _chunk_size(line: bytes) -> int:
    match = _CHUNK_LINE.fullmatch(line)
    if not match:
        raise PayloadError("the payload ends between two chunks" if not line.strip() else "the size of a chunk is no number")
    return int(match[1], 16)


def _decoded(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """Undo one content coding; pass the bytes on where they begin like a page or do not begin like that coding."""
    if coding in ("", "identity"):
        yield from pieces
        return
    start = b""
    for piece in pieces:
        start += piece
        if len(start) >= 8:
            break
    if coding in ("gzip", "x-gzip"):
        window = zlib.MAX_WBITS | 16 if start.startswith(b"\x1f\x8b") else None
    elif coding == "deflate":  # in a zlib wrapper by the standard, without it by some servers
        wrapped = len(start) >= 2 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
        window = zlib.MAX_WBITS if wrapped else None if _TEXT_START.match(start) else -zlib.MAX_WBITS
    elif not start or _TEXT_START.match(start):
        window = None
    else:
        raise PayloadError(f"the payload is packed with {coding!r}, which is not read")
    if window is None:
        yield start
        yield from pieces
    else:
        yield from _inflated(start, pieces, window)


def _inflated(start: bytes, pieces: Iterator[bytes], window: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(window)
    data = start
    try:
        while data or (data := next(pieces, b"")):
            if unpacker.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return  # padding after the end
                unpacker = zlib.decompressobj(window)
            yield unpacker.decompress(data, _PIECE)
            data = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as error:
        raise PayloadError(f"the packed payload is damaged: {error}") from error
    if not unpacker.eof:
        raise PayloadError("the packed payload is cut off")
