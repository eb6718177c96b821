"""Scans and OCR: off by default, clear where it is missing or fails, told where it was used.

Recognition itself is ocrmypdf's; a program of that name stands in for it, so that what we do with its answers is tested everywhere.
"""

import shutil
import stat
import sys

import pytest

from extractors.records import PageKind
from pipeline.errors import ParseError
from pipeline.parse.pdf import parse_pdf
from pipeline.parse.scans import OCR_VARIABLE, OCR_WARNING, add_text_layer
from tests import reports_pdf as made
from tests.pdfs import Sheets

INSTALLED = shutil.which("ocrmypdf") is not None


@pytest.fixture
def scan():
    sheets = Sheets()
    sheets.picture()
    return sheets.pdf()


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a program called ocrmypdf on the path, with these lines of Python."""

    def install(code):
        path = tmp_path / "ocrmypdf"
        path.write_text(f"#!{sys.executable}\nimport sys, time\ndata = sys.stdin.buffer.read()\n{code}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv(OCR_VARIABLE, "1")

    if INSTALLED:
        pytest.skip("ocrmypdf itself is installed here")
    return install


def reason(data):
    with pytest.raises(ParseError) as caught:
        parse_pdf(data, "scan.pdf")
    assert caught.value.source == "scan.pdf"
    return caught.value.message


def test_off_by_default_and_says_what_to_install(scan, monkeypatch):
    monkeypatch.delenv(OCR_VARIABLE, raising=False)
    message = reason(scan)
    assert message.startswith("a scan without text")
    assert "install the extra `ocr`" in message


@pytest.mark.skipif(INSTALLED, reason="ocrmypdf is installed here")
def test_asked_for_but_not_installed(scan, monkeypatch, tmp_path):
    monkeypatch.setenv(OCR_VARIABLE, "1")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "ocrmypdf is not installed" in reason(scan)


def test_recognised_text_is_read_and_told(scan, program, tmp_path):
    (tmp_path / "answer.pdf").write_bytes(made.ilacs())
    program(f"sys.stdout.buffer.write(open({str(tmp_path / 'answer.pdf')!r}, 'rb').read())")
    page = parse_pdf(scan, "scan.pdf")
    assert page.page_kind is PageKind.INSPECTION_REPORT
    assert page.warnings == (OCR_WARNING,)


def test_a_program_that_finds_nothing_is_asked_once(scan, program):
    program("sys.stdout.buffer.write(data)")
    assert reason(scan).startswith("a scan without text")


def test_a_program_that_fails(scan, program):
    program("sys.stderr.write('no tesseract here'); sys.exit(3)")
    assert "could not be recognised (no tesseract here)" in reason(scan)


def test_a_program_that_hangs_is_stopped(scan, program):
    program("time.sleep(60)")
    with pytest.raises(ParseError, match=r"not recognised within 0\.3 seconds"):
        add_text_layer(scan, "scan.pdf", seconds=0.3)


@pytest.mark.skipif(not INSTALLED, reason="ocrmypdf is not installed here")
def test_ocrmypdf_itself(scan, monkeypatch):
    monkeypatch.setenv(OCR_VARIABLE, "1")
    assert reason(scan).startswith("a scan without text")
