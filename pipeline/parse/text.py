"""The only normaliser of text: bytes → characters, white space, and the words that ModernGov's templates add to other people's text.

Everything downstream (offsets, hashes, evidence) points into text that went through here once, so a change here is a new parser version.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipeline.errors import ParseError

MAX_PAGE_BYTES = 8 * 1024 * 1024  # the largest real meeting page seen is under 1 MB; more is no page of minutes
LINE_BREAK = "\u2028"  # stands for <br> while markup is turned into text; U+2028 in a page means the same

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SINGLE_BYTE = frozenset({"ascii", "cp1252", "iso8859-1", "iso8859-15"})
_NO_CONTROLS = bytes(code for code in range(256) if code in range(9, 14) or code >= 32)
_MULTI_BYTE_IN_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# Format and control characters that no reader sees: soft hyphen, zero-width and direction marks, C0/C1 controls that are no white space.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_FILE_SIZE = re.compile(
    r"(?:\s*\(?(?:pdf|doc|docx|xls|xlsx|word|html?)\s+e?icon)?\s*\(?\b(?:PDF|DOCX?|XLSX?|PPTX?|RTF|HTML?|ZIP)\s+[\d.,]+\s*[KMG]B\)?\s*$",
    re.IGNORECASE,
)
_ITEM_REFERENCE = re.compile(r"\s*,\s*item\s+\S{1,12}\s*$")
_TRUNCATION = re.compile(
    r"(?:\s*(?:\.{3}|…))?\s*\bview the full (?P<part>minutes?|agenda|decisions?|item) text(?: for (?:this )?item\b[^\n]{0,40})?\s*$",
    re.IGNORECASE,
)
_MARKER = re.compile(r"</?\s*(?:AI\d+|[A-Z]+(?:_[A-Z]+)*_SECTION|FIELD_[A-Z_]+)\s*/?>|(?<![A-Za-z_])FIELD_[A-Z_]+(?![A-Za-z_])")


def decode_page(data: bytes, source: str, content_type: str | None = None) -> str:
    """Return the characters of a page: charset of the HTTP header, byte-order mark, meta, valid UTF-8, else windows-1252.

    ISO-8859-1 and ASCII are read as windows-1252, as browsers do (WHATWG Encoding); a header or meta that names one of them is often a
    server's default, so bytes that are valid UTF-8 are read as UTF-8 all the same.
    Raises ParseError when the page is empty, larger than `MAX_PAGE_BYTES`, or binary.
    """
    if not data.strip(b"\x00\t\n\r\x0c "):
        raise ParseError("parse", source, "the document is empty")
    if len(data) > MAX_PAGE_BYTES:
        raise ParseError(
            "parse", source, f"the page is {len(data) / 2**20:.0f} MiB; the largest that is read is {MAX_PAGE_BYTES // 2**20} MiB"
        )
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(name, "replace"), source)
    declared = _CHARSET.search(content_type or "")
    found = _META.search(data, 0, 4096)
    for label in (declared[1] if declared else None, (found[1] or found[2]).decode("ascii", "replace") if found else None):
        text = _decode_as(data, label)
        if text is not None:
            return _checked(text, source)
    return _checked(_sniffed(data), source)


def _decode_as(data: bytes, label: str | None) -> str | None:
    """Return `data` decoded by the charset `label`, or None when it is unknown, unlikely, or does not fit."""
    try:
        name = codecs.lookup(label or "").name
    except LookupError:
        return None
    if (
        name in _SINGLE_BYTE or name == "utf-8" or name.startswith("utf-16")
    ):  # a page that could say "utf-16" in ASCII is not UTF-16
        return None
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):  # LookupError: a codec of Python that is no charset ("hex")
        return None


def _sniffed(data: bytes) -> str:
    """Return UTF-8 where it fits, even with a few broken bytes (a cut page), else windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if len(_MULTI_BYTE_IN_UTF8.findall(data)) > text.count("\ufffd"):
            return text
        return data.decode("cp1252", "replace")


def _checked(text: str, source: str) -> str:
    """Return `text`, or raise ParseError when it holds what no written page holds: NULs, or control characters in numbers."""
    controls = text.encode("utf-8", "surrogatepass").translate(None, _NO_CONTROLS)
    if b"\x00" in controls or len(controls) + text.count("\ufffd") > max(3, len(text) // 50):
        raise ParseError("parse", source, "the document is binary, not text or HTML")
    return text


def is_clean(text: str) -> bool:
    """Return whether `clean_text` would leave `text` as it is."""
    return (text.isascii() or unicodedata.is_normalized("NFC", text)) and _INVISIBLE.search(text) is None


def clean_text(text: str) -> str:
    """Return `text` in Unicode's form NFC and without the characters that no reader sees (zero-width, soft hyphen, controls)."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def collapse_spaces(text: str) -> str:
    """Return clean `text` on one line: every run of white space (no-break ones too) is one space, and none stands at the ends."""
    return " ".join(text.split())


def strip_file_size(text: str) -> str:
    """Return a document link's text without the template's "pdf icon PDF 130 KB" and ", item 59."."""
    return _ITEM_REFERENCE.sub("", _FILE_SIZE.sub("", text))


def is_sized(text: str) -> bool:
    """Return whether `text` ends in a file's size, as ModernGov's links to documents do."""
    return _FILE_SIZE.search(text) is not None


def find_truncation(text: str) -> tuple[int, str] | None:
    """Return where a line's ModernGov truncation begins (its "..." and link) and which part it cuts, or None.

    The part is `minutes`, `agenda`, `decision` or `item`; the link's words are those of the template, in the forms of real pages
    ("... view the full minutes text for item 3a", "view the full agenda text for item 59.").
    """
    if "iew the full" not in text:
        return None
    found = _TRUNCATION.search(text)
    return (found.start(), found["part"].lower().rstrip("s").replace("minute", "minutes")) if found else None


def strip_markers(text: str) -> str:
    """Return `text` without the control markers that leak from printed documents' templates (`<AI1>`, `*_SECTION`, `FIELD_*`)."""
    return _MARKER.sub("", text) if "AI" in text or "_" in text else text
