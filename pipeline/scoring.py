"""Found records held against labels: precision, recall and F1 a field, and how often each rule was right. Pure.

Scoring is micro-averaged over documents: an inspection is right when start, end and period agree (its framework is scored apart), a
judgement when domain, grade and period do, an improvement area or action when its words' F1 with the gold text is at least 0.8, one to
one; themes of matched areas (where the gold names them), kind, owner and due of matched actions. What a gold file calls optional
(`optional_*`, `planned_or_cancelled`, `other_actions`) is right if found and not wrong if missed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Record = Mapping[str, Any]
Status = Literal["right", "found", "missed"]

_MATCH = 0.8  # least F1 of words between a found text and the gold text
_LOOSE_MATCH = 0.6  # the same for optional texts, owners and dues, whose borders people draw differently
_WORD = re.compile(r"[a-z0-9]+")
_OTHER_PERIOD = {"current": "previous", "previous": "current"}


@dataclass(slots=True)
class Tally:
    """How often a field was right, found though not there, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 when nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Outcome(NamedTuple):
    """What became of one record: `right`, `found` though not there, or `missed`; `field` as in `Scores`, `what` is its key or its text."""

    document: str
    field: str
    status: Status
    what: str

    def __str__(self) -> str:
        return f"{self.document}: {self.status} {self.field}: {' '.join(self.what.split())}"


@dataclass(slots=True)
class Scores:
    """The scores of some documents: `fields` by name, `attributes` of matched actions, `rules` by id (right, found), and every outcome."""

    documents: int = 0
    unread: list[str] = field(default_factory=list)
    fields: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    rules: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def differences(self) -> list[str]:
        """What was found though not there and what was missed, one line each."""
        return [str(outcome) for outcome in self.outcomes if outcome.status != "right"]

    def add(self, other: Scores) -> None:
        """Add the counts and outcomes of other documents to these."""
        self.documents += other.documents
        self.unread += other.unread
        self.outcomes += other.outcomes
        for name, tally in other.fields.items():
            ours = self.fields[name]
            ours.right += tally.right
            ours.wrong += tally.wrong
            ours.missed += tally.missed
        for counts, others in ((self.attributes, other.attributes), (self.rules, other.rules)):
            for name, (right, of) in others.items():
                counts[name][0] += right
                counts[name][1] += of

    def as_json(self) -> dict[str, Any]:
        """Return the scores as plain values for JSON."""
        return {
            "documents": self.documents,
            "unread": self.unread,
            "fields": {
                name: {
                    "precision": t.precision,
                    "recall": t.recall,
                    "f1": t.f1,
                    "right": t.right,
                    "wrong": t.wrong,
                    "missed": t.missed,
                }
                for name, t in self.fields.items()
            },
            "attributes": {name: {"right": right, "of": of} for name, (right, of) in self.attributes.items()},
            "rules": precision_counts(self),
            "differences": self.differences,
        }


def score(predictions: Mapping[str, Record], gold: Mapping[str, Record]) -> Scores:
    """Return the scores of `predictions` (objects as `extract` prints them) against `gold`, both by the stem of the document."""
    scores = Scores(documents=len(gold))
    nothing: Record = {"inspections": [], "judgements": [], "improvement_areas": [], "actions": []}
    for stem, labels in gold.items():
        document = _DocumentScorer(scores, stem)
        found = predictions.get(stem, nothing)
        document.score_inspections(found["inspections"], labels)
        document.score_judgements(found["judgements"], labels)
        document.score_texts("improvement_areas", found["improvement_areas"], labels, ("optional_improvement_areas",))
        document.score_texts("actions", found["actions"], labels, ("optional_actions", "other_actions"))
    return scores


def sum_scores(parts: Iterable[Scores]) -> Scores:
    """Return the scores of all documents of `parts` together."""
    total = Scores()
    for part in parts:
        total.add(part)
    return total


def precision_counts(scores: Scores) -> dict[str, dict[str, int]]:
    """Return, for each rule that fired, how often it was right and how often it fired, in the order of the rules' ids."""
    return {rule: {"right": right, "found": found} for rule, (right, found) in sorted(scores.rules.items())}


def word_f1(one: str, other: str) -> float:
    """Return the F1 of the two texts' words (letters a to z and digits, whatever their case), as bags."""
    ours, theirs = (Counter(_WORD.findall(text.lower())) for text in (one, other))
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


