"""By what a page shows itself an inspectorate's report, or a council's own paper that quotes one."""

from __future__ import annotations

import re

OFSTED_ADDRESS = re.compile(
    r"Piccadilly Gate|Clive House|(?:www\.)?Ofsted\.gov|gov\.uk/ofsted|enquiries@ofsted|^[ \t]*Ofsted[ \t]*$|^[ \t]*The Office for Standards in Education",
    re.IGNORECASE | re.MULTILINE,
)
"""Ofsted's letter head, address and footer. Its name within a sentence is no mark: every council's paper has it."""
INSPECTED_TABLE = (
    re.compile(r"^[ \t]*(?:the\s+)?impact\s+of\s+(?:leaders|leadership)\s+on\s+social\s+work", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^[ \t]*(?:the\s+)?experiences?\s+and\s+progress\s+(?:of|for)\b", re.IGNORECASE | re.MULTILINE),
)
SINGLE_TABLE = (
    re.compile(r"^[ \t]*(?:1\.?[ \t]+)?children\s+who\s+need\s+help", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^[ \t]*(?:2\.?[ \t]+)?children\s+looked\s+after\s+and\s+achieving", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^[ \t]*(?:3\.?[ \t]+)?leadership,?\s+management", re.IGNORECASE | re.MULTILINE),
)
"""How the areas of a whole table of judgements begin, in whatever order its cells came out of the PDF."""
COUNCIL_PAPER = re.compile(
    r"^[ \t]*(?:report (?:to|of|by|title|author)\b|wards?(?:\(s\))? affected|key decision|purpose of (?:the )?report|lead officer|cabinet member|decision maker|portfolio holder"
    r"|contact officer|recommendations?:?\s*$|minutes\b|resolved\b"
    r"|(?:[\w’'&,-]+[ \t]+){0,6}(?:cabinet|committee|scrutiny|council|executive|panel|board)[ \t]+(?:report|paper|briefing)\b"
    r"|(?:[\w’'&,-]+[ \t]+){0,4}briefing(?:[ \t]+(?:for|to|note|paper)\b|[ \t]*$)"
    r"|(?:[\w’'&,-]+[ \t]+){0,6}self[- ‑](?:evaluation|assessment)\b|(?:[\w’'&,-]+[ \t]+){0,6}(?:improvement|action)[ \t]+plan\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines above the title by which a paper about an inspection shows itself a council's own: it quotes the report, but is none."""
COUNCIL_FIELD = re.compile(
    r"^[ \t]*(?:subject|(?:report[ \t]+)?author|targets?(?:[ \t]+date)?|report[ \t]+(?:to|of|by)|briefing[ \t]+(?:for|to)|wards?(?:\(s\))?[ \t]+affected"
    r"|contact[ \t]+officer|lead[ \t]+officer)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
"""Fields of such a paper, which may also stand below the title."""
