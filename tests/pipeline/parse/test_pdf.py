"""What a PDF must be to be read, what is said of one that cannot be, and that no document reaches the process that asked."""

import multiprocessing
import os
import pickle
import random
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from extractors.records import PageKind
from pipeline.errors import ParseError
from pipeline.models import LineRole
from pipeline.parse import pdf
from pipeline.parse.pdf import PdfLimits, parse_pdf
from pipeline.parse.scans import OCR_ADVICE
from tests import pdfs

REPORTS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "ofsted_reports"


def short_minutes(pages=1, **options):
    sheets = pdfs.Sheets(**options)
    pdfs.minutes_head(sheets)
    for n in range(pages):
        if n:
            sheets.new_page()
        sheets.heading(f"{n + 1}.", f"OFSTED REPORT NUMBER {n + 1}")
        sheets.text("The Committee received the letter of the inspectors and thanked the staff for their work.")
        sheets.text("RESOLVED: That the letter be noted.")
    return sheets.pdf()


def refusal(data, source="minutes/7.pdf", **limits):
    with pytest.raises(ParseError) as caught:
        parse_pdf(data, source, PdfLimits(**limits))
    assert caught.value.source == source
    assert caught.value.stage == "parse"
    assert "\n" not in str(caught.value)
    return caught.value.message


def scan(stamp=None):
    sheets = pdfs.Sheets()
    for n in range(2):
        if n:
            sheets.new_page()
        sheets.picture()
        if stamp:
            sheets.raw(480, 800, stamp)
    return sheets.pdf()


def test_empty_file():
    assert refusal(b"") == "the file is empty"


@pytest.mark.parametrize(
    "data", [b"<!DOCTYPE html><html><title>Report not found</title></html>", b"\xef\xbb\xbf\r\n<html>sign in</html>"]
)
def test_a_web_page_named_pdf_is_called_one(data):
    assert refusal(data) == "not a PDF: it is a web page, perhaps an error page"


def test_the_mark_counts_only_at_the_beginning():
    assert refusal(b"x" * 1100 + short_minutes()) == "not a PDF: the mark %PDF- is missing"
    assert parse_pdf(b"\r\n" * 100 + short_minutes(), "x.pdf").page_kind is PageKind.MINUTES_PDF


def test_encrypted():
    assert refusal(short_minutes(password="sesame")) == "the PDF is encrypted and needs a password"


def test_an_owner_password_alone_does_not_hinder_reading():
    assert parse_pdf(short_minutes(password=""), "x.pdf").page_kind is PageKind.MINUTES_PDF


def test_truncated_without_end_mark():
    whole = short_minutes(3)
    for part in (0.2, 0.5, 0.95):
        assert refusal(whole[: int(len(whole) * part)]) == "the PDF is truncated: its end mark is missing"


def test_truncated_although_an_early_end_mark_is_there():
    whole = short_minutes(3)
    linearized = whole.replace(b"%PDF-1.3", b"%%PDF-1.3\n1 0 obj\n<< /Linearized 1 /L %d >>\nendobj\n%%%%EOF" % (2 * len(whole)), 1)
    assert re.fullmatch(r"the PDF is truncated: \d+ of \d+ bytes are there", refusal(linearized))


def test_damaged():
    assert (
        refusal(b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"%%EOF")
        == "the PDF is damaged or truncated: its structure cannot be read"
    )


def test_no_pages():
    assert refusal(pdfs.zero_pages()) == "the PDF has no pages"


@pytest.mark.parametrize("stamp", [None, "Page 3"])
def test_scan(stamp):
    assert refusal(scan(stamp)) == f"a scan without text: the PDF has no text layer; {OCR_ADVICE}"


def test_one_scanned_page_among_text_is_a_warning():
    sheets = pdfs.Sheets()
    pdfs.minutes_head(sheets)
    sheets.heading("4.", "OFSTED LETTER")
    sheets.text("The letter was received and is attached as the next page of these minutes.")
    sheets.new_page()
    sheets.picture()
    assert "page 2 is a picture without text; it would need OCR" in parse_pdf(sheets.pdf(), "x.pdf").warnings


def test_too_many_pages():
    assert refusal(short_minutes(5), pages=4) == "the PDF has 5 pages; at most 4 are read"
    assert parse_pdf(short_minutes(5), "x.pdf", PdfLimits(pages=5)).lines[-1].page_no == 5


def test_too_large():
    data = short_minutes()
    assert refusal(data, bytes=len(data) - 1) == f"the PDF is too large: {len(data)} bytes, at most {len(data) - 1} are read"


def test_a_compression_bomb_ends_in_the_child():
    data = pdfs.bomb(300)
    assert len(data) < 10_000
    message = refusal(data, memory=256 * 1024**2)
    assert message.startswith("the PDF crashed its reader") or message == "the PDF needs more memory than a document may use"


def test_processor_time_is_limited():
    sheets = pdfs.Sheets()
    pdfs.minutes_head(sheets)
    for _ in range(60):
        for _ in range(52):
            sheets.text("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k")
    assert refusal(sheets.pdf(), seconds=1) == "reading the PDF took more than 1 seconds of processor time"


def test_a_wall_clock_limit_ends_a_child_that_does_not_compute():
    assert pdf._death(signal.SIGALRM, PdfLimits(seconds=2)) == "reading the PDF timed out after 8 seconds"
    message = refusal(pdfs.bomb(200), seconds=0.01)
    assert message == "reading the PDF timed out after 0.04 seconds"


def test_errors_survive_the_way_back_from_a_worker():
    with pytest.raises(ParseError) as caught:
        parse_pdf(b"", "x.pdf")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_mutations_raise_parse_error_or_nothing():
    """Bits flipped, pieces cut out, doubled or zeroed: the test process lives and every outcome is a Page or a ParseError."""
    chance = random.Random(20180522)
    whole = short_minutes(2, head="Head of the page", foot="Page {page}")
    outcomes = {"read": 0, "refused": 0}
    for n in range(90):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            start = chance.randrange(len(data))
            stop = min(len(data), start + chance.randrange(1, 60))
            if n % 4 == 0:
                data[start] ^= 1 << chance.randrange(8)
            elif n % 4 == 1:
                del data[start:stop]
            elif n % 4 == 2:
                data[start:start] = data[start:stop]
            else:
                data[start:stop] = bytes(stop - start)
        try:
            parse_pdf(bytes(data), f"mutation {n}")
        except ParseError as error:
            outcomes["refused" if error.source == f"mutation {n}" else "of another"] += 1
        else:
            outcomes["read"] += 1
    assert outcomes["read"] >= 10
    assert outcomes["refused"] >= 10


def titles_of(page):
    return [line.text for line in page.lines if line.role is LineRole.ITEM_TITLE]


def titles(data):
    return titles_of(parse_pdf(data, "x.pdf"))


@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_works_in_pool_workers(method):
    """Also in workers that were forked after this process had started its own reader."""
    documents = [short_minutes(n) for n in (1, 2, 3, 4)]
    assert len(titles(documents[0])) == 1
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert [len(titles_of(page)) for page in pool.map(parse_pdf, documents, "abcd")] == [1, 2, 3, 4]
    assert len(titles(documents[3])) == 4


def test_works_in_threads():
    documents = [short_minutes(n) for n in (1, 2, 3, 4)]
    results = {}
    threads = [threading.Thread(target=lambda n=n: results.update({n: len(titles(documents[n]))})) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {0: 1, 1: 2, 2: 3, 3: 4}


def test_a_killed_server_is_started_anew():
    data = short_minutes()
    parse_pdf(data, "x.pdf")
    server = pdf._SERVERS.get()
    os.kill(server._process.pid, signal.SIGKILL)
    server._process.wait()
    assert titles(data) == ["OFSTED REPORT NUMBER 1"]


def test_works_in_a_script_without_main_guard(tmp_path):
    """And the script runs once, and ends although the reader still waits for work."""
    (tmp_path / "minutes.pdf").write_bytes(short_minutes())
    script = tmp_path / "script.py"
    script.write_text(
        "import pathlib\nfrom pipeline.parse.pdf import parse_pdf\nprint('begin')\n"
        "print(parse_pdf(pathlib.Path('minutes.pdf').read_bytes(), 'minutes.pdf').page_kind)\n"
    )
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["begin", "minutes_pdf"]
    assert done.stderr == ""


@pytest.mark.skipif(not REPORTS.exists(), reason="the folder with real inspection reports is not beside the repository")
@pytest.mark.parametrize(
    "name",
    [
        "80476_kent_2013-08-23_other",
        "80429_birmingham_2016-11-25_sif",
        "80445_cambridgeshire_2014-08-08_sif",
        "80428_bedford_2025-08-27_ilacs-short",
        "80460_derbyshire_2019-09-19_ilacs-short",
        "80480_lancashire_2026-08-20_ilacs-standard",
    ],
)
def test_real_inspection_reports(name):
    page = parse_pdf((REPORTS / f"{name}.pdf").read_bytes(), f"{name}.pdf")
    assert page.page_kind is PageKind.INSPECTION_REPORT
    assert {line.role for line in page.lines} <= {LineRole.TEXT, LineRole.FURNITURE}
    assert sum(len(line.text) for line in page.lines) > 15_000
    numbers = [line.page_no for line in page.lines]
    assert numbers[0] == 1
    assert all(number is not None for number in numbers)


@pytest.mark.skipif(not REPORTS.exists(), reason="the folder with real inspection reports is not beside the repository")
def test_a_real_error_page_named_pdf():
    name = "80490_bromley_2012-08-17_unreadable.pdf"
    assert refusal((REPORTS / name).read_bytes(), name) == "not a PDF: it is a web page, perhaps an error page"