def match_texts(found: Sequence[Record], gold: Sequence[Record], least: float = _MATCH) -> list[tuple[int, int]]:
    """Return pairs of indices, best F1 first, each text in one pair at most."""
    candidates = sorted(
        ((word_f1(p["text"], g["text"]), i, j) for i, p in enumerate(found) for j, g in enumerate(gold)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    ours: set[int] = set()
    theirs: set[int] = set()
    for similarity, i, j in candidates:
        if similarity >= least and i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
            pairs.append((i, j))
    return pairs


class _DocumentScorer:
    """Adds one document to the scores."""

    def __init__(self, scores: Scores, stem: str) -> None:
        self._scores = scores
        self._stem = stem

    def score_inspections(self, found: Sequence[Record], labels: Record) -> None:
        gold = [i for i in labels["inspections"] if i.get("start")]
        optional = _labels(labels, "optional_inspections", "planned_or_cancelled")
        dated = [i for i in found if i.get("start_date")]
        keys = {(*_days(i["start"], i.get("end")), _period(i)) for i in gold}
        free = {(*_days(i.get("start"), i.get("end")), period) for i in optional for period in _OTHER_PERIOD}
        self._compare("inspections", {_inspection_key(i) for i in dated}, keys, free)
        published = {i["published"] for i in labels["inspections"] if i.get("published")}
        free_published = {i["published"] for i in optional if i.get("published")}
        self._compare(
            "publication_date", {i["publication_date"] for i in found if i.get("publication_date")}, published, free_published
        )
        stated = [i for i in gold if i.get("framework_stated", True)]
        unscored = ({i["start"] for i in gold} - {i["start"] for i in stated}) | {i.get("start") for i in optional}
        self._compare(
            "framework",
            {(i["framework"], i["start_date"]) for i in dated if i["start_date"] not in unscored},
            {(_framework(i), i["start"]) for i in stated},
            set(),
        )
        undated = {(_framework(i), _period(i)) for i in (*labels["inspections"], *optional)}
        for i in found:
            if i.get("start_date"):
                self._count_rule(i, _inspection_key(i) in keys | free)
            elif i.get("publication_date"):
                self._count_rule(i, i["publication_date"] in published | free_published)
            else:
                self._count_rule(i, (i["framework"], i["period"]) in undated)

    def score_judgements(self, found: Sequence[Record], labels: Record) -> None:
        ours = {_judgement_key(j) for j in found}
        optional = {_judgement_key(j) for j in _labels(labels, "optional_judgements")}
        gold = set()
        for j in labels["judgements"]:
            domain, grade, period = _judgement_key(j)
            other = (domain, grade, _OTHER_PERIOD[period])
            gold.add(
                other
                if j.get("period_ambiguous") and (domain, grade, period) not in ours and other in ours
                else (domain, grade, period)
            )
        self._compare("judgements", ours, gold, optional)
        for j in found:
            self._count_rule(j, _judgement_key(j) in gold | optional)

    def score_texts(self, name: str, found: Sequence[Record], labels: Record, optional: tuple[str, ...]) -> None:
        gold = labels[name]
        matched = {i for i, _ in match_texts(found, gold)}
        rest = [record for i, record in enumerate(found) if i not in matched]
        free = {id(rest[i]) for i, _ in match_texts(rest, _labels(labels, *optional), _LOOSE_MATCH)}
        counted = [record for record in found if id(record) not in free]
        pairs = match_texts(counted, gold)
        tally = self._scores.fields[name]
        tally.right += len(pairs)
        tally.wrong += len(counted) - len(pairs)
        tally.missed += len(gold) - len(pairs)
        ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, record in enumerate(counted):
            self._count_rule(record, i in ours)
            if i not in ours:
                self._note("found", name, record["text"])
        for record in found:
            if id(record) in free:
                self._count_rule(record, True)
        for j, label in enumerate(gold):
            if j not in theirs:
                self._note("missed", name, label["text"])
        for i, j in pairs:
            self._note("right", name, gold[j]["text"])
            if name == "actions":
                self._score_attributes(counted[i], gold[j])
            elif "themes" in gold[j]:
                self._compare("themes", counted[i].get("themes") or (), gold[j]["themes"], gold[j].get("optional_themes") or ())

    def _score_attributes(self, action: Record, label: Record) -> None:
        self._attribute("kind", action["kind"] == label["kind"], action["kind"], label["kind"])
        if label.get("owner"):
            right = word_f1(action.get("owner") or "", label["owner"]) >= _LOOSE_MATCH
            self._attribute("owner", right, action.get("owner"), label["owner"])
        if label.get("due"):
            right = action.get("due_date") == label["due"] or word_f1(action.get("due_text") or "", label["due"]) >= _LOOSE_MATCH
            self._attribute("due", right, action.get("due_text"), label["due"])

    def _attribute(self, name: str, right: bool, found: object, gold: object) -> None:
        counts = self._scores.attributes[name]
        counts[0] += right
        counts[1] += 1
        if not right:
            self._note("found", name, f"{found!r} for {gold!r}")

    def _compare(self, name: str, found: Collection[Any], gold: Collection[Any], optional: Collection[Any]) -> None:
        ours, theirs = set(found), set(gold)
        tally = self._scores.fields[name]
        wrong, missed = ours - theirs - set(optional), theirs - ours
        tally.right += len(ours & theirs)
        tally.wrong += len(wrong)
        tally.missed += len(missed)
        by_status: tuple[tuple[Status, set[Any]], ...] = (("right", ours & theirs), ("found", wrong), ("missed", missed))
        for status, keys in by_status:
            for key in sorted(map(str, keys)):
                self._note(status, name, key)

    def _count_rule(self, record: Record, right: bool) -> None:
        counts = self._scores.rules[record["rule"]]
        counts[0] += right
        counts[1] += 1

    def _note(self, status: Status, name: str, what: str) -> None:
        self._scores.outcomes.append(Outcome(self._stem, name, status, what))


def _labels(labels: Record, *names: str) -> list[Record]:
    """Return the entries of the gold lists `names`; an entry that is a plain text counts as one with that text."""
    entries = [entry for name in names for entry in labels.get(name) or ()]
    return [{"text": entry} if isinstance(entry, str) else entry for entry in entries]


def _days(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Return start and end so that two ways of writing the same agree: "2022-07" alone ends then; one day may name its end or not."""
    if start and len(start) < len("2022-07-01") and not end:
        end = start
    return (start, None) if start and len(start) == len("2022-07-01") and end == start else (start, end)


def _inspection_key(found: Record) -> tuple[str | None, str | None, str]:
    return (*_days(found.get("start_date"), found.get("end_date")), found["period"])


def _judgement_key(record: Record) -> tuple[str, str, str]:
    return record["domain"], record["grade"], record["period"]


def _period(label: Record) -> str:
    return label.get("period") or ("current" if label.get("current") else "previous")


def _framework(label: Record) -> str | None:
    name = label.get("framework")
    return "area_send" if name == "send" else name
