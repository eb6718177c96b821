"""Scans → PDFs with a text layer, by ocrmypdf (the optional extra `ocr`), in a process of its own that is stopped when it takes too long.

Off unless the environment asks for it: recognised characters are guesses, and a minute of work a document.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from pipeline.errors import ParseError

OCR_VARIABLE = "OFSTED_MINUTES_OCR"
OCR_WARNING = "the text was recognised from pictures (OCR): it may hold misread words"
OCR_ADVICE = f"install the extra `ocr` and tesseract, and set {OCR_VARIABLE}=1, to have scans read"

_SECONDS = 300


def is_ocr_on() -> bool:
    """Return whether the environment asks for scans to be read."""
    return os.environ.get(OCR_VARIABLE, "").strip().lower() in {"1", "yes", "true", "on"}


def add_text_layer(data: bytes, source: str, seconds: float = _SECONDS) -> bytes:
    """Return the PDF with a text layer under its pictures.

    Raises ParseError, naming `source`, when ocrmypdf is not installed, fails, or takes more than `seconds`.
    """
    command = shutil.which("ocrmypdf", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if command is None:
        raise ParseError("parse", source, f"a scan without text, and ocrmypdf is not installed; {OCR_ADVICE}")
    process = subprocess.Popen(
        [command, "--quiet", "--skip-text", "--output-type", "pdf", "-", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # tesseract runs as its child
        process.communicate()
        raise ParseError("parse", source, f"a scan whose text was not recognised within {seconds:g} seconds") from None
    if process.returncode != 0 or not output.startswith(b"%PDF-"):
        reason = " ".join(errors.decode("utf-8", "replace").split())[-200:] or f"exit status {process.returncode}"
        raise ParseError("parse", source, f"a scan whose text could not be recognised ({reason})")
    return output
