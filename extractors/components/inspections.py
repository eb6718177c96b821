"""`minutes_inspections`: the inspections and visits that an item tells of.

Finds: dates that say when an inspection or visit took place, and when its report was published; one record an inspection.
Does not find: inspections without any date, planned ones, and those of schools, homes or other inspectorates.
Reads: `doc._.item`, `doc._.blocks`, `doc._.sentences`. Writes: `doc._.inspections`, and the refused dates to `doc._.dropped`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from spacy.tokens import Doc

from extractors.blocks import Sentence
from extractors.cues import Clause, Cue, CueFinder, CueKind, Link, Meaning
from extractors.date_parts import DateMention
from extractors.date_spans import DateSpan, build_span
from extractors.dates import find_dates
from extractors.events import Sighting, add_ends, build_periods, merge_sightings
from extractors.frameworks import framework_of_year
from extractors.inspection_candidates import Candidate, find_impossibility, find_refusal, place_year
from extractors.item_views import ItemView
from extractors.lexicon import inspection_links as words
from extractors.lexicon.inspections import CUES, LABELLED, RECORD_RULES
from extractors.linking import link_dates
from extractors.publications import Publication, attach_publication
from extractors.records import Block, BlockKind, Dropped, Evidence, Framework, Inspection, Item, Section
from extractors.rules import Gate, build_gate
from extractors.taken_up import link_again, link_taken_up, may_take_up
from extractors.year_columns import RULE as COLUMN_RULE
from extractors.year_columns import find_year_columns

_GATE = build_gate(RECORD_RULES)
_FINDER = CueFinder((cue.kind, cue.opens, cue.rule.id, cue.rule.regex) for cue in CUES)
_PIECE, _OVERLAP = 1500, 300  # a longer "sentence" (a table run together) is read in pieces, so that time stays linear
_REACH_BACK = 400  # characters in which a sentence finds the inspection that it takes up


def find_inspections(
    item: Item, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], gate: Gate | None = None
) -> tuple[tuple[Inspection, ...], tuple[Dropped, ...]]:
    """Return the inspections of `item`, and the dates refused with the reason. `gate` may keep out texts without the rules' key words."""
    if not (gate or _GATE).passes(item.text):
        return (), ()
    mentions = find_dates(_unwrapped(item.text, sentences))
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
        text = _unwrapped(item.text, sentences)
        heading = blocks and blocks[0].kind is BlockKind.HEADING
        self._view = ItemView(text, item.text[blocks[0].start_char : blocks[0].end_char] if heading else item.title)
        self._lower = self._view.lower
        self._dropped: list[Dropped] = []
        self._ends: list[Sighting] = []

    def result(self) -> tuple[tuple[Inspection, ...], tuple[Dropped, ...]]:
        """Return the records, sorted by their place in the text, and the refused candidates."""
        candidates = self._candidates()
        dated = [candidate for candidate in candidates if candidate.link.meaning is Meaning.INSPECTION]
        reports = [candidate for candidate in candidates if candidate.link.meaning is Meaning.PUBLICATION]
        known = [sighting for candidate in dated if candidate.span for sighting in self._sighting(candidate, candidate.span)]
        for candidate in dated:
            if candidate.span is None:
                span = place_year(
                    candidate,
                    known,
                    reports,
                    self._item.meeting_date,
                    partial(self._framework, candidate),
                    [end.start for end in self._ends if end.start],
                )
                if span is None:
                    self._drop(candidate.mention, "the year is not told")
                else:
                    known.extend(self._sighting(candidate, span))
        for candidate in sorted(reports, key=lambda report: report.mention.first.day is None):
            known = self._with_publication(candidate, known)
        known.extend(self._columns())
        events = add_ends(merge_sightings(known), self._ends)
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

    def _candidates(self) -> list[Candidate]:
        """Link every date of the running text to what it dates, and drop what is said of something else."""
        found: list[Candidate] = []
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
            links = self._taken_up(clause, self._labelled(clause, links))
            for mention, link in zip(mentions, links, strict=True):
                found.extend(self._candidate(clause, mention, link))
        return found

    def _taken_up(self, clause: Clause, links: list[Link]) -> list[Link]:
        """Link the dates that hang on an inspection named in the sentences before: "It took place on 14 and 15 November"."""
        before: list[Cue] | None = None
        for index, (start, end) in enumerate(clause.dates):
            link = links[index]
            settled = link.meaning in {Meaning.INSPECTION, Meaning.PUBLICATION} and (
                link.cue is None or link.cue.kind is not CueKind.GRADED
            )
            if settled or not may_take_up(clause, start, end):
                continue
            if before is None:
                before = _FINDER.find(self._lower, max(0, clause.start_char - _REACH_BACK), clause.start_char)
            taken = link_taken_up(clause, start, before) or link_again(clause, start, end, before)
            links = [*links[:index], taken or link, *links[index + 1 :]]
        return links

    def _labelled(self, clause: Clause, links: list[Link]) -> list[Link]:
        """Link the date of a label before a sentence about an inspection: "(2010) The area did well in its inspection"."""
        sentence = self._lower[clause.start_char : clause.end_char]
        if links[0].meaning is not Meaning.INSPECTION and LABELLED.regex.match(sentence):
            cue = Cue(CueKind.GRADED, LABELLED.id, clause.start_char, clause.start_char + 1)
            return [Link(Meaning.INSPECTION, cue), *links[1:]]
        return links

    def _candidate(self, clause: Clause, mention: DateMention, link: Link) -> list[Candidate]:
        if link.meaning is Meaning.UNKNOWN:
            return []
        if link.meaning is Meaning.REFUSED:
            if any(cue.kind is CueKind.NAME for cue in clause.cues) or self._view.says_ofsted(clause.start_char, clause.end_char):
                self._drop(mention, link.reason)
            return []
        span = build_span(mention, today=self._item.meeting_date)
        reason = find_refusal(self._view, clause, mention, link)
        if span and not reason:
            reason = find_impossibility(span, self._item.meeting_date)
        if reason:
            self._drop(mention, reason)
            return []
        return [Candidate(clause, mention, link, span)]

    def _columns(self) -> list[Sighting]:
        """Return a sighting for each year that heads a column of a table of grades."""
        if not self._view.is_about_ofsted:
            return []
        found = [(mention, build_span(mention)) for mention in find_year_columns(self._lower, self._mentions)]
        return [
            Sighting(
                framework_of_year(span.start), False, span.start, span.end, None, mention.start_char, mention.end_char, COLUMN_RULE
            )
            for mention, span in found
            if span and not find_impossibility(span, self._item.meeting_date)
        ]

    def _framework(self, candidate: Candidate, span: DateSpan) -> Framework:
        index = candidate.clause.dates.index((candidate.mention.start_char, candidate.mention.end_char))
        return self._view.framework(candidate.clause, index, candidate.link.cue, span)[0]

    def _sighting(self, candidate: Candidate, span: DateSpan) -> list[Sighting]:
        """Return the sighting of a dated candidate, or nothing (and a drop) when the words tell only its end."""
        mention, clause = candidate.mention, candidate.clause
        before = self._lower[max(clause.start_char, mention.start_char - 40) : mention.start_char]
        end = span.end
        if mention.first.day and mention.last is None:
            if words.ENDS.search(before) or words.COMPLETED.search(
                self._lower, max(clause.start_char, mention.start_char - 90), mention.start_char
            ):
                self._drop(mention, "only its end is told")
                framework = self._framework(candidate, span)
                self._ends.append(Sighting(framework, False, span.start, None, None, mention.start_char, mention.end_char, ""))
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
                earlier=candidate.link.earlier or (self._view.is_titled_inspection and words.SINCE_LAST.search(before) is not None),
                in_title=block is not None and block.kind is BlockKind.HEADING and mention.end_char <= block.end_char,
                year_stated=not mention.is_open,
                cue=candidate.link.cue,
            )
        ]

    def _with_publication(self, report: Candidate, known: list[Sighting]) -> list[Sighting]:
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


def _unwrapped(text: str, sentences: Sequence[Sentence]) -> str:
    """Return `text` with a space for each line break inside a sentence, so that offsets stay."""
    parts: list[str] = []
    position = 0
    for sentence in sentences:
        if text.find("\n", sentence.start_char, sentence.end_char) >= 0:
            parts += [text[position : sentence.start_char], text[sentence.start_char : sentence.end_char].replace("\n", " ")]
            position = sentence.end_char
    return "".join((*parts, text[position:])) if parts else text


class MinutesInspections:
    """The component: stores what `find_inspections` returns."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.inspections` and add to `doc._.dropped`."""
        found, dropped = find_inspections(doc._.item, doc._.blocks, doc._.sentences)
        doc._.inspections = found
        doc._.dropped = (*doc._.dropped, *dropped)
        return doc
