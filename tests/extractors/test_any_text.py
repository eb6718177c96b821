"""Any text at all gives a result: whatever bytes a page was made of, however long a line, however deep its numbering."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.linearity import KINDS, WORDS
from extractors import Item, extract

PIECES = (
    *WORDS, *"|.;:,()[]–-•‘’“”/\n\t ", "\n\n", "\xa0", "\u202e", "\u2028", "\x00", "\ud800", "🧒", "مرحبا", "(a) ", "1.1.1 ", "iv. ", "w/c ", "31 February 2023",
    "00/00/0000", "9999", "Minutes:\n", "Decision:\n", "RESOLVED: That\n", "Areas for improvement:\n", "all areas", "from inadequate to", "respectively",
)  # fmt: skip


def check(text: str) -> None:
    found = extract(Item(text=text))
    for record in (*found.inspections, *found.judgements, *found.improvement_areas, *found.actions):
        evidence = record.evidence
        assert text[evidence.start_char : evidence.end_char] == evidence.text
        assert evidence.text.strip()


@given(st.text(max_size=400))
@example("\ud800 Ofsted judged good")
@settings(max_examples=150, deadline=None)
def test_any_characters(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=120), st.sampled_from(("", " ")))
@settings(max_examples=300, deadline=None)
def test_any_order_of_our_own_words(pieces: list[str], joiner: str) -> None:
    check(joiner.join(pieces))


@given(st.binary(max_size=600))
@settings(max_examples=60, deadline=None)
def test_any_bytes(data: bytes) -> None:
    check(data.decode("utf-8", "surrogateescape"))
    check(data.decode("cp1252", "replace"))


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_end(kind: str) -> None:
    # A pattern that backtracks, or a loop within a loop, would take hours here; what it takes is in benchmarks/linearity.py.
    check(KINDS[kind](6000))


_CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))  # a stop for what would never end, no measure of speed
from extractors import Item, extract
unit = sys.stdin.read()
text = (unit * (5_000_000 // len(unit) + 1))[:5_000_000]
found = extract(Item(text=text))
print(len(text), len(found.inspections), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize(
    "unit",
    [
        "The Director told members that the plan would be kept under review and that staff were thanked for their work ",
        "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16 ",
        "a",
    ],
    ids=["prose", "deep numbering", "one word"],
)
def test_five_million_characters_in_one_line(unit: str) -> None:
    done = subprocess.run([sys.executable, "-c", _CHILD], input=unit, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.split()[0] == "5000000"
