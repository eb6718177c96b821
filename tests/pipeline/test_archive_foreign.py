"""Web archives made by anybody, whole or broken: every page that can be read is, every other one is named, and memory stays bounded."""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.server
import io
import random
import shutil
import subprocess
import threading
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.archive import is_inside, read_captures
from pipeline.errors import Failure
from pipeline.models import Capture

SITE = "https://democracy.wexmoor.example"
PAGE = b"<html>" + random.Random(3).randbytes(600).hex().encode() + b"</html>"
HTML = ("Content-Type", "text/html")


def read(*paths: Path, **options: int) -> tuple[list[tuple[Capture, bytes]], list[Failure]]:
    good: list[tuple[Capture, bytes]] = []
    bad: list[Failure] = []
    for reading in read_captures(paths, **options):
        if isinstance(reading, Failure):
            assert "\n" not in reading.message
            bad.append(reading)
        else:
            assert hashlib.sha256(reading[1]).hexdigest() == reading[0].sha256
            good.append(reading)
    return good, bad


class Maker:
    """Makes one WARC file record by record, and knows where each began."""

    def __init__(self, *, packed: bool = True, version: str = "1.0") -> None:
        self.out = io.BytesIO()
        self.offsets: list[int] = []
        self._writer = WARCWriter(self.out, gzip=packed, warc_version=version)

    def page(
        self, number: int = 1, body: bytes = PAGE, *headers: tuple[str, str], date: str = "2026-03-02T09:30:00Z", **warc: str
    ) -> Maker:
        self.offsets.append(self.out.tell())
        fields = self._fields(date) | {name.replace("_", "-"): value for name, value in warc.items()}
        answer = StatusAndHeaders("200 OK", [*(headers or (HTML,))], protocol="HTTP/1.1")
        url = f"{SITE}/mgAi.aspx?ID={number}"
        record = self._writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=answer, warc_headers_dict=fields)
        self._writer.write_record(record)
        return self

    def revisit(
        self, number: int, of: int, body: bytes = PAGE, *, date: str = "2026-03-03T09:30:00Z", status: str = "200 OK"
    ) -> Maker:
        self.offsets.append(self.out.tell())
        digest = f"sha1:{base64.b32encode(hashlib.sha1(body).digest()).decode()}"
        urls = [f"{SITE}/mgAi.aspx?ID={n}" for n in (number, of)]
        answer = StatusAndHeaders(status, [HTML], protocol="HTTP/1.1")
        fields = self._fields(date)
        record = self._writer.create_revisit_record(
            urls[0], digest, urls[1], "2026-03-02T09:30:00Z", http_headers=answer, warc_headers_dict=fields
        )
        self._writer.write_record(record)
        return self

    def _fields(self, date: str) -> dict[str, str]:
        return {"WARC-Date": date, "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{len(self.offsets):012d}>"}

    @property
    def data(self) -> bytes:
        return self.out.getvalue()

    def write(self, path: Path) -> Path:
        path.write_bytes(self.data)
        return path


# Codings --------------------------------------------------------------------------------------------------------------------------


def chunked(body: bytes, size: int = 700) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (chunked(PAGE), "chunked", ""),
        (chunked(gzip.compress(PAGE)), "Chunked", "GZIP"),
        (gzip.compress(PAGE[:500]) + gzip.compress(PAGE[500:]), "", "x-gzip"),
        (gzip.compress(PAGE) + b"\0\0\0\0", "", "gzip"),
        (zlib.compress(PAGE), "", "deflate"),
        (raw_deflate(PAGE), "", "deflate"),
        (zlib.compress(gzip.compress(PAGE)), "", "gzip, deflate"),
        (PAGE, "chunked", "gzip"),  # undone, and the headers kept
        (PAGE, "", "br"),
        (PAGE, "", "deflate"),
        (PAGE, "identity", "identity"),
    ],
    ids=(
        "chunked",
        "chunked gzip",
        "two gzip members",
        "padded gzip",
        "zlib",
        "raw deflate",
        "twice",
        "claimed only",
        "br claimed",
        "deflate claimed",
        "identity",
    ),
)
def test_codings_are_undone(tmp_path: Path, body: bytes, transfer: str, content: str) -> None:
    headers = [pair for pair in (HTML, ("Transfer-Encoding", transfer), ("Content-Encoding", content)) if pair[1]]
    good, bad = read(Maker().page(1, body, *headers).write(tmp_path / "x.warc.gz"))
    assert not bad
    assert [data for _, data in good] == [PAGE]


