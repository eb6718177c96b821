"""The spaCy pipeline: blank English and our six components, in the order of `PIPELINE`. This file registers all of them.

`import extractors.nlp` makes the factories known; the package's entry points do the same for anybody's `nlp.add_pipe("minutes_blocks")`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.blocks import find_blocks, find_sentences
from extractors.components.actions import MinutesActions, find_actions
from extractors.components.attribution import Judging, MinutesAttribution
from extractors.components.blocks import MinutesBlocks
from extractors.components.improvement_areas import MinutesImprovementAreas, find_improvement_areas
from extractors.components.inspections import MinutesInspections
from extractors.components.judgements import MinutesJudgements
from extractors.grade_marks import may_hold_grade
from extractors.lexicon.improvement_areas import RULES as AREA_RULES
from extractors.lexicon.inspections import RECORD_RULES
from extractors.lexicon.judgements import GRADE_RULES
from extractors.records import Evidence, Extraction, Item
from extractors.rules import SharedGate, keys_of

PIPELINE = (
    "minutes_blocks",
    "minutes_inspections",
    "minutes_judgements",
    "minutes_attribution",
    "minutes_improvement_areas",
    "minutes_actions",
)

# These components find nothing without a key word of their own: an item that holds none of them is spared the call.
_GATE = SharedGate(
    {
        "minutes_inspections": keys_of(RECORD_RULES),
        "minutes_judgements": keys_of(GRADE_RULES),
        "minutes_improvement_areas": keys_of(AREA_RULES),
    }
)
_INSPECTED = {"minutes_inspections", "minutes_judgements"}
_UNWONTED = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]|[\ud800-\udfff]")  # other spaces, halves of characters
_ITEM = "ofsted_minutes.item"
_ATTRIBUTES: dict[str, Any] = {
    "blocks": (),
    "sentences": (),
    "inspections": (),
    "judgement_candidates": (),
    "judgements": (),
    "improvement_areas": (),
    "actions": (),
    "dropped": (),
}


def _item_of(doc: Doc) -> Item:
    """Return the item that `extract` attached, or an item of the text alone in somebody else's pipeline."""
    found = doc.user_data.get(_ITEM)
    return found if isinstance(found, Item) else Item(text=doc.text)


def _set_item(doc: Doc, item: Item) -> None:
    """Attach `item`. Raises ValueError when its text is not the doc's: offsets would lie."""
    if item.text != doc.text:
        raise ValueError("doc._.item: the item's text is not the text of the doc")
    doc.user_data[_ITEM] = item


def _register() -> None:
    """Register extensions and factories. Raises ValueError when somebody else has taken one of the attribute names."""
    for name in ("item", *_ATTRIBUTES):
        if Doc.has_extension(name):
            raise ValueError(f"doc._.{name} is already taken by another component")
    Doc.set_extension("item", getter=_item_of, setter=_set_item)
    for name, default in _ATTRIBUTES.items():
        Doc.set_extension(name, default=default)
    for name, component, requires, assigns in (
        ("minutes_blocks", MinutesBlocks, (), ("doc._.blocks", "doc._.sentences", "token.is_sent_start")),
        ("minutes_inspections", MinutesInspections, ("doc._.blocks", "doc._.sentences"), ("doc._.inspections",)),
        ("minutes_judgements", MinutesJudgements, ("doc._.blocks", "doc._.sentences"), ("doc._.judgement_candidates",)),
        ("minutes_improvement_areas", MinutesImprovementAreas, ("doc._.blocks", "doc._.sentences"), ("doc._.improvement_areas",)),
        ("minutes_actions", MinutesActions, ("doc._.blocks", "doc._.sentences"), ("doc._.actions",)),
    ):
        Language.factory(name, assigns=list(assigns), requires=list(requires), func=_factory(component))
    Language.factory(
        "minutes_attribution",
        default_config={"judging": "rules"},
        requires=["doc._.judgement_candidates", "doc._.inspections"],
        assigns=["doc._.judgements"],
        func=_build_attribution,
    )


