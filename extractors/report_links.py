"""Dates of publications and letters: what it takes for them to count, and whose they are."""

from __future__ import annotations

import re

from extractors.cues import NOUNS, Clause, Cue, CueKind, Link, Meaning
from extractors.lexicon.inspection_links import UNDER
from extractors.lexicon.inspections import FRAMEWORK_OF
from extractors.records import Framework

VERB = re.compile(
    r"\b(?:had|has|have|was|were|is|are|been|would|gave|led|saw|became|put|said|got|went|did|does|that|who|which|where|when|while|whilst|if|because|so|but"
    r"|(?!ofs|oft|ost|osf|focus|looked|need|relat|bas|unannounced|announced|fixed|named|called|disabled|shared|combined|integrated|detailed|dedicated|advanced)[a-z]{2,}ed)\b"
)
GUIDANCE = re.compile(
    r"\b(?:handbook|guidance|guide|framework|criteria|programme|timetable|methodology|policy|consultation|proposals|approach|fees|powers) (?:for|of|to|on|about) (?:the |its |all |these )?(?:[\w'’-]+ ){0,2}$"
)
_STAYED = re.compile(r"\b(?:stayed|remain\w*|retain\w*|kept|maintain\w*|unchanged|same)\b")
_VISIT_SINCE = re.compile(r"\bvisits?\b[^;.]{0,60}\bsince\b[^;.,]{0,80}$")
_PREVIOUS = re.compile(r"\b(?:previous(?:ly)?|prior|formerly|compared (?:to|with)|earlier (?:inspection|judge?ment))\b[^,;]{0,60}$")
_PRONOUN = re.compile(r"[\s\d().]*(?:and\s+)?(?:it|this|these|both)\b[^,;]{0,30}")
_REPORTED = re.compile(r"\b(?:reports?|letters?|findings|judge?ments?|inspect\w*|visits?)\b")
_LETTER_OF = re.compile(r",?\s+(?:of|dated)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$")
_INSPECTORATE = re.compile(r"hmi|hmip|hmicfrs|police|probation|care quality|nhs|prison")
_OFSTED_AND = re.compile(r"\bofsted\b(?:,|\s+and\b|\s+with\b)")
_JOINT = frozenset({Framework.JTAI, Framework.AREA_SEND})
_DASHED = re.compile(r"\s*[-–—:,(]\s*")
_ADJECTIVE = re.compile(r"\b(?:the|a|this|its|their|newly|recently)\s+$")
_NOUN = re.compile(r"\s+(?:ofsted\s+|inspection\s+|ilacs\s+){0,2}(?:reports?|letters?|findings|outcomes?|results?)\b")
_BY_OFSTED = re.compile(
    r"\b(?:ofsted|inspectors|inspectorate)(?:\s+(?:(?:had|has|having|have|then|also|since|and)\s+)*)?(?:(?:had|has)\s+)?$"
)
_AND_REPORTED = re.compile(
    r"(?:\s+(?:of|on|from|between)\s[^,;]{0,40}?)?,?\s+(?:[^,;]{0,60}\band\s+)?(?:(?:which|that|it|they|ofsted|inspectors|had|was|were|been|and|has|in)\s+)*"
)
_THAT_DAY = re.compile(r"\s+(?:that|this|the same)\s+(?:morning|afternoon|evening|day|week)\s*[(,]\s*")
_WAS = re.compile(r"^\s+(?:was|had been|came|took place)\b")  # after "publication"
_BE = re.compile(r"\b(?:was|were|had been|has been)\s+(?:also\s+|then\s+)?$")
_TO_BE = re.compile(r"\b(?:to|will|would|should|could|may|might|shall)\b[^.;]{0,80}\bbe\s+$")
_AND = re.compile(r"\band\s+(?:had\s+|have\s+)?(?:then\s+|since\s+)?$")
_REPORT_OF_OFSTED = re.compile(r"(?:ofsted['’]?s?|(?:and|with)\s+its)\s+(?:inspection\s+|own\s+)?$")
_SENTENCE_REACH = 300


def link_published(clause: Clause, cue: Cue, start: int) -> Link:
    """Decide about a date after a verb of publishing: it counts where the nearest noun is a report, a judgement or an inspection.

    A pronoun ("It had been published on 2 May") stands for the nouns of the sentence before.
    """
    text = clause.text
    gap = text[cue.end_char : start]
    reports = {CueKind.REPORT, *NOUNS}
    if _ADJECTIVE.search(text[max(clause.start_char, cue.start_char - 12) : cue.start_char]) and _NOUN.match(text, cue.end_char):
        return Link(Meaning.REFUSED, cue, "no publication said to have happened")
    if _BY_OFSTED.search(text[max(clause.start_char, cue.start_char - 60) : cue.start_char]):
        return Link(Meaning.PUBLICATION, cue)
    if not _THAT_DAY.fullmatch(gap) and (len(gap) > 90 or len(gap.split()) > 12 or ";" in gap or VERB.search(_WAS.sub(" ", gap))):
        return Link(Meaning.REFUSED, cue, "too far from the publication")
    subject = next((other for other in clause.cues if cue.end_char <= other.start_char < start), None)
    if subject is None:
        subject = next(
            (
                other
                for other in reversed(clause.cues)
                if other.end_char <= cue.start_char
                and other.kind in {*reports, CueKind.EVENT, CueKind.BODY}
                and not (other.kind is CueKind.EVENT and UNDER.search(text, clause.start_char, other.start_char))
            ),
            None,
        )
    if subject is None and _AND.search(text[clause.start_char : cue.start_char]) and _inspectors_before(clause, cue):
        return Link(Meaning.PUBLICATION, cue)
    if subject is None:
        if text.startswith("publication", cue.start_char) and not text[clause.start_char : cue.start_char].strip(
            " 0123456789.()the"
        ):
            return Link(Meaning.PUBLICATION, cue)
        meant = _PRONOUN.fullmatch(text, clause.start_char, cue.start_char) and _REPORTED.search(sentence_before(clause))
        return Link(Meaning.PUBLICATION, cue) if meant else Link(Meaning.REFUSED, cue, "publication of something else")
    if subject.kind not in reports or GUIDANCE.search(text[clause.start_char : subject.start_char]):
        return Link(Meaning.REFUSED, cue, "publication of something else")
    if text.startswith("reported", cue.start_char) and not _AND_REPORTED.fullmatch(text, subject.end_char, cue.start_char):
        return Link(Meaning.REFUSED, cue, "a report by somebody else")
    if text.startswith("dated", cue.start_char) and (subject.kind is not CueKind.REPORT or cue.start_char - subject.end_char > 10):
        return Link(Meaning.REFUSED, cue, "publication of something else")
    before = next((other for other in reversed(clause.cues) if other.end_char <= cue.start_char), None)
    if _TO_BE.search(text[clause.start_char : cue.start_char]):
        return Link(Meaning.REFUSED, cue, "planned, expected or put off")
    if before and before.kind is CueKind.PLANNED and cue.start_char - before.end_char <= 20:
        return Link(Meaning.REFUSED, before, "planned, expected or put off")
    return Link(Meaning.PUBLICATION, cue)


