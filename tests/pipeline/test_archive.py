"""Files, folders and web archives become captures; whatever cannot be read becomes a failure that names it."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.archive import read_captures
from pipeline.errors import Failure
from pipeline.models import Capture
from pipeline.register import read_register
from pipeline.sources import count_documents

SITE = "https://democracy.wexmoor.example"


def captures(*paths: Path | str, **options: object) -> list[Capture]:
    found = list(read_captures(paths, **options))  # type: ignore[arg-type]
    assert not [reading for reading in found if isinstance(reading, Failure)], found
    return [reading[0] for reading in found if not isinstance(reading, Failure)]


def only_failure(*paths: Path | str, **options: object) -> Failure:
    (failure,) = read_captures(paths, **options)  # type: ignore[arg-type]
    assert isinstance(failure, Failure)
    assert "\n" not in failure.message
    return failure


def build_warc(*records: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """Return a WARC of response records (address, status line, content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, content_type, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


PAGES = (
    (f"{SITE}/mgAi.aspx?ID=1", "200 OK", "text/html; charset=utf-8", b"<html>" + os.urandom(900).hex().encode()),
    (f"{SITE}/logo.png", "200 OK", "image/png", b"\x89PNG"),
    (f"{SITE}/gone", "404 Not Found", "text/html", b"<html>gone"),
    (f"{SITE}/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
    (f"{SITE}/g1.pdf", "200 OK", "application/pdf", b"%PDF-1.4 " + os.urandom(900).hex().encode()),
)


def test_a_file_is_a_capture_with_its_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_bytes(b"<html>one")
    monkeypatch.chdir(tmp_path)
    (capture,) = captures("page.html", authority="wexmoor", meeting_date=date(2023, 6, 15))
    assert capture == Capture(
        url="file:wexmoor/page.html",
        sha256=hashlib.sha256(b"<html>one").hexdigest(),
        raw_path="page.html",
        bytes=9,
        authority="wexmoor",
        meeting_date=date(2023, 6, 15),
        content_type="text/html",
    )


def test_a_folder_is_read_in_order_without_what_is_no_document(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.HTM", "sub/c.txt", ".hidden.html", ".git/d.html", "gold/e.txt", "notes.md", "labels.json", "list.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    assert [Path(c.raw_path).relative_to(tmp_path).as_posix() for c in captures(tmp_path)] == ["a.HTM", "b.pdf", "sub/c.txt"]
    assert count_documents([tmp_path]) == 3


def test_a_saved_page_says_where_it_came_from(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html>\r\n<!-- saved from url=(0056){SITE}/mgAi.aspx?ID=7&x=1 -->\r\n<html>")
    assert captures(page)[0].url == f"{SITE}/mgAi.aspx?ID=7&x=1"
    page.write_text("<html>" + " " * 3000 + f"<!-- saved from url=(0056){SITE}/ -->")
    assert captures(page)[0].url == "file:page.html"


def registered(letter_range: str = "abcdefghijklm") -> tuple[str, str]:
    """Return the slug and base URL of a registered authority, from the first half of the alphabet."""
    return next((row.slug, row.base_url) for row in read_register() if row.base_url and row.slug[0] in letter_range)


def test_authority_is_the_callers_else_the_addresss_else_the_folders(tmp_path: Path) -> None:
    slug, base_url = registered()
    folder = tmp_path / "data" / "raw" / "sample" / "wexmoor"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(f"<!-- saved from url=(0056){base_url}mgAi.aspx?ID=7 -->")
    assert captures(folder, authority="given")[0].authority == "given"
    assert captures(folder)[0].authority == slug
    (folder / "page.html").write_text("<html>")
    assert captures(folder)[0].authority == "wexmoor"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("raw/wexmoor/x.html", "wexmoor"),
        ("raw/wexmoor/2023/x.html", "wexmoor"),
        ("raw/sample/wexmoor/x.html", "wexmoor"),
        ("raw/crawl-1/{slug}/x.html", "{slug}"),
        ("raw/x.html", None),
        ("raw/sample/x.html", None),
        ("elsewhere/wexmoor/x.html", None),
        ("elsewhere/{slug}/x.html", "{slug}"),
        ("{slug}/elsewhere/raw/x.html", None),
    ],
)
def test_authority_of_a_folder(tmp_path: Path, place: str, expected: str | None) -> None:
    slug, _ = registered()
    path = tmp_path / place.format(slug=slug)
    path.parent.mkdir(parents=True)
    path.write_text("x")
    wanted = expected.format(slug=slug) if expected else None
    assert captures(path)[0].authority == wanted
    assert captures(tmp_path / place.format(slug=slug).split("/")[0])[0].authority == wanted


def test_the_address_of_a_file_names_its_authority_and_no_folder_of_this_machine(tmp_path: Path) -> None:
    for council in ("wexmoor", "holmsea"):
        (tmp_path / "raw" / council / "2023").mkdir(parents=True)
        (tmp_path / "raw" / council / "2023" / "m.txt").write_text("the same")
    one, other = captures(tmp_path)
    assert [one.url, other.url] == ["file:holmsea/m.txt", "file:wexmoor/m.txt"]
    assert one.capture_id != other.capture_id
    (tmp_path / "m.txt").write_text("the same")
    assert captures(tmp_path / "m.txt")[0].url == "file:m.txt"
    assert captures(tmp_path / "m.txt", authority="wexmoor")[0].capture_id == other.capture_id


def test_a_relative_path_below_raw_finds_its_authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "raw" / "wexmoor"
    folder.mkdir(parents=True)
    (folder / "x.html").write_text("x")
    monkeypatch.chdir(folder)
    assert captures("x.html")[0].authority == "wexmoor"


def test_a_folder_that_only_happens_to_lie_above_says_nothing(tmp_path: Path) -> None:
    slug, _ = registered()
    folder = tmp_path / slug / "project" / "pages"
    folder.mkdir(parents=True)
    (folder / "x.html").write_text("x")
    assert captures(folder / "x.html")[0].authority is None


def test_bad_files_are_named_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    assert only_failure(tmp_path / "empty.html") == Failure("read", str(tmp_path / "empty.html"), "ReadError", "the file is empty")
    assert "no such file" in only_failure(tmp_path / "missing.html").message
    (tmp_path / "labels.json").write_text("{}")
    assert "not a document" in only_failure(tmp_path / "labels.json").message
    (tmp_path / "hollow").mkdir()
    assert "holds no file that is read" in only_failure(tmp_path / "hollow").message
    os.mkfifo(tmp_path / "pipe.html")
    assert only_failure(tmp_path / "pipe.html").message == "not a regular file"
    assert "not a file name" in only_failure("nul\0.html").message


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.html").write_text("x")
    (tmp_path / "open.html").write_text("x")
    really_open = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "secret.html":  # chmod would not stop root, who runs many continuous-integration machines
            raise PermissionError(13, "Permission denied", str(self))
        return really_open(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    good, bad = read_captures([tmp_path])
    assert not isinstance(good, Failure)
    assert bad == Failure("read", str(tmp_path / "secret.html"), "ReadError", "cannot be read: Permission denied")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert "cannot be read" in only_failure(tmp_path).message


def test_a_file_over_the_limit_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as stream:
        stream.truncate(3 * 2**30)  # sparse: takes no room
    assert "3,221,225,472 bytes are more than the limit" in only_failure(tmp_path / "huge.pdf").message


def test_a_name_that_is_no_utf8_can_still_be_written_down(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.html"
    Path(os.fsdecode(path)).write_text("x")
    (capture,) = captures(tmp_path)
    assert capture.raw_path.encode("utf-8").endswith(rb"caf\udce9.html")


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_a_capture_for_each_fetched_page(tmp_path: Path, packed: bool) -> None:
    data = build_warc(*PAGES, packed=packed)
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(data)
    page, pdf = captures(path)
    assert (page.url, page.content_type, page.http_status) == (PAGES[0][0], "text/html; charset=utf-8", 200)
    assert page.fetched_at is not None
    assert page.raw_offset == 0
    assert pdf.url == PAGES[4][0]
    assert pdf.sha256 == hashlib.sha256(PAGES[4][3]).hexdigest()
    assert pdf.raw_offset is not None
    later = tmp_path / path.name.replace("crawl", "later")
    later.write_bytes(data[pdf.raw_offset :])
    assert captures(later)[0].sha256 == pdf.sha256, "the offset is not where the record begins"


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
    body = io.BytesIO(gzip.compress(b"<html>packed"))
    writer.write_record(writer.create_warc_record(f"{SITE}/x", "response", payload=body, http_headers=headers))
    (tmp_path / "x.warc.gz").write_bytes(out.getvalue())
    ((capture, data),) = read_captures([tmp_path])  # type: ignore[misc]
    assert data == b"<html>packed"
    assert capture.bytes == 12


def test_a_page_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(build_warc((f"{SITE}/x", "200 OK", "text/html", b" " * 5_000), PAGES[0]))
    bad, good = read_captures([tmp_path], max_bytes=2_000)
    assert isinstance(bad, Failure)
    assert "more bytes than the limit" in bad.message
    assert not isinstance(good, Failure)


@pytest.mark.parametrize("packed", [True, False])
def test_a_truncated_archive_gives_what_stands_before_the_cut(tmp_path: Path, packed: bool) -> None:
    (tmp_path / "x.warc").write_bytes(build_warc(*PAGES, packed=packed)[:-400])
    page, failure = read_captures([tmp_path])
    assert not isinstance(page, Failure)
    assert isinstance(failure, Failure)
    assert "cut off" in failure.message


def test_a_damaged_record_costs_no_other(tmp_path: Path) -> None:
    data = bytearray(build_warc(*PAGES))
    second = data.index(b"\x1f\x8b\x08", 10)
    data[second : second + 40] = b"\0" * 40
    (tmp_path / "x.warc.gz").write_bytes(data)
    page, failure, pdf = read_captures([tmp_path])
    assert not isinstance(page, Failure)
    assert isinstance(failure, Failure)
    assert failure.source == f"{tmp_path}/x.warc.gz#{second}"
    assert "damaged here" in failure.message
    assert not isinstance(pdf, Failure)
    assert pdf[0].url == PAGES[4][0]


@pytest.mark.parametrize(
    "data",
    [b"neither fish nor fowl\n" * 50, gzip.compress(b"hello"), b"PK\x03\x04 not really"],
    ids=["text", "gzip", "half a zip"],  # named: what gzip writes holds the time
)
@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz", "x.wacz"])
def test_junk_with_the_name_of_an_archive_is_one_failure(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert only_failure(tmp_path / name).source == str(tmp_path / name)


def test_a_wacz_is_read_through_to_the_pages_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as container:
        container.writestr("datapackage.json", "{}")
        container.writestr("archive/data.warc.gz", build_warc(*PAGES))
    page, _ = captures(tmp_path)
    assert page.url == PAGES[0][0]
    assert page.raw_path == f"{tmp_path}/x.wacz!archive/data.warc.gz"
    with zipfile.ZipFile(tmp_path / "hollow.wacz", "w") as container:
        container.writestr("datapackage.json", "{}")
    assert "holds no WARC file" in only_failure(tmp_path / "hollow.wacz").message
