"""`minutes_inspections`: the inspections and visits that an item tells of.

Finds: dates that say when an inspection or visit took place, and when its report was published; one record an inspection.
Does not find: inspections without any date, planned ones, and those of schools, homes or other inspectorates.
Reads: `doc._.item`, `doc._.blocks`, `doc._.sentences`. Writes: `doc._.inspections`, and the refused dates to `doc._.dropped`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc

from extractors.blocks import Sentence
from extractors.cues import Clause, Cue, CueFinder, CueKind, Link, Meaning
from extractors.date_spans import DateSpan, build_span, first_day, last_day
from extractors.dates import DateMention, find_dates
from extractors.events import Sighting, build_periods, merge_sightings
from extractors.item_views import ItemView
from extractors.lexicon import inspection_links as words
from extractors.lexicon.inspections import (
    COLUMN_HEADING,
    CUES,
    LABELLED,
    RECORD_RULES,
)
from extractors.linking import link_dates
from extractors.publications import Publication, attach_publication
from extractors.records import Block, BlockKind, Dropped, Evidence, Inspection, Item, Section
from extractors.rules import Gate, build_gate

_GATE = build_gate(RECORD_RULES)
_FINDER = CueFinder((cue.kind, cue.opens, cue.rule.id, cue.rule.regex) for cue in CUES)
_LONGEST = timedelta(days=75)
_PIECE, _OVERLAP = 1500, 300  # a longer "sentence" (a table run together) is read in pieces, so that time stays linear
_FIRST_YEAR = "2005"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that was linked: the sentence's clause, the mention and its link; `span` is `None` while the year is open."""

    clause: Clause
    mention: DateMention
    link: Link
    span: DateSpan | None