@pytest.mark.parametrize(
    ("body", "transfer", "content", "reason"),
    [
        (chunked(PAGE)[:-900], "chunked", "", "ends inside a chunk"),
        (chunked(PAGE)[:-5], "chunked", "", "ends between two chunks"),
        (b"3\r\n<html>\r\n0\r\n\r\n", "chunked", "", "longer than it says"),
        (gzip.compress(PAGE)[:-30], "", "gzip", "cut off"),
        (gzip.compress(PAGE)[:40] + b"\xff" * 40 + gzip.compress(PAGE)[80:], "", "gzip", "damaged"),
        (b"\x0b\x02\x80", "", "br", "packed with 'br'"),
        (b"", "", "", "the page is empty"),
    ],
    ids=("inside a chunk", "between chunks", "long chunk", "cut gzip", "damaged gzip", "br", "empty"),
)
def test_a_page_that_cannot_be_decoded_is_named_and_costs_no_other(
    tmp_path: Path, body: bytes, transfer: str, content: str, reason: str
) -> None:
    headers = [pair for pair in (HTML, ("Transfer-Encoding", transfer), ("Content-Encoding", content)) if pair[1]]
    good, (bad,) = read(Maker().page(1, body, *headers).page(2).write(tmp_path / "x.warc.gz"))
    assert reason in bad.message
    assert bad.source == f"{tmp_path}/x.warc.gz#0"
    assert [capture.url[-1] for capture, _ in good] == ["2"]


# Broken files ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("error", [-200, 300, 10**9])
def test_a_wrong_length_costs_the_record_alone(tmp_path: Path, packed: bool, error: int) -> None:
    plain = Maker(packed=False).page(1).page(2).page(3)
    records = [plain.data[a:b] for a, b in zip(plain.offsets, [*plain.offsets[1:], None], strict=True)]
    said = int(records[1].split(b"\r\nContent-Length: ")[1].split(b"\r\n")[0])
    records[1] = records[1].replace(b"\r\nContent-Length: %d\r\n" % said, b"\r\nContent-Length: %d\r\n" % (said + error))
    (tmp_path / "x.warc").write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    good, (bad,) = read(tmp_path / "x.warc")
    assert [capture.url[-1] for capture, _ in good] == ["1", "3"]
    assert bad.source == f"{tmp_path}/x.warc#{len(gzip.compress(records[0])) if packed else plain.offsets[1]}"


@pytest.mark.parametrize("packed", [True, False])
def test_rubbish_between_records_is_passed_over(tmp_path: Path, packed: bool) -> None:
    first, second = Maker(packed=packed).page(1).data, Maker(packed=packed).page(2).data
    rubbish = random.Random(4).randbytes(200_000)
    (tmp_path / "x.warc").write_bytes(first + rubbish + b"\n" + second)
    good, bad = read(tmp_path / "x.warc")
    assert [capture.url[-1] for capture, _ in good][-1] == "2"
    assert 1 <= len(bad) <= 2


def test_an_archive_in_one_gzip_stream_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(Maker(packed=False).page(1).page(2).data))
    _, (bad,) = read(tmp_path / "x.warc.gz")
    assert "one gzip stream" in bad.message


def test_damage_without_end_is_cut_short(tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_bytes(b"\nWARC/1.0\r\nbad\r\n\r\n" * 5_000)
    _, bad = read(tmp_path / "x.warc")
    assert len(bad) <= 101


def mutated(seed: int) -> bytes:
    rng = random.Random(seed)
    chunks = (chunked(PAGE), HTML, ("Transfer-Encoding", "chunked"))
    data = bytearray(Maker(packed=seed % 2 == 0).page(1).revisit(2, 1).page(3, *chunks).data)
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(data))
        match rng.randrange(4):
            case 0:
                data[at] ^= 1 << rng.randrange(8)
            case 1:
                del data[at : at + rng.randrange(1, 200)]
            case 2:
                data[at:at] = rng.randbytes(rng.randrange(1, 50))
            case _:
                del data[at:]
                data += b"\0"
    return bytes(data)


def test_mutated_archives_never_raise(tmp_path: Path) -> None:
    found = 0
    for seed in range(150):
        (tmp_path / "x.warc.gz").write_bytes(mutated(seed))
        good, bad = read(tmp_path / "x.warc.gz")
        assert all(failure.error == "ReadError" for failure in bad), seed
        if seed % 2 == 0:  # packed, each record has a checksum
            assert all(data == PAGE for _, data in good), seed
        found += len(good)
    assert found > 100


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [("WARC_Truncated", "length", "only the beginning"), ("WARC_Segment_Number", "1", "in segments")],
)
def test_a_page_that_is_kept_in_part_is_no_page(tmp_path: Path, name: str, value: str, reason: str) -> None:
    good, (bad,) = read(Maker().page(1, **{name: value}).page(2).write(tmp_path / "x.warc.gz"))
    assert reason in bad.message
    assert len(good) == 1


def test_an_address_in_angle_brackets_or_with_spaces_is_put_right_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = Maker(packed=False).page(1).data.replace(b"/mgAi.aspx?ID=1", b"/documents/s1/A b.htm").replace(b": https:", b": <https:")
    (tmp_path / "x.warc").write_bytes(data.replace(b"A b.htm", b"A b.htm>"))
    ((capture, _),), bad = read(tmp_path / "x.warc")
    assert not bad
    assert capture.url == f"{SITE}/documents/s1/A%20b.htm"
    assert capfd.readouterr().err == ""


# Bombs ----------------------------------------------------------------------------------------------------------------------------

MEGABYTE = 2**20


