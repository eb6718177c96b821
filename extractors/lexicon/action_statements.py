"""Words that resolve by their place alone: at the end of an item whose marker was lost, or before an owner's line. Data only."""

from __future__ import annotations

from extractors.lexicon.deciding_bodies import BODY
from extractors.rules import Rule

LOST_MARKER = Rule(
    id="actions.lost-marker",
    pattern=r"(?:That|THAT)\b(?!\s+(?:said|being|is|was|would|will|had|may)\b)",
    keys=("that",),
    positive="That the report be noted.",
    negative="The plan that was shown had no dates.",
    flags=0,
)

FRAGMENT = Rule(
    id="actions.fragment",
    pattern=(
        rf"(?=(?:That|THAT)\b|{BODY}\s+(?i:notes?|approves?|agrees?|endorses?|empowers?|authorises?|delegates?|accepts?|adopts?|requests?|recommends?|receives?)\b"
        r"|(?:Noted|Approved|Agreed|Endorsed|Authorised|Delegated|Accepted|Adopted|Requested|Recommended|Received|Welcomed|Commented|Considered)\s"
        r"|(?:The|A|An)\s+(?:[\w’'-]+\s+){1,12}?(?:be\s+\w+(?:ed|en|n|t)|come|return)\b)"
    ),
    keys=(
        "that",
        *[
            "note",
            "approve",
            "agree",
            "endorse",
            "empower",
            "authorise",
            "delegate",
            "accept",
            "adopt",
            "request",
            "recommend",
            "receive",
            "welcomed",
            "commented",
            "considered",
            "be",
            "come",
            "return",
        ],
    ),
    positive="Cabinet empowers the Director of Families to settle the wording.",
    negative="Inspectors praised the staff of the hub.",
    flags=0,
)

RECORDED = Rule(
    id="actions.recorded",
    pattern=(
        rf"(?={BODY}\s+(?:(?:unanimously|also|further|formally)\s+)?(?:noted|approved|agreed|endorsed|adopted|accepted|delegated|authorised|requested|asked|recommended)\b"
        r"|(?:The\s+|An?\s+)?[A-Z](?:[^.;:]{2,160}?)\s(?:was|were)\s+(?:noted|approved|agreed|endorsed|adopted|accepted|delegated|granted|determined)\b"
        r"|The\s+[A-Z][^.;:]{2,80}?\s(?:is|are|was|were)\s+to\s+(?!be\b)[a-z]+)"
    ),
    keys=(
        "noted",
        "approved",
        "agreed",
        "endorsed",
        "adopted",
        "accepted",
        "delegated",
        "authorised",
        "requested",
        "asked",
        "recommended",
        "granted",
        "determined",
        "is to",
        "are to",
        "was to",
        "were to",
    ),
    positive="The Executive approved the second stage of the programme.",
    negative="The inspectors praised the second stage of the programme.",
    flags=0,
)
"""A decision page that tells in the past tense what was decided; counts only where such entries are all that the item holds."""

BODY_VERB = Rule(
    id="actions.body-verb",
    pattern=(
        r"(?=(?:NOTED|APPROVED|ENDORSED|RECEIVED|AGREED|ADOPTED|ACCEPTED)\s+(?:the|an?)\s)"
        rf"|{BODY}\s+(?:(?:unanimously|formally|duly)\s+)?"
        r"(?=(?:received\s+the\s+[^.;,]{2,80}\.?\s*$|(?:NOTED|APPROVED|ENDORSED|RECEIVED|AGREED|ADOPTED|ACCEPTED)\s+(?:the|an?)\s|(?:received,?\s+(?:considered\s+)?and\s+)?(?:noted|approved|agreed|endorsed|adopted|accepted|ratified)\s+(?!that\b|how\b|from\b|with\b|in\b|to\b|on\b)))"
    ),
    keys=("received", "noted", "approved", "agreed", "endorsed", "adopted", "accepted", "ratified"),
    positive="Council received and noted the annual letter.",
    negative="The cabinet noted that fostering was strong.",
    flags=0,
)

PASSIVE = Rule(
    id="actions.was-noted",
    pattern=(
        r"(?=The\s+(?:contents?\s+of\s+the\s+)?(?:[\w’'-]+\s+){0,6}?(?:reports?|updates?|minutes|presentations?|letters?|plans?|recommendations?|findings)"
        r"(?:[^.;]{0,80}?)\s(?:was|were)\s+(?:received\s+and\s+|unanimously\s+)?(?:noted|approved|endorsed|agreed|adopted|accepted)"
        r"(?:\s+(?:as|and|by|unanimously)\b[^.;]{0,80})?\.?\s*$)"
    ),
    keys=("noted", "approved", "endorsed", "agreed", "adopted", "accepted"),
    positive="The update on the improvement plan was noted.",
    negative="The report was noted to be out of date by two Members who had read it.",
    flags=0,
)

UNDERTAKEN = Rule(
    id="actions.undertaken",
    pattern=r"[^.;]{0,120}?\b(?:undertook|agreed|offered|promised|(?:was|were)\s+asked|(?:was|were)\s+requested|requested|asked)\s+(?:to|that)\b"
    r"|[^.;]{0,160}?\b(?:would|will)\s+be\s+(?:sent|provided|circulated|shared|supplied|brought|added|arranged|given|forwarded|reported)\b",
    keys=("undertook", "agreed", "offered", "promised", "asked", "requested", "would be", "will be"),
    positive="The Director undertook to look at a clearer key in future reports.",
    negative="The Director explained the key to the chart.",
)
"""A promise in the discussion; an action only when a line "ACTION: <owner>" follows it at once."""

UNMARKED = (LOST_MARKER, FRAGMENT, RECORDED, BODY_VERB, PASSIVE, UNDERTAKEN)
"""Rules for what is a resolution by its place alone: at the end of the item, or before an owner's line."""