def _build_attribution(nlp: Language, name: str, judging: Judging) -> MinutesAttribution:
    return MinutesAttribution(judging)


def _factory(component: type) -> Any:
    def build(nlp: Language, name: str) -> Any:
        return component()

    return build


_register()


@cache
def build_nlp(judging: Judging = "rules") -> Language:
    """Return the pipeline, built once a process; `judging` is who refuses grades (see `minutes_attribution`)."""
    nlp = spacy.blank("en")
    nlp.max_length = 20_000_000  # no parser or NER here, whose memory the default limit guards
    for name in PIPELINE:
        nlp.add_pipe(name, config={"judging": judging} if name == "minutes_attribution" else {})
    return nlp


def extract(item: Item, judging: Judging = "rules") -> Extraction:
    """Return all that `item` says: its inspections, judgements, improvement areas and actions, each with its evidence.

    Never raises for any text; the same item gives the same extraction on every machine. `judging` other than "rules" asks the trained
    classifier (OSError where it was never trained).
    """
    if not _UNWONTED.search(item.text):
        return _extract(item, judging)
    # The rules know plain spaces, and re2 whole characters: one is put for one, so that offsets stay.
    plain = _extract(replace(item, text=_UNWONTED.sub(lambda found: " " if found[0].isspace() else "\ufffd", item.text)), judging)
    return Extraction(
        inspections=tuple(replace(record, evidence=_as_written(record.evidence, item)) for record in plain.inspections),
        judgements=tuple(replace(record, evidence=_as_written(record.evidence, item)) for record in plain.judgements),
        improvement_areas=tuple(replace(record, evidence=_as_written(record.evidence, item)) for record in plain.improvement_areas),
        actions=tuple(replace(record, evidence=_as_written(record.evidence, item)) for record in plain.actions),
        warnings=plain.warnings,
        dropped=tuple(replace(dropped, text=item.text[dropped.start_char : dropped.end_char]) for dropped in plain.dropped),
    )


def _as_written(evidence: Evidence, item: Item) -> Evidence:
    """Return the evidence with the spaces that the text has."""
    return replace(evidence, text=item.text[evidence.start_char : evidence.end_char])


def _extract(item: Item, judging: Judging) -> Extraction:
    refused = _GATE.find_refused(item.text)
    if not may_hold_grade(item.text):
        refused.add("minutes_judgements")
    if refused >= _INSPECTED:
        return _extract_without_tokens(item, with_areas="minutes_improvement_areas" not in refused)
    nlp = build_nlp(judging)
    doc = nlp.make_doc(item.text)
    doc.user_data[_ITEM] = item  # as `doc._.item = item`, whose check of the text would join all tokens anew
    if "minutes_judgements" in refused:
        refused.add("minutes_attribution")  # it keeps or drops what that one proposes
    for name, component in nlp.pipeline:
        if name not in refused:
            doc = component(doc)
    found = doc._
    return Extraction(
        inspections=found.inspections,
        judgements=found.judgements,
        improvement_areas=found.improvement_areas,
        actions=found.actions,
        dropped=tuple(sorted(found.dropped, key=lambda d: (d.start_char, d.end_char, d.component, d.reason))),
    )


def _extract_without_tokens(item: Item, *, with_areas: bool) -> Extraction:
    """What an item without any word of an inspection's date or grade can hold; it is read without tokens. Most items are of this kind."""
    blocks = find_blocks(item.text)
    sentences = find_sentences(item.text, blocks)
    areas, no_areas = find_improvement_areas(item, blocks, sentences) if with_areas else ((), ())
    actions, no_actions = find_actions(item, blocks, sentences)
    dropped = sorted((*no_areas, *no_actions), key=lambda d: (d.start_char, d.end_char, d.component, d.reason))
    return Extraction(improvement_areas=areas, actions=actions, dropped=tuple(dropped))
