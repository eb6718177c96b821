"""What an entry of a list of improvement areas is not: a resolution, a report of discussion, a strength, cut-off text. Data only."""

from __future__ import annotations

import re

RESOLVED_ENTRY = re.compile(
    r"\s*(?:that\b|to\s+(?:note|approve|agree|receive|endorse|consider|recommend|delegate|comment|support|scrutinise)\b"
    r"|(?:the\s+)?(?:cabinet|committee|council|panel|members?|board|executive)\s+(?:is|are|be|to|notes?|agrees?|approves?)\b"
    r"|(?:note|notes|noted|approve|approves|approved|agree|agrees|agreed|endorse|endorses|endorsed|receive|receives|delegate|comment\s+on)\b)",
    re.IGNORECASE,
)
"""Opens a resolution or a recommendation to a committee, not an area."""

SUBJUNCTIVE_ENTRY = re.compile(
    r"\s*that\s+(?!(?:(?:the|this)\s+)?(?:report|update|presentation|contents?|outcome|findings|progress|cabinet|committee|council|panel|board|executive|members?|officers?)\b)"
    r"(?!.*\b(?:be|is|are)\s+(?:noted|approved|agreed|endorsed|received|accepted|adopted|thanked|welcomed)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Opens what inspectors want to be so ("That children at risk are seen"), which has the form of a resolution and none of its verbs."""

NARRATED = re.compile(
    r"\s*(?:(?:this|the)\s+(?:report|paper|item|presentation|update|appendix|table|plan)\b|(?:members|officers|we|cabinet|the\s+committee|it|there|these|they)\b)",
    re.IGNORECASE,
)
"""Opens the minutes' own words below a heading."""

COMMITTEE_ENTRY = re.compile(
    r"(?:that\s+)?(?:the\s+)?(?:cabinet|committee|council|panel|members?|board|executive)\s+(?:approve|note|agree|endorse|receive|accept|recommend|adopt|is|be|are|resolve\w*|consider\w*)\b"
    r"|(?:that\s+)?(?:the\s+)?(?:cabinet|committee|council|panel|members|board|executive)\s*[:–-]*\s*$"
    r"|to\s+(?:note|approve|agree|receive|endorse|delegate)\b",
    re.IGNORECASE,
)
"""In prose: what a committee is recommended to do."""

REPORTED_ENTRY = re.compile(
    r"\s*(?:in\s+(?:response|reply|answer)\b|(?:cllr|councillor|mrs?|ms|dr)\b\.?\s|(?:a|another|one)\s+(?:question|member|councillor|query)\b|q(?:uestion)?\s*[:.]"
    r"|(?:the|a)\s+(?:[\w’']+\s+){0,8}?(?:chair(?:man|person)?|director|leader|member|officer|head|panel|committee|board|manager|mayor|cabinet)\b"
    r"(?:\s+[\w’']+){0,8}?\s+(?:said|asked|explained|advised|noted|reported|stated|commented|confirmed|thanked|welcomed|queried|informed|added|outlined|highlighted|responded|replied)\b"
    r"|(?:members?|officers?|councillors)\s+(?:[\w’']+\s+){0,2}?(?:said|asked|explained|advised|noted|reported|commented|confirmed|thanked|welcomed|queried|raised|were|had|heard)\b"
    r"|it\s+(?:was|had|is)\b|there\s+(?:had|has|have)\s+been\b|following\s+(?:a|the|discussion)\b"
    r"|(?!we\b)(?:(?!who\b|which\b|that\b)[\w’'-]+\s+){1,6}?(?:had|have|has)\s+(?:(?:already|now|since|also|recently)\s+)?(?:been|begun|improved|increased|reduced|fallen|risen|started|gone|put|made|seen|recruited)\b"
    r"|the\s+(?:council|service|local\s+authority)\s+(?:had|has|was|would|will|is)\b)",
    re.IGNORECASE,
)
"""Opens a speech, a question, or a past-tense report of the council's own work."""

NO_ENTRY = re.compile(
    r"(?:none|nil|n/?a|not\s+applicable)\b[\s.]*$|(?:was|were|is|are|has|have|had|would|will|which|those|these|they|called)\b",
    re.IGNORECASE,
)
"""What is left of a sentence after its subject was cut off, or "None" below a heading."""

STRENGTH_LEAD = re.compile(
    r"\b(?:strengths?|good\s+practice|positives?|what(?:’s|'s|\s+is)?\s+(?:work|go)(?:s|ing)\s+well|achievements|successes|progress\s+made)\b",
    re.IGNORECASE,
)
STOP_HEADING = re.compile(
    r"\s*(?:next\s+steps?|conclusions?|background|discussion|questions?|resolved|agreed|decisions?|actions?|recommend\w*|summary|strengths?|good\s+practice"
    r"|appendi\w+|contact|reasons?|supporting|attendance|members?\b|officers?\b|progress|report\s+of|minutes|agenda|meeting)\b",
    re.IGNORECASE,
)
"""A heading that ends a list of topics."""

CUT_OFF = re.compile(r"(?:\.{3}|…)\s*(?:\bview\s+the\s+full\b|$)|\bview\s+the\s+full\s+minutes\s+text\b", re.IGNORECASE)
"""The page cut its text off here (ModernGov issue and meeting pages)."""