def find_inspections(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[tuple[Inspection, ...], tuple[Dropped, ...]]:
    """Return the inspections of `item`, and the dates refused with the reason. `gate` may keep out texts without the rules' key words."""
    if not (gate or _GATE).passes(item.text):
        return (), ()
    mentions = find_dates(item.text)
    if not mentions:
        return (), ()
    return _Reading(item, blocks, sentences, mentions).result()


class _Reading:
    """The reading of one item: candidates, years, frameworks, records."""

    def __init__(
        self, item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], mentions: Sequence[DateMention]
    ) -> None:
        self._item = item
        self._blocks = blocks
        self._sentences = sentences
        self._mentions = mentions
        heading = blocks and blocks[0].kind is BlockKind.HEADING
        self._view = ItemView(item.text, item.text[blocks[0].start_char : blocks[0].end_char] if heading else item.title)
        self._lower = self._view.lower
        self._dropped: list[Dropped] = []

    def result(self) -> tuple[tuple[Inspection, ...], tuple[Dropped, ...]]:
        """Return the records, sorted by their place in the text, and the refused candidates."""
        candidates = self._candidates()
        dated = [candidate for candidate in candidates if candidate.link.meaning is Meaning.INSPECTION]
        reports = [candidate for candidate in candidates if candidate.link.meaning is Meaning.PUBLICATION]
        known = [sighting for candidate in dated if candidate.span for sighting in self._sighting(candidate, candidate.span)]
        for candidate in dated:
            if candidate.span is None:
                span = self._placed(candidate, known, reports)
                if span is None:
                    self._drop(candidate.mention, "the year is not told")
                else:
                    known.extend(self._sighting(candidate, span))
        for candidate in sorted(reports, key=lambda report: report.mention.first.day is None):
            known = self._with_publication(candidate, known)
        events = merge_sightings(known)
        records = [
            Inspection(
                event.framework,
                event.start,
                event.end,
                event.precision,
                event.published,
                period,
                Evidence.cut(self._item, event.start_char, event.end_char, event.rule),
            )
            for event, period in zip(events, build_periods(events), strict=True)
        ]
        return tuple(sorted(records, key=lambda record: record.evidence.start_char)), tuple(self._dropped)

    def _candidates(self) -> list[_Candidate]:
        """Link every date of the running text to what it dates, and drop what is said of something else."""
        found: list[_Candidate] = []
        starts = [sentence.start_char for sentence in self._sentences]
        grouped: dict[tuple[int, int], list[DateMention]] = {}
        for mention in self._mentions:
            index = bisect_right(starts, mention.start_char) - 1
            if index >= 0 and mention.end_char <= self._sentences[index].end_char:
                piece = (mention.start_char - starts[index]) // _PIECE
                grouped.setdefault((index, piece), []).append(mention)
        for (index, piece), mentions in grouped.items():
            sentence = self._sentences[index]
            block = self._blocks[sentence.block]
            if block.kind is BlockKind.ATTACHMENT or block.section is Section.DOCUMENTS:
                continue
            start = sentence.start_char + max(0, piece * _PIECE - _OVERLAP)
            end = min(sentence.end_char, max(sentence.start_char + (piece + 1) * _PIECE, mentions[-1].end_char) + _OVERLAP)
            cues = _FINDER.find(self._lower, start, end)
            clause = Clause(self._lower, start, end, cues, [(mention.start_char, mention.end_char) for mention in mentions])
            links = link_dates(clause, [mention.first.day is not None for mention in mentions])
            for mention, link in zip(mentions, self._labelled(clause, links), strict=True):
                found.extend(self._candidate(clause, mention, link))
        return found

    def _labelled(self, clause: Clause, links: list[Link]) -> list[Link]:
        """Link the date of a label before a sentence about an inspection: "(2010) The area did well in its inspection"."""
        sentence = self._lower[clause.start_char : clause.end_char]
        if links[0].meaning is not Meaning.INSPECTION and LABELLED.regex.match(sentence):
            cue = Cue(CueKind.GRADED, LABELLED.id, clause.start_char, clause.start_char + 1)
            return [Link(Meaning.INSPECTION, cue), *links[1:]]
        return links

    def _candidate(self, clause: Clause, mention: DateMention, link: Link) -> list[_Candidate]:
        if link.meaning is Meaning.UNKNOWN:
            return []
        if link.meaning is Meaning.REFUSED:
            if any(cue.kind is CueKind.NAME for cue in clause.cues) or self._view.says_ofsted(clause.start_char, clause.end_char):
                self._drop(mention, link.reason)
            return []
        reason = self._refusal(clause, mention, link)
        span = build_span(mention, today=self._item.meeting_date)
        if span and not reason:
            reason = self._impossible(span)
        if reason:
            self._drop(mention, reason)
            return []
        return [_Candidate(clause, mention, link, span)]

    def _refusal(self, clause: Clause, mention: DateMention, link: Link) -> str:
        """Return why a linked date is no inspection of children's services after all, or an empty string."""
        if COLUMN_HEADING.regex.match(self._lower[clause.start_char : clause.end_char]):
            return "heading of a column"
        if link.cue is None or link.cue.rule == LABELLED.id:
            return ""
        if link.cue.kind is CueKind.NAME and not self._lower.startswith("monitoring", link.cue.start_char):
            return ""
        if self._view.has_other_title and not self._view.says_childrens_services(clause.start_char, link.cue.start_char):
            return "another kind of inspection"
        if link.cue.kind is CueKind.NAME:
            return ""
        if link.meaning is Meaning.PUBLICATION:
            return "" if self._view.is_about_ofsted else "publication of something else"
        inadequate = link.cue.kind is CueKind.GRADED and self._lower.startswith(("inadequate", "requir"), link.cue.start_char)
        if not inadequate and not self._view.is_about_ofsted:
            return "not said to be Ofsted's"
        if link.cue.kind is CueKind.HELD and not (self._view.names or "inspect" in self._lower):
            return "not said to be an inspection's"
        if self._view.is_other_topic(clause.start_char, clause.end_char):
            return "another kind of inspection"
        if link.cue.kind is CueKind.VISIT and self._view.visit_meant(link.cue, clause.start_char, clause.end_char) is None:
            return "a visit of an unknown kind"
        return ""

    def _impossible(self, span: DateSpan) -> str:
        if span.start < _FIRST_YEAR:
            return "before inspections of children's services"
        if self._item.meeting_date and first_day(span.start) > self._item.meeting_date:
            return "after the meeting"
        if span.end and len(span.start) == 10 and last_day(span.end) - first_day(span.start) > _LONGEST:
            return "too long for an inspection"
        return ""

    def _sighting(self, candidate: _Candidate, span: DateSpan) -> list[Sighting]:
        """Return the sighting of a dated candidate, or nothing (and a drop) when the words tell only its end."""
        mention, clause = candidate.mention, candidate.clause
        before = self._lower[max(clause.start_char, mention.start_char - 40) : mention.start_char]
        end = span.end
        if mention.first.day and mention.last is None:
            if words.ENDS.search(before) or words.COMPLETED.search(
                self._lower, max(clause.start_char, mention.start_char - 90), mention.start_char
            ):
                self._drop(mention, "only its end is told")
                return []
            begins = (
                mention.commencing
                or words.BEGINS.search(before)
                or words.LENGTH.search(self._lower, clause.start_char, clause.end_char)
            )
            end = None if begins else span.start
        index = clause.dates.index((mention.start_char, mention.end_char))
        framework, named = self._view.framework(clause, index, candidate.link.cue, span)
        lead = words.LEAD.search(before)
        start_char = (
            mention.start_char - len(lead[0])
            if lead and (mention.last or not lead[0].startswith(("between", "from")))
            else mention.start_char
        )
        block = self._blocks[0] if self._blocks else None
        return [
            Sighting(
                framework,
                named,
                span.start,
                end,
                None,
                start_char,
                mention.end_char,
                candidate.link.cue.rule if candidate.link.cue else "",
                earlier=candidate.link.earlier,
                in_title=block is not None and block.kind is BlockKind.HEADING and mention.end_char <= block.end_char,
                year_stated=not mention.is_open,
            )
        ]

    def _placed(self, candidate: _Candidate, known: Sequence[Sighting], reports: Sequence[_Candidate]) -> DateSpan | None:
        """Resolve an open year: by the same inspection told in full, by its report, by the meeting, by the item's only year."""
        mention = candidate.mention
        for sighting in known:
            if sighting.start is None or len(sighting.start) == 4:
                continue
            span = build_span(mention, latest=last_day(sighting.end or sighting.start))
            if (
                span
                and first_day(span.start) <= last_day(sighting.end or sighting.start)
                and first_day(sighting.start) <= last_day(span.end or span.start)
            ):
                return span
        meeting = self._item.meeting_date
        bounds = [
            last_day(report.span.start) for report in reports if report.span and (report.clause is candidate.clause or not known)
        ]
        latest = min([*bounds, *([meeting] if meeting else [])], default=None)
        if latest:
            span = build_span(mention, latest=latest)
            return span if span and not self._impossible(span) else None
        years = {sighting.start[:4] for sighting in known if sighting.start and len(sighting.start) > 4}
        if len(years) == 1:
            return build_span(mention, latest=date(int(years.pop()), 12, 31))
        return None

    def _with_publication(self, report: _Candidate, known: list[Sighting]) -> list[Sighting]:
        """Return the sightings with the report's publication date put to the inspection that it is of."""
        publication = Publication(
            report.clause,
            report.mention,
            report.span.start if report.span else None,
            report.link.cue.rule if report.link.cue else "",
        )
        attached = attach_publication(self._view, publication, known, self._item.meeting_date)
        if attached is None:
            self._drop(report.mention, "publication of no inspection told")
            return known
        return attached

    def _drop(self, mention: DateMention, reason: str) -> None:
        self._dropped.append(
            Dropped(
                "inspections", mention.start_char, mention.end_char, self._item.text[mention.start_char : mention.end_char], reason
            )
        )


class MinutesInspections:
    """The component: stores what `find_inspections` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.inspections` and add to `doc._.dropped`."""
        found, dropped = find_inspections(doc._.item, doc._.blocks, doc._.sentences)
        doc._.inspections = found
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc
