"""Dates of publications, letters and grades: what it takes for them to count, and whose they are."""

from __future__ import annotations

import re

from extractors.cues import NOUNS, Clause, Cue, CueKind, Link, Meaning
from extractors.lexicon.inspections import FRAMEWORK_OF
from extractors.records import Framework

VERB = re.compile(
    r"\b(?:had|has|have|was|were|is|are|been|would|gave|led|saw|became|put|said|got|went|did|does|that|who|which|where|when|while|whilst|if|because|so|but"
    r"|(?!ofs|oft|ost|osf|focus|looked|need|relat|bas|unannounced|announced|fixed|named|called)[a-z]{2,}ed)\b"
)
GUIDANCE = re.compile(
    r"\b(?:handbook|guidance|guide|framework|criteria|programme|timetable|methodology|policy|consultation|proposals|approach|fees|powers) (?:for|of|to|on|about) (?:the |its |all |these )?(?:[\w'’-]+ ){0,2}$"
)
_GRADED_GAP = re.compile(r"['’”\"\s]*(?:[^,;.]{0,60}\b)?(?:in|of|from|at)\s+(?:the\s+)?$|['’”\"\s]*\($")
_AS_IN = re.compile(r"\bas\s+(?:(?:it|they|that)\s+(?:had been|was|were)\s+)?(?:in|at)\s+(?:the\s+)?$")
_GRADED_CLAUSE = re.compile(
    r",?\s+(?:(?:all|every|each|both|most)\b[^,;]{0,60}|[^,;]{0,60}?\b(?:services?|council|authority|borough|county|city|area|judge?ments?|grades?|ratings?|effectiveness"
    r"|department|directorate|social care|it|they|we))\s+(?:(?:had|has|have|was|were|been|be|again|also|only|all|still|both|found|judged|to|rated|overall|graded|deemed|assessed|as|of|a|an)\s+)*['‘“\"]*"
)
_STAYED = re.compile(r"\b(?:stayed|remain\w*|retain\w*|kept|maintain\w*|unchanged|same)\b")
_PREVIOUS = re.compile(r"\b(?:previous(?:ly)?|prior|formerly|compared (?:to|with)|earlier (?:inspection|judge?ment))\b[^,;]{0,60}$")
_SELF = re.compile(r"self-|peer|mock|dry run|audit|lga|independent|survey|diagnostic|health check")
_PRONOUN = re.compile(r"[\s\d().]*(?:and\s+)?(?:it|this|these|both)\b[^,;]{0,30}")
_REPORTED = re.compile(r"\b(?:reports?|letters?|findings|judge?ments?|inspect\w*|visits?)\b")
_LETTER_OF = re.compile(r"\s+(?:of|dated)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$")
_INSPECTORATE = re.compile(r"hmi|hmip|hmicfrs|police|probation|care quality|nhs|prison")
_OFSTED_AND = re.compile(r"\bofsted\b(?:,|\s+and\b|\s+with\b)")
_JOINT = frozenset({Framework.JTAI, Framework.AREA_SEND})
_DASHED = re.compile(r"\s*[-–—:,(]\s*")
_SENTENCE_REACH = 300


def link_published(clause: Clause, cue: Cue, start: int) -> Link:
    """Decide about a date after a verb of publishing: it counts where the nearest noun is a report, a judgement or an inspection.

    A pronoun ("It had been published on 2 May") stands for the nouns of the sentence before.
    """
    text = clause.text
    gap = text[cue.end_char : start]
    reports = {CueKind.REPORT, *NOUNS}
    if len(gap) > 90 or len(gap.split()) > 12 or ";" in gap or VERB.search(gap):
        return Link(Meaning.REFUSED, cue, "too far from the publication")
    subject = next((other for other in clause.cues if cue.end_char <= other.start_char < start), None)
    if subject is None:
        subject = next(
            (
                other
                for other in reversed(clause.cues)
                if other.end_char <= cue.start_char and other.kind in {*reports, CueKind.EVENT, CueKind.BODY}
            ),
            None,
        )
    if subject is None:
        meant = _PRONOUN.fullmatch(text, clause.start_char, cue.start_char) and _REPORTED.search(sentence_before(clause))
        return Link(Meaning.PUBLICATION, cue) if meant else Link(Meaning.REFUSED, cue, "publication of something else")
    if subject.kind not in reports or GUIDANCE.search(text[clause.start_char : subject.start_char]):
        return Link(Meaning.REFUSED, cue, "publication of something else")
    if text.startswith("dated", cue.start_char) and (subject.kind is not CueKind.REPORT or cue.start_char - subject.end_char > 10):
        return Link(Meaning.REFUSED, cue, "publication of something else")
    before = next((other for other in reversed(clause.cues) if other.end_char <= cue.start_char), None)
    if before and before.kind is CueKind.PLANNED and cue.start_char - before.end_char <= 20:
        return Link(Meaning.REFUSED, before, "planned, expected or put off")
    return Link(Meaning.PUBLICATION, cue)


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


def is_letter_of(clause: Clause, letter: Cue, start: int) -> bool:
    """Return whether the date is that of a letter of Ofsted's: "the letter of 4 July from Ofsted"."""
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


def link_graded(clause: Clause, cue: Cue, gap: str, has_day: bool) -> Link:
    """Decide about the date of a grade: "inadequate in 2014"; a grade on a day is a report's day, and too uncertain."""
    if has_day or not (_GRADED_GAP.fullmatch(gap) or _AS_IN.search(gap)):
        return Link(Meaning.REFUSED, cue, "date of something else")
    text = clause.text
    if any(other.kind is CueKind.BODY or _SELF.match(text, other.start_char) for other in clause.cues):
        return Link(Meaning.REFUSED, cue, "grade of another body")
    lead = text[clause.start_char : cue.start_char]
    moved = re.search(r"\bfrom\s+['‘“\"]?(?:a |an )?$", lead) is not None or _AS_IN.search(gap) is not None
    return Link(Meaning.INSPECTION, cue, earlier=moved or is_earlier(clause, cue.start_char, cue.end_char))


def is_graded_clause(clause: Clause, start: int, grade: Cue) -> bool:
    """Return whether the words from a date that opens a clause to a grade say that the service had it: "in 2015 it had been inadequate"."""
    return _GRADED_CLAUSE.fullmatch(clause.text, start, grade.start_char) is not None


def sentence_before(clause: Clause) -> str:
    """Return the sentence before the clause, or its last few hundred characters."""
    before = clause.text[max(0, clause.start_char - _SENTENCE_REACH) : clause.start_char].rstrip()
    return re.split(r"[.;!?]\s+|\n", before)[-1]


def is_earlier(clause: Clause, cue_start: int, start: int) -> bool:
    """Return whether the words call the inspection an earlier one, or say that something has stayed the same since it."""
    lead = clause.text[clause.start_char : max(cue_start, clause.start_char)]
    if re.search(r"\bsince (?:the )?(?:[\w'’-]+ ){0,3}$", lead) and _STAYED.search(clause.text, clause.start_char, clause.end_char):
        return True
    return _PREVIOUS.search(clause.text, clause.start_char, start) is not None
