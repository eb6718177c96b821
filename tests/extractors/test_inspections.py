"""Inspections of an item: which there are, when they were, when their reports came out, and which is the current one.

Sentences are our own, built like those of minutes; councils are invented. An expected inspection is (framework, start, end, published,
period).
"""

import json
from datetime import date
from pathlib import Path

import pytest

from extractors import Item
from extractors.blocks import find_blocks, find_sentences
from extractors.components.inspections import find_inspections
from extractors.lexicon.inspection_topics import CHILDRENS_SERVICES, OFSTED, OTHER_TOPIC
from extractors.lexicon.inspections import COLUMN_HEADING, CUES, LABELLED, RECORD_RULES
from extractors.rules import OpenGate

CONSTRUCTIONS = Path(__file__).parent / "constructions"
ROWS = [json.loads(line) for path in sorted(CONSTRUCTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
SENTENCES = [
    json.loads(line) for line in (Path(__file__).parent / "sentences" / "inspections.jsonl").read_text("utf-8").splitlines()
]
SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"
CURRENT, PREVIOUS = "current", "previous"

FOUND = [
    # where the date hangs on a name or a general word, before or after it
    (
        "Before Members was the Ofsted review framework (ILACS) of Marlow Vale between 8th April 2019 and 19th April 2019.",
        None,
        [("ilacs", "2019-04-08", "2019-04-19", None, CURRENT)],
    ),
    (
        "Ashcombe had been inspected by Ofsted under the rules for Inspections of Local Authority Children’s Services (ILACS) from 5 – 9 November 2018. The result of the inspection was published 8 January.",
        None,
        [("ilacs", "2018-11-05", "2018-11-09", "2019-01-08", CURRENT)],
    ),
    (
        "The services were subject to an Ofsted inspection under the ILACS framework during the weeks of 10 and 17 October 2022.",
        None,
        [("ilacs", "2022-10-10", None, None, CURRENT)],
    ),
    (
        "Inspection of Local Authority Children's Services (ILACS) 11-22 July 2022",
        None,
        [("ilacs", "2022-07-11", "2022-07-22", None, CURRENT)],
    ),
    ("Ofsted ILACS Inspection - November 2023", None, [("ilacs", "2023-11", "2023-11", None, CURRENT)]),
    ("OFSTED FOCUSED VISIT - 24/25 MAY 2022", None, [("focused_visit", "2022-05-24", "2022-05-25", None, CURRENT)]),
    ("Our last ILACS was December 2023.", None, [("ilacs", "2023-12", "2023-12", None, CURRENT)]),
    (
        "The last full inspection under the ILACS framework had been in June 2019.",
        None,
        [("ilacs", "2019-06", "2019-06", None, CURRENT)],
    ),
    (
        "Cllr Tarrow spoke to the conclusions of the inspection by Ofsted inspectors of Fenwick's social care in March 2021.",
        None,
        [("ilacs", "2021-03", "2021-03", None, CURRENT)],
    ),
    (
        "The Ofsted inspection, in May 2022, found that services for children in care were good.",
        None,
        [("ilacs", "2022-05", "2022-05", None, CURRENT)],
    ),
    (
        "From 4 to 8 July 2022 an inspection of the local area was carried out by Ofsted and CQC.",
        None,
        [("area_send", "2022-07-04", "2022-07-08", None, CURRENT)],
    ),
    (
        "The report explained that between 7 and 11 March 2022 Ofsted had carried out an inspection of children's services.",
        None,
        [("ilacs", "2022-03-07", "2022-03-11", None, CURRENT)],
    ),
    (
        "Inspectors from Ofsted were on site from 9 to 20 May 2022 and their report was issued on 4 July 2022.",
        None,
        [("ilacs", "2022-05-09", "2022-05-20", "2022-07-04", CURRENT)],
    ),
    (
        "It was said that Ofsted had visited on 3 and 4 July 2019 to carry out a focused visit.",
        None,
        [("focused_visit", "2019-07-03", "2019-07-04", None, CURRENT)],
    ),
    (
        "A re-inspection of children's services, carried out last November under the single inspection framework, found them good.",
        date(2018, 2, 1),
        [("sif", "2017-11", "2017-11", None, CURRENT)],
    ),
    (
        "OFsted's inspection of Dunmere's arrangements for the protection of children, which took place between 4 and 12 June 2012, was sobering.",
        None,
        [("other", "2012-06-04", "2012-06-12", None, CURRENT)],
    ),
    (
        "OFSTED ran its announced inspection of safeguarding services and looked after children over 10 days from 8 to 19 November 2010.",
        None,
        [("other", "2010-11-08", "2010-11-19", None, CURRENT)],
    ),
    (
        "The planned inspection took place from 4 to 8 March 2019 and covered children's services.",
        None,
        [("ilacs", "2019-03-04", "2019-03-08", None, CURRENT)],
    ),
    (
        "Ofsted had inspected the council on 3 February 2020 for two weeks.",
        None,
        [("ilacs", "2020-02-03", None, None, CURRENT)],
    ),
    ("HMI Probation and Ofsted led a JTAI from 5 to 9 December 2022.", None, [("jtai", "2022-12-05", "2022-12-09", None, CURRENT)]),
    # publication: whose it is
    (
        "Ofsted's team inspected Elmhurst's children's social care between 9 and 20 May. A new framework had become operational in January 2022. The conclusions of the inspection were published on 12 July 2022.",
        None,
        [("ilacs", "2022-05-09", "2022-05-20", "2022-07-12", CURRENT)],
    ),
    (
        "On 10 January Ofsted published its report of the inspection of children's services carried out in November.",
        date(2022, 2, 1),
        [("ilacs", "2021-11", "2021-11", "2022-01-10", CURRENT)],
    ),
    (
        "The Ofsted letter following the focused visit on 14th & 15th February was published on Monday 27th March 2023.",
        None,
        [("focused_visit", "2023-02-14", "2023-02-15", "2023-03-27", CURRENT)],
    ),
    (
        "The Ofsted inspection of May 2021 (published 2 July 2021) and the monitoring visit of 1 and 2 March 2022 (letter published 6 April 2022) were reported.",
        None,
        [
            ("ilacs", "2021-05", "2021-05", "2021-07-02", PREVIOUS),
            ("monitoring_visit", "2022-03-01", "2022-03-02", "2022-04-06", CURRENT),
        ],
    ),
    ("The outcome letter, dated 3 December 2021, of the JTAI was tabled.", None, [("jtai", None, None, "2021-12-03", CURRENT)]),
    # several inspections, told apart and merged
    (
        "A note described the Focused Visit held on 12th and 13th March 2019. The council had been re-inspected by Ofsted on 6th to 30th November 2017, and the grades published on 23rd January 2018 were better. An earlier visit was held on 6th and 7th June 2018. The letter about that visit was published on 2nd July 2018.",
        None,
        [
            ("focused_visit", "2018-06-06", "2018-06-07", "2018-07-02", PREVIOUS),
            ("focused_visit", "2019-03-12", "2019-03-13", None, CURRENT),
            ("sif", "2017-11-06", "2017-11-30", "2018-01-23", PREVIOUS),
        ],
    ),
    (
        "Two Ofsted monitoring visits in March and October 2021 had shown progress; the next visit was planned for February 2022.",
        date(2021, 12, 1),
        [("monitoring_visit", "2021-03", "2021-03", None, PREVIOUS), ("monitoring_visit", "2021-10", "2021-10", None, CURRENT)],
    ),
    (
        "There was a joint inspection by Ofsted and the CQC of the local area in June 2019, with a revisit in May 2022.",
        None,
        [("area_send", "2019-06", "2019-06", None, PREVIOUS), ("area_send", "2022-05", "2022-05", None, CURRENT)],
    ),
    (
        "The report outlined the actions from the 2018 Ofsted inspection of children's services and the Ofsted focused visit of 2019.",
        None,
        [("focused_visit", "2019", "2019", None, CURRENT), ("ilacs", "2018", "2018", None, PREVIOUS)],
    ),
    (
        "Inspectors made a focused inspection between the 2 and 11 October 2024 (on-site 9 to 10 October). No visit had come after the ILACS in 2018.",
        None,
        [("focused_visit", "2024-10-02", "2024-10-11", None, CURRENT), ("ilacs", "2018", "2018", None, PREVIOUS)],
    ),
    (
        "Ofsted inspection – 2019\n\nThe action plan from the inspection (June 2019) was nearly complete.",
        None,
        [("ilacs", "2019-06", "2019-06", None, CURRENT)],
    ),
    (
        "Joint Targeted Area Inspection\n\nThe inspection took place from 2 to 6 July 2018.",
        None,
        [("jtai", "2018-07-02", "2018-07-06", None, CURRENT)],
    ),
    # the period without a date of the newer inspection
    (
        "This had been Ofsted's first full inspection since 2017, and grades had risen.",
        None,
        [("sif", "2017", "2017", None, PREVIOUS)],
    ),
    (
        "Children's services had been judged inadequate by Ofsted in 2015 and in 2018 were judged to require improvement.",
        None,
        [("ilacs", "2018", "2018", None, CURRENT), ("sif", "2015", "2015", None, PREVIOUS)],
    ),
    (
        "It was noted that the previous inspection in 2014 had led to an inadequate grade under the single inspection framework.",
        None,
        [("sif", "2014", "2014", None, PREVIOUS)],
    ),
    (
        "Ofsted's report of the inspection came out on Tuesday 14th June 2022. Since the full inspection of Wexmoor in 2018, grades had stayed high.",
        None,
        [("ilacs", "2018", "2018", None, PREVIOUS), ("ilacs", None, None, "2022-06-14", CURRENT)],
    ),
    (
        "Ofsted inspected the service in 2014 (inadequate), 2018 (requires improvement) and 2022 (good).",
        None,
        [
            ("ilacs", "2018", "2018", None, PREVIOUS),
            ("ilacs", "2022", "2022", None, CURRENT),
            ("sif", "2014", "2014", None, PREVIOUS),
        ],
    ),
    (
        "Children's services had gone from inadequate (2016) to good, Ofsted said.",
        None,
        [("sif", "2016", "2016", None, PREVIOUS)],
    ),
    (
        "Ofsted inspectors visited on 5 June 2019 and again on 3 July 2019 for the focused visits.",
        None,
        [
            ("focused_visit", "2019-06-05", "2019-06-05", None, PREVIOUS),
            ("focused_visit", "2019-07-03", "2019-07-03", None, CURRENT),
        ],
    ),
    (
        "Inspection of services for children in need of help and protection, children looked after and care leavers\n\nInspection dates: 3 to 26 May 2016\n\nReport published: 19 July 2016",
        None,
        [("sif", "2016-05-03", "2016-05-26", "2016-07-19", CURRENT)],
    ),
    # not as planned, but held
    (
        "The Ofsted monitoring visit due in March 2020 was cancelled because of the pandemic and took place on 8 and 9 September 2020 instead.",
        date(2020, 11, 1),
        [("monitoring_visit", "2020-09-08", "2020-09-09", None, CURRENT)],
    ),
]

NOTHING = [
    (
        "Ofsted's first monitoring visit had slipped and was rescheduled for 6 and 7 October 2020.",
        date(2020, 9, 14),
    ),
    ("The Council is due an Ofsted inspection in 2024.", None),
    ("The ILACS inspection will begin on 3 June 2024.", None),
    ("An ILACS inspection on 3 June 2024 was in the diary.", date(2024, 5, 1)),
    ("There had been a peer review in 2021 in preparation for the ILACS inspection in 2022.", None),
    ("The mock inspection in June 2023 tested children's services before Ofsted came.", None),
    ("The new ILACS framework, introduced in January 2018, replaced the SIF.", None),
    ("An Annual Engagement Meeting with Ofsted was held on 12 March 2024 after the ILACS inspection.", None),
    ("The ILACS action plan was agreed in May 2022.", None),
    ("The Ofsted inspection outcome was reported to Cabinet on 5 July 2022.", None),
    ("Data up to 31 March 2022 was used in the ILACS inspection.", None),
    ("Following the Ofsted inspection, in May 2022 the council set up a board for children's services.", None),
    ("The school was inspected by Ofsted in May 2022. The inspection took place over two days on 4 and 5 May 2022.", None),
    ("School Ofsted reports\n\nBeech Primary was inspected in October 2021 and judged good.", None),
    ("Children's homes: the inspection of Elm House took place on 3 March 2021 and Ofsted judged it good.", None),
    ("The Ofsted inspection of the fostering service had been carried out in March 2012.", None),
    ("CQC inspected adult social care in May 2024.", None),
    ("HMICFRS inspected the police in 2021.", None),
    ("The Youth Justice Service inspection took place in June 2022.", None),
    ("Ofsted rated the children's home as outstanding in June 2021.", None),
    ("The site inspection took place on 3 May 2022 and the Planning Inspector agreed.", None),
    ("The inspection of the culvert took place on 3 May 2022.", None),
    ("Ofsted's Annual Report was published on 1 December 2020, before any inspection of the council.", None),
    ("Ofsted published a handbook for inspections in March 2023.", None),
    (
        "Inspection of children's services\n\nThe published report would go on to be debated by full Council on 14 October.",
        date(2022, 10, 4),
    ),
    ("Cllr Quennell reported on member visits to Ofsted-registered services which took place in May 2023.", None),
    ("The self-evaluation for Ofsted judged services for care leavers good in 2019.", None),
    ("A talk on the focused visit was given; its letter to follow when published on 5th December.", date(2018, 11, 27)),
    ("Ofsted was expected to publish its report of the inspection on 4 July.", date(2022, 6, 20)),
    ("Ofsted inspection outcomes for care leavers had improved from 72% in 2019 to 80% in 2021.", None),
    ("Improvement Board established in June 2014 after Ofsted's inspection found services inadequate.", None),
    ("The ILACS inspection was held in March.", None),  # no meeting date, no other date: no guess
    ("Grade 2018 inspection\n\nGrade 2023 inspection\n\nOverall effectiveness", None),
    ("Ofsted inspections held from 1 April 2021 to 31 March 2022 were summarised.", None),
    ("Children's services\n\nThe report was noted.\n\nSupporting documents:\n\nOfsted ILACS inspection March 2022", None),
]


def read(text, meeting_date=None, gate=None):
    item = Item(text=text, meeting_date=meeting_date)
    blocks = find_blocks(text)
    return item, *find_inspections(item, blocks, find_sentences(text, blocks), gate)


def short(inspections):
    return sorted(
        ((str(i.framework), i.start_date, i.end_date, i.publication_date, str(i.period)) for i in inspections),
        key=str,
    )


@pytest.mark.parametrize(("text", "meeting", "expected"), FOUND)
def test_found(text, meeting, expected):
    item, found, _ = read(text, meeting)
    assert short(found) == sorted(expected, key=str)
    for inspection in found:
        evidence = inspection.evidence
        assert item.text[evidence.start_char : evidence.end_char] == evidence.text
        assert evidence.rule in {cue.rule.id for cue in CUES} | {LABELLED.id}


@pytest.mark.parametrize("row", SENTENCES, ids=[row["text"][:50] for row in SENTENCES])
def test_sentences(row):
    item, found, _ = read(row["text"], row["meeting_date"] and date.fromisoformat(row["meeting_date"]))
    assert short(found) == sorted((tuple(entry) for entry in row["expected"]), key=str)
    for inspection in found:
        evidence = inspection.evidence
        assert item.text[evidence.start_char : evidence.end_char] == evidence.text


@pytest.mark.parametrize(("text", "meeting"), NOTHING)
def test_nothing_found(text, meeting):
    assert read(text, meeting)[1] == ()


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_catalogue(row):
    meeting = date.fromisoformat(row["meeting_date"]) if row["meeting_date"] else None
    _, found, _ = read(row["text"].removeprefix("TITLE: "), meeting)
    assert short(found) == sorted((tuple(entry) for entry in row["expected"].get("I", [])), key=str)


def test_the_gate_changes_nothing():
    texts = [(row["text"], row["meeting_date"] and date.fromisoformat(row["meeting_date"])) for row in ROWS]
    texts += [(row["text"], row["meeting_date"] and date.fromisoformat(row["meeting_date"])) for row in SENTENCES]
    texts += [(text, meeting) for text, meeting, _ in FOUND] + NOTHING
    for text, meeting in texts:
        assert read(text, meeting)[1] == read(text, meeting, OpenGate())[1], text


def test_a_refused_date_is_kept_with_its_cue():
    _, found, dropped = read("A full ILACS inspection was expected early in 2025.", date(2024, 10, 2))
    assert found == ()
    assert [(d.component, d.text, d.reason) for d in dropped] == [("inspections", "early in 2025", "planned, expected or put off")]


def test_the_best_stated_mention_is_the_evidence():
    text = "The inspection in June had gone well.\n\nThe ILACS inspection took place between 5 and 16 June 2023."
    _, (inspection,), _ = read(text)
    assert inspection.evidence.text == "between 5 and 16 June 2023"
    _, (inspection,), _ = read("The Ofsted inspection took place over three weeks in July.", date(2022, 11, 3))
    assert (inspection.evidence.text, inspection.start_date) == ("three weeks in July", "2022-07")


def test_a_table_run_together_is_read_in_pieces():
    filler = "Theme, owner and measure of the plan, " * 60
    text = f"{filler}the ILACS inspection of 3 to 14 June 2019, {filler}and a focused visit on 4 and 5 May 2021, {filler}"
    assert short(read(text)[1]) == [
        ("focused_visit", "2021-05-04", "2021-05-05", None, CURRENT),
        ("ilacs", "2019-06-03", "2019-06-14", None, PREVIOUS),
    ]


def test_offsets_hold_where_lower_case_is_longer():
    item, (inspection,), _ = read("İİİ – the ILACS inspection of 3 to 14 June 2019 and İ.")
    evidence = inspection.evidence
    assert item.text[evidence.start_char : evidence.end_char] == evidence.text == "3 to 14 June 2019"


@pytest.mark.parametrize(
    "rule",
    [*(cue.rule for cue in CUES), OFSTED, CHILDRENS_SERVICES, OTHER_TOPIC, LABELLED, COLUMN_HEADING],
    ids=lambda rule: rule.id,
)
def test_rules_match_their_positive_and_not_their_negative(rule):
    assert rule.regex.search(rule.positive)
    assert not rule.regex.search(rule.negative)
    assert any(key in rule.positive.lower() for key in rule.keys)


def test_cues_begin_with_their_opening_words():
    for cue in CUES:
        match = cue.rule.regex.search(cue.rule.positive)
        assert match
        assert match[0].startswith(cue.opens), cue.rule.id


def test_rule_ids_are_unique():
    ids = [cue.rule.id for cue in CUES] + [LABELLED.id, COLUMN_HEADING.id, OFSTED.id, OTHER_TOPIC.id, CHILDRENS_SERVICES.id]
    assert len(ids) == len(set(ids))
    assert {rule.id for rule in RECORD_RULES} <= set(ids)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the repository")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds(path):
    gold = json.loads((path.parent / "gold" / f"{path.stem}.json").read_text("utf-8"))
    meeting = gold["meeting_date"] and date.fromisoformat(gold["meeting_date"])
    _, found, _ = read(path.read_text("utf-8"), meeting)
    expected = [(i["framework"], i["start"], i["end"], i["published"], i["period"]) for i in gold["inspections"]]
    assert short(found) == sorted(expected, key=str)