def zeros(size: int, wbits: int = zlib.MAX_WBITS | 16, before: bytes = b"") -> bytes:
    packer = zlib.compressobj(1, wbits=wbits)
    piece = b"\0" * MEGABYTE
    return b"".join([packer.compress(before), *(packer.compress(piece) for _ in range(size // MEGABYTE)), packer.flush()])


def record_head(length: int) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {SITE}/mgAi.aspx?ID=9\r\nWARC-Date: 2026-03-02T09:30:00Z\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n%s" % (length + len(answer), answer)


BOMBS = {
    "record": lambda: zeros(300 * MEGABYTE, before=record_head(300 * MEGABYTE)),
    "line without end": lambda: zeros(100 * MEGABYTE, before=b"WARC/1.0\r\n"),
    "headers without end": lambda: gzip.compress(b"WARC/1.0\r\n" + b"A: b\r\n" * 2_000_000, 1),
    "payload": lambda: Maker().page(1, zeros(100 * MEGABYTE), HTML, ("Content-Encoding", "gzip")).data,
    "chunked payload": lambda: (
        Maker()
        .page(1, chunked(zeros(100 * MEGABYTE), MEGABYTE), HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
        .data
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_unpacks_to_hundreds_of_megabytes_is_refused_in_little_memory(tmp_path: Path, bomb: str) -> None:
    (tmp_path / "x.warc.gz").write_bytes(BOMBS[bomb]() + Maker().page(2).data)
    assert (tmp_path / "x.warc.gz").stat().st_size < 2 * MEGABYTE
    tracemalloc.start()
    try:
        good, (bad,) = read(tmp_path / "x.warc.gz", max_bytes=8 * MEGABYTE)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60 * MEGABYTE
    assert "limit" in bad.message or "without end" in bad.message
    assert [capture.url[-1] for capture, _ in good] == ["2"]


# Revisits -------------------------------------------------------------------------------------------------------------------------


def test_a_page_that_did_not_change_is_read_once(tmp_path: Path) -> None:
    good, bad = read(Maker().page(1).revisit(1, 1).revisit(1, 1, status="304 Not Modified").write(tmp_path / "x.warc.gz"))
    assert not bad
    assert [capture.fetched_at for capture, _ in good] == ["2026-03-02T09:30:00Z"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_payload_kept_under_another_address_or_in_another_file_is_found(tmp_path: Path, packed: bool) -> None:
    Maker(packed=packed).revisit(2, 1).write(tmp_path / "a.warc.gz")
    original = Maker(packed=packed).page(3, b"<html>other").page(1)
    original.write(tmp_path / "b.warc.gz")
    good, bad = read(tmp_path)
    assert not bad
    assert [capture.url[-1] for capture, _ in good] == ["3", "1", "2"]
    capture, data = good[2]
    assert data == PAGE
    assert (capture.raw_path, capture.raw_offset) == (f"{tmp_path}/b.warc.gz", original.offsets[1])
    assert capture.fetched_at == "2026-03-03T09:30:00Z"


def test_a_page_that_is_again_what_it_was_is_a_later_capture(tmp_path: Path) -> None:
    made = Maker().page(1).page(1, b"<html>changed", date="2026-03-02T12:00:00Z").revisit(1, 1)
    good, bad = read(made.write(tmp_path / "x.warc.gz"))
    assert not bad
    assert [(data, capture.fetched_at) for capture, data in good][-1] == (PAGE, "2026-03-03T09:30:00Z")
    assert good[0][0].capture_id == good[-1][0].capture_id


def test_a_payload_that_is_nowhere_is_named(tmp_path: Path) -> None:
    made = Maker().page(3, b"<html>other").revisit(2, 1).revisit(4, 4, status="404 Not Found")
    good, (bad,) = read(made.write(tmp_path / "x.warc.gz"))
    assert len(good) == 1
    assert bad.source == f"{tmp_path}/x.warc.gz#{made.offsets[1]}"
    assert "kept in another web archive" in bad.message


# Containers and neighbours --------------------------------------------------------------------------------------------------------


def test_revisits_in_a_wacz_are_resolved_however_it_is_packed(tmp_path: Path) -> None:
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(tmp_path / "x.wacz", "w", packing) as container:
            container.writestr("archive/a.warc.gz", Maker(version="1.1").page(1).data)
            container.writestr("archive/b.warc.gz", Maker(version="1.1").revisit(2, 1).page(3, b"<html>other").data)
        good, bad = read(tmp_path / "x.wacz")
        assert not bad
        assert [(capture.url[-1], capture.raw_path.split("!")[1]) for capture, _ in good] == [
            ("1", "archive/a.warc.gz"),
            ("3", "archive/b.warc.gz"),
            ("2", "archive/a.warc.gz"),
        ]


def test_damage_in_a_packed_wacz_is_passed_over_without_unpacking_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = bytearray(Maker().page(1).page(2).revisit(4, 2).data)
    damaged[30:60] = b"\xff" * 30
    data = bytes(damaged) + b"\0" * (20 * MEGABYTE) + Maker().page(3).data
    with zipfile.ZipFile(tmp_path / "x.wacz", "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("archive/a.warc.gz", data)
    assert (tmp_path / "x.wacz").stat().st_size < MEGABYTE
    unpacked = 0
    really_read = zipfile.ZipExtFile.read

    def count(self: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        nonlocal unpacked
        piece = really_read(self, size)
        unpacked += len(piece)
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", count)
    good, bad = read(tmp_path / "x.wacz")
    assert [capture.url[-1] for capture, _ in good] == ["2", "3", "4"]
    assert bad
    assert unpacked == 2 * len(data)  # once for the records, once for the payload that another record refers to


def test_a_packed_wacz_is_unpacked_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.archive._MEMBER_LIMIT", 2**17)
    for packing, count in ((zipfile.ZIP_DEFLATED, 1), (zipfile.ZIP_STORED, 0)):
        with zipfile.ZipFile(tmp_path / "x.wacz", "w", packing) as container:
            container.writestr("archive/a.warc.gz", Maker().page(1).data + b"\0" * MEGABYTE)
            container.writestr("archive/b.warc.gz", Maker().page(2).data)
        good, bad = read(tmp_path / "x.wacz")
        assert [capture.url[-1] for capture, _ in good] == ["1", "2"]
        assert [failure.source for failure in bad if "limit" in failure.message] == [f"{tmp_path}/x.wacz!archive/a.warc.gz"] * count


def test_a_wacz_with_damage_in_the_zip_gives_what_stands_before_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as container:
        container.writestr("archive/a.warc.gz", Maker().page(1).page(2, b"<html>" + random.Random(4).randbytes(MEGABYTE)).data)
    packed = bytearray((tmp_path / "x.wacz").read_bytes())
    packed[len(packed) // 2] ^= 0xFF
    (tmp_path / "x.wacz").write_bytes(packed)
    good, bad = read(tmp_path / "x.wacz")
    assert [capture.url[-1] for capture, _ in good] == ["1"]
    assert "damaged inside the zip" in bad[-1].message


@pytest.mark.parametrize(
    "member", ["../outside.warc.gz", "/etc/x.warc.gz", "archive/../../x.warc", "C:/x.warc.gz", "..\\x.warc.gz"]
)
def test_a_wacz_that_names_files_outside_itself_is_refused_there(tmp_path: Path, member: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as container:
        container.writestr(member, Maker().page(1).data)
        container.writestr("archive/good.warc.gz", Maker().page(2).data)
    good, (bad,) = read(tmp_path / "x.wacz")
    assert "outside itself" in bad.message
    assert [capture.url[-1] for capture, _ in good] == ["2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.wacz"]


def test_names_inside_a_container_are_told_from_names_outside() -> None:
    assert all(map(is_inside, ("archive/data.warc.gz", "a..b.warc", "archive/..data.warc.gz", "data.warc")))


def test_containers_in_containers_are_passed_over(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as container:
        container.writestr("archive/data.warc.gz", Maker().page(1).data)
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as container:
        container.writestr("inner.wacz", inner.getvalue())
        container.writestr("inner.zip", inner.getvalue())
    good, (bad,) = read(tmp_path / "x.wacz")
    assert not good
    assert "holds no WARC file" in bad.message


def test_a_container_with_a_damaged_member_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as container:
        container.writestr("archive/data.warc.gz", Maker().page(1).page(2).data)
    data = bytearray((tmp_path / "x.wacz").read_bytes())
    at = data.index(b"\x1f\x8b") + 200
    data[at : at + 50] = b"\0" * 50
    (tmp_path / "x.wacz").write_bytes(data)
    _, bad = read(tmp_path / "x.wacz")
    assert bad
    assert all(failure.source.startswith(f"{tmp_path}/x.wacz") for failure in bad)


def test_what_a_crawl_keeps_beside_its_archive_is_no_document(tmp_path: Path) -> None:
    Maker().page(1).write(tmp_path / "a.warc.gz")
    unfinished = Maker().page(2).write(tmp_path / "b.warc.gz.open")
    for name in ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "journal.sqlite.lock"):
        (tmp_path / name).write_bytes(b"SQLite format 3\0")
    good, bad = read(tmp_path)
    assert not bad
    assert [capture.url[-1] for capture, _ in good] == ["1"]
    _, (bad_one,) = read(unfinished)
    assert "still writing this file" in bad_one.message


def test_meetings_of_the_web_service_are_pages_and_other_xml_is_not(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    answer = StatusAndHeaders("200 OK", [("Content-Type", "text/xml; charset=utf-8")], protocol="HTTP/1.1")
    for path in ("mgWebService.asmx/GetMeeting?lMeetingId=9", "mgWebService.asmx/GetMeetings?lCommitteeId=9", "mgRss.aspx?CID=2"):
        record = writer.create_warc_record(f"{SITE}/{path}", "response", io.BytesIO(b"<meeting/>"), http_headers=answer)
        writer.write_record(record)
    (tmp_path / "x.warc.gz").write_bytes(out.getvalue())
    good, bad = read(tmp_path / "x.warc.gz")
    assert not bad
    assert [urlsplit(capture.url).query for capture, _ in good] == ["lMeetingId=9"]


# GNU wget -------------------------------------------------------------------------------------------------------------------------


class _Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        link = b'<html><a href="mgAi.aspx?ID=2">two</a> <a href="g3.pdf">three</a> <a href="logo.png">logo</a></html>'
        pages = {"/": link, "/mgAi.aspx?ID=2": PAGE, "/g3.pdf": b"%PDF-1.4 three", "/logo.png": b"\x89PNG"}
        body = pages.get(self.path)
        kind = {"pdf": "application/pdf", "png": "image/png"}.get(self.path[-3:], "text/html; charset=utf-8")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        if body == PAGE:
            self.send_header("Transfer-Encoding", "chunked")
            body = chunked(PAGE)
        else:
            self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(shutil.which("wget") is None, reason="GNU wget is not installed")
@pytest.mark.parametrize("options", [[], ["--no-warc-compression"], ["--no-warc-digests"]], ids=["packed", "plain", "no digests"])
def test_an_archive_made_by_wget_is_read(tmp_path: Path, site: str, options: list[str]) -> None:
    command = ["wget", "--quiet", "--no-config", "--recursive", "--level=1", f"--warc-file={tmp_path}/site", *options, site]
    (tmp_path / "mirror").mkdir()
    subprocess.run(command, cwd=tmp_path / "mirror", check=False, timeout=60)  # exit code 8: robots.txt is a 404
    archives = list(tmp_path.glob("site.warc*"))
    assert [path.suffix for path in archives] == [".warc" if "--no-warc-compression" in options else ".gz"]
    good, bad = read(*archives)
    assert not bad
    assert {capture.url.removeprefix(site): data for capture, data in good} == {
        "": b'<html><a href="mgAi.aspx?ID=2">two</a> <a href="g3.pdf">three</a> <a href="logo.png">logo</a></html>',
        "mgAi.aspx?ID=2": PAGE,
        "g3.pdf": b"%PDF-1.4 three",
    }
    assert all(capture.fetched_at for capture, _ in good)