def _inspectors_before(clause: Clause, cue: Cue) -> bool:
    return any(other.kind is CueKind.INSPECTORS and other.end_char <= cue.start_char for other in clause.cues)


def verb_of_publishing(clause: Clause, report: Cue) -> Cue | None:
    """Return the word whose object the report is: "published its report", "the publication of the ILACS report"."""
    for cue in reversed([cue for cue in clause.cues if cue.end_char <= report.start_char]):
        between = clause.text[cue.end_char : report.start_char]
        if len(between) > 60 or re.search(r"[,;]", between) or VERB.search(between):
            return None
        if cue.kind is CueKind.PUBLISHED:
            return cue
        if cue.kind not in {CueKind.REPORT, *NOUNS}:
            return None
    return None


def verb_after_report(clause: Clause, report: Cue) -> Cue | None:
    """Return the verb of publishing of which the report is the subject: "the report on the inspection of 3 to 14 June was published"."""
    published = next((cue for cue in clause.cues if cue.kind is CueKind.PUBLISHED and cue.start_char >= report.end_char), None)
    if published is None or published.start_char - report.end_char > 120:
        return None
    between = clause.text[report.end_char : published.start_char]
    return published if _BE.search(between) and not VERB.search(_BE.sub("", between)) else None


def is_letter_of(clause: Clause, letter: Cue, start: int) -> bool:
    """Return whether the date is that of a letter or report of Ofsted's: "the letter of 4 July from Ofsted", "Ofsted's report of 6 May"."""
    if _REPORT_OF_OFSTED.search(clause.text[max(clause.start_char, letter.start_char - 24) : letter.start_char]):
        return _LETTER_OF.fullmatch(clause.text, letter.end_char, start) is not None
    if not clause.text.startswith("letter", letter.start_char):
        return False
    spoken_of = "ofsted" in clause.text[clause.start_char : clause.end_char] or any(cue.kind in NOUNS for cue in clause.cues)
    return spoken_of and _LETTER_OF.fullmatch(clause.text, letter.end_char, start) is not None


def is_title_of_report(clause: Clause, report: Cue, start: int, end: int) -> bool:
    """Return whether the clause is the title of a report or letter of a named inspection, with its date: "Focused Visit Letter - June 2025"."""
    text = clause.text
    if not _DASHED.fullmatch(text, report.end_char, start) or text[end : clause.end_char].strip(" )"):
        return False
    named = any(cue.kind is CueKind.NAME and cue.end_char <= report.start_char for cue in clause.cues)
    return named and text.startswith(("letter", "report"), report.start_char) and not VERB.search(text, clause.start_char, start)


def is_partner(clause: Clause, body: Cue) -> bool:
    """Return whether another inspectorate is named as Ofsted's partner in a joint inspection, not as what is inspected."""
    text = clause.text
    if not _INSPECTORATE.match(text, body.start_char):
        return False
    if any(FRAMEWORK_OF.get(cue.rule) in _JOINT for cue in clause.cues if cue.end_char <= body.start_char):
        return True
    ofsted = text.rfind("ofsted", clause.start_char, body.start_char)
    return ofsted >= 0 and _OFSTED_AND.match(text, ofsted) is not None and not VERB.search(text, ofsted, body.start_char)


def sentence_before(clause: Clause) -> str:
    """Return the sentence before the clause, or its last few hundred characters."""
    before = clause.text[max(0, clause.start_char - _SENTENCE_REACH) : clause.start_char].rstrip()
    return re.split(r"[.;!?]\s+|\n", before)[-1]


def is_earlier(clause: Clause, cue_start: int, start: int) -> bool:
    """Return whether the words call the inspection an earlier one, or say that something has stayed the same since it."""
    lead = clause.text[clause.start_char : max(cue_start, clause.start_char)]
    if re.search(r"\bsince (?:the )?(?:[\w'’-]+ ){0,3}$", lead) and _STAYED.search(clause.text, clause.start_char, clause.end_char):
        return True
    if _VISIT_SINCE.search(clause.text, clause.start_char, start):
        return True
    return _PREVIOUS.search(clause.text, clause.start_char, start) is not None
