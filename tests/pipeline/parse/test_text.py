from __future__ import annotations

import pytest

from pipeline.errors import ParseError
from pipeline.parse.text import (
    MAX_PAGE_BYTES,
    clean_text,
    collapse_spaces,
    decode_page,
    find_truncation,
    strip_file_size,
    strip_markers,
)


@pytest.mark.parametrize(
    ("data", "content_type", "text"),
    [
        ("Children’s – £5".encode(), None, "Children’s – £5"),
        ("Children’s – £5".encode("cp1252"), None, "Children’s – £5"),
        ("Children’s".encode("cp1252"), "text/html; charset=ISO-8859-1", "Children’s"),
        ("Children’s".encode(), "text/html; charset=iso-8859-1", "Children’s"),
        ("Children’s".encode("cp1252"), "text/html; charset=utf-8", "Children’s"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", None, "Café"),
        ("Grŵp".encode("utf-16"), None, "Grŵp"),
        ("я".encode("koi8-r"), "text/html; charset=koi8-r", "я"),
        (b'<meta charset="windows-1251"><p>' + "да".encode("cp1251"), None, '<meta charset="windows-1251"><p>да'),
        (b"<meta charset=utf-16><p>x", None, "<meta charset=utf-16><p>x"),
        ("one ’ two ’ three ’ four ".encode() + b"\xe2\x80", None, "one ’ two ’ three ’ four �"),
        ("x’".encode("cp1252"), "text/html; charset=hex", "x’"),
        (b"plain", "text/html; charset=no-such", "plain"),
    ],
)
def test_charset_is_found(data: bytes, content_type: str | None, text: str) -> None:
    assert decode_page(data, "page.html", content_type) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\x00", "empty"),
        (b"\x7fELF\x00\x00\x01", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (b"x" * (MAX_PAGE_BYTES + 1), "largest"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        decode_page(data, "junk.html")
    assert caught.value.source == "junk.html"


def test_white_space_and_invisible_characters() -> None:
    assert (
        collapse_spaces(clean_text("\xa0 in\u00adspection\u200b of\u2003\xa0the\r\n cafe\u0301 \ufeff")) == "inspection of the café"
    )


@pytest.mark.parametrize(
    "suffix",
    [
        " pdf icon PDF 130 KB",
        " PDF 1,024 KB",
        " pdf eicon PDF 2.1 MB",
        " (PDF 12 KB)",
        ", item 59. PDF 601 KB",
        " doc icon DOC 30 KB",
        ", item 59.",
    ],
)
def test_size_of_a_file_is_no_part_of_its_name(suffix: str) -> None:
    assert strip_file_size("Ofsted letter" + suffix) == "Ofsted letter"


@pytest.mark.parametrize("name", ["Report on PDF use", "Budget 30 KB", "The item 5 report", "Letter, item by item review of it"])
def test_name_without_size_stays(name: str) -> None:
    assert strip_file_size(name) == name


@pytest.mark.parametrize(
    ("link", "part"),
    [
        (" ... view the full minutes text for item 20", "minutes"),
        (" ... view the full minutes text for item 59.", "minutes"),
        (" view the full agenda text for item 3a", "agenda"),
        ("… View the full decision text for item 77/21.", "decision"),
    ],
)
def test_truncation_link_is_found_with_its_dots(link: str, part: str) -> None:
    text = "The Panel heard that those who"
    assert find_truncation(text + link) == (len(text), part)


def test_words_that_only_look_like_the_link_are_text() -> None:
    assert (
        find_truncation(
            "Members may view the full minutes text for item 5 on the website, which the clerk keeps up to date for all"
        )
        is None
    )
    assert find_truncation("residents who view the full report") is None


def test_leaked_markers_go_and_other_capitals_stay() -> None:
    text = "<AI1> Title </AI1></ TITLED_COMMENT_LAYOUT_SECTION> FIELD_TITLE AIM_HIGH"
    assert strip_markers(text).split() == ["Title", "AIM_HIGH"]
