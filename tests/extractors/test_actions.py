"""What a meeting resolved: constructions beyond the catalogue, in sentences of our own, and the promises of the component."""

import json
from datetime import date
from pathlib import Path

import pytest

from extractors.blocks import find_blocks, find_sentences
from extractors.components.actions import find_actions
from extractors.records import Item
from extractors.rules import OpenGate

CONSTRUCTIONS = Path(__file__).parent / "constructions"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
MEETING = date(2021, 2, 10)


def run(text, *, truncated=False, gate=None):
    item = Item(text=text, meeting_date=MEETING, truncated=truncated)
    blocks = find_blocks(text)
    actions, dropped = find_actions(item, blocks, find_sentences(text, blocks), gate)
    for action in actions:
        assert text[action.evidence.start_char : action.evidence.end_char] == action.evidence.text
    return actions, dropped


def minutes(text):
    return f"Inspection update\n\nMinutes:\n\nThe Director introduced the report.\n\n{text}"


CASES = {
    # marker and words
    "dash far away, words broken by a blank line": (
        minutes("RESOLVED    -           That Committee noted the figures presented and the steps\n\ntaken since."),
        [(None, "That Committee noted the figures presented and the steps taken since", "note")],
    ),
    "past passive": (
        minutes("RESOLVED: The minutes of the meeting held on 7 May were confirmed as a true record."),
        [(None, "The minutes of the meeting held on 7 May were confirmed as a true record", "approve")],
    ),
    "moved, seconded and resolved": (
        minutes("It was moved by Councillor Ash, seconded by Councillor Birch, and RESOLVED that the plan be endorsed."),
        [(None, "the plan be endorsed", "approve")],
    ),
    "marker in capitals with TO": (
        minutes("RESOLVED TO RECOMMEND to Cabinet that the strategy be adopted."),
        [(None, "RECOMMEND to Cabinet that the strategy be adopted", "refer")],
    ),
    "lower-case marker": (
        "The committee unanimously resolved that the plan be adopted.",
        [(None, "the plan be adopted", "approve")],
    ),
    "two sentences, then discussion": (
        minutes("RESOLVED: That the letter be noted. That the Chair write to staff. The meeting then paused."),
        [(None, "That the letter be noted", "note"), (None, "That the Chair write to staff", "request")],
    ),
    "list run on in one paragraph": (
        "Resolved that (1) the letter be noted; (2) the Head of Inclusion be asked for a note; and (3) thanks be recorded.",
        [
            ("1", "the letter be noted", "note"),
            ("2", "the Head of Inclusion be asked for a note", "request"),
            ("3", "thanks be recorded", "other"),
        ],
    ),
    "numbered paragraphs": (
        "22.1 The Director spoke.\n\n22.2 RESOLVED that the letter be noted.\n\n22.3 The Chair thanked staff.",
        [(None, "the letter be noted", "note")],
    ),
    "bullets, then discussion": (
        minutes("RESOLVED – that:\n\n• the letter be noted\n• officers circulate the slides\n\nCouncillor Ash left the room."),
        [(None, "the letter be noted", "note"), (None, "officers circulate the slides", "request")],
    ),
    "entries without labels": (
        minutes(
            "RESOLVED that:\n\nthe letter be noted;\n\nthe plan be approved; and\n\na note be sent to schools.\n\nThe Chair moved on."
        ),
        [
            (None, "the letter be noted", "note"),
            (None, "the plan be approved", "approve"),
            (None, "a note be sent to schools", "request"),
        ],
    ),
    "list that goes on behind a remark": (
        "RESOLVED:\n\n(1) That the letter be noted.\n\nThe comments are at Appendix A.\n\n(2) That the plan be approved.\n\nThe Chair thanked all.",
        [("1", "That the letter be noted", "note"), ("2", "That the plan be approved", "approve")],
    ),
    "hard-wrapped copy": (
        minutes("Resolved: That the report of the Strategic Director for Children and\nFamilies be noted.\n\nNext business"),
        [(None, "That the report of the Strategic Director for Children and Families be noted", "note")],
    ),
    "nested list of nouns is one action": (
        "Resolved:\n\n1. That the letter be noted.\n2. That the Director of Families provide the following data:\n  a. caseloads;\n  b. turnover.",
        [
            ("1", "That the letter be noted", "note"),
            ("2", "That the Director of Families provide the following data: a. caseloads; b. turnover", "request"),
        ],
    ),
    "nested list of verbs takes the stem's kind": (
        "RESOLVED – that Cabinet:\n\n(1) notes the letter; and\n\n(2) delegates authority to the Director of People to:\n\n(a) finalise the plan; and\n\n(b) submit it.",
        [("1", "notes the letter", "note"), ("2a", "finalise the plan", "delegate"), ("2b", "submit it", "delegate")],
    ),
    # other markers
    "bare Agreed": (minutes("Agreed – that the letter be noted."), [(None, "the letter be noted", "note")]),
    "formal words without marker": (
        minutes("It was unanimously agreed that the plan be approved."),
        [(None, "the plan be approved", "approve")],
    ),
    "body agreed to": (
        minutes("The Committee agreed to note the letter and asked for another one in the autumn."),
        [(None, "note the letter and asked for another one in the autumn", "request")],
    ),
    "the Mayor, for reasons": (
        "Plan\n\nHaving considered a report, the Mayor, for the reasons set out in the report:\n(1) the letters be received;\n(2) the plan be endorsed.\n"
        "In presenting the report, Councillor Ash spoke.",
        [("1", "the letters be received", "note"), ("2", "the plan be endorsed", "approve")],
    ),
    "recommendations of a panel": (
        minutes(
            "The Panel made the following recommendations to Cabinet:\n\n1. That the plan show costs.\n2. That progress be published."
        ),
        [("1", "That the plan show costs", "refer"), ("2", "That progress be published", "refer")],
    ),
    "actions as bullets": (
        minutes("Actions:\n\n· Head of Service to share the letter.\n· Democratic Services to add an item to the programme."),
        [
            (None, "Head of Service to share the letter", "request"),
            (None, "Democratic Services to add an item to the programme", "request"),
        ],
    ),
    "action in brackets": (
        minutes("Members wanted the number of posts. [Action: HR Manager to supply figures]"),
        [(None, "HR Manager to supply figures", "request")],
    ),
    "carried motion": (
        "Motion\n\nThis Council resolves to:\n1. Write to the Minister.\n\nOn being put to the vote the motion was carried.",
        [("1", "Write to the Minister", "request")],
    ),
    # decisions
    "decision told in prose before the list": (
        "Plan\n\nDecision:\n\nThe letter was published in May and staff were glad.\n\n1. To note the letter.\n\n2. To thank staff.",
        [("1", "To note the letter", "note"), ("2", "To thank staff", "other")],
    ),
    "decision and minutes say the same": (
        "Plan\n\nDecision:\n\nThat Cabinet:\n\n(1) notes the letter; and\n\n(2) approves the plan.\n\nMinutes:\n\nThe Leader spoke.\n\n"
        "RESOLVED – that Cabinet:\n\n(1) notes the letter; and\n\n(2) approves the plan.",
        [("1", "notes the letter", "note"), ("2", "approves the plan", "approve")],
    ),
    "reasons on the same line": (
        "Plan\n\nDecision:\n\nThat the plan be received and noted.   Reason for the decision   The law asks for it.",
        [(None, "That the plan be received and noted", "note")],
    ),
    "the Cabinet agreed, then the list": (
        "Plan\n\nDECISION: The Cabinet agreed\n\n1. To note the letter.\n\n2. To approve £2k.\n\nReasons: To improve.",
        [("1", "To note the letter", "note"), ("2", "To approve £2k", "approve")],
    ),
    "decision page without label": (
        "1) That the plan, as attached, be endorsed.\n2) That authority be delegated to the Director of People to finalise it.\nReport author: Jo Ash\nPublication date: 08/03/2017",
        [
            ("1", "That the plan, as attached, be endorsed", "approve"),
            ("2", "That authority be delegated to the Director of People to finalise it", "delegate"),
        ],
    ),
    "past forms without label": (
        "Action Plan\n\n25/11/2022 - Update\n\na)  Noted the progress;\n\nb)  Agreed to the next steps;\n\nc)  Agreed to recommend the plan to Council.",
        [
            ("a", "Noted the progress", "note"),
            ("b", "Agreed to the next steps", "approve"),
            ("c", "Agreed to recommend the plan to Council", "refer"),
        ],
    ),
    "closing statement": (minutes("Members welcomed it.\n\nThe report was noted."), [(None, "The report was noted", "note")]),
    # nothing resolved
    "promise in discussion": (
        minutes("It was agreed that the Director would look at the key.\n\nThe Head of Service agreed to share a paper."),
        [],
    ),
    "opinion in discussion": (minutes("It was agreed that this was a good report."), []),
    "what members did in discussion": (
        minutes(
            "During discussion, Members:\n\n· Asked about caseloads.\n· Noted that staffing was better.\n\nRESOLVED that the letter be noted."
        ),
        [(None, "the letter be noted", "note")],
    ),
    "resolution that the agenda holds ready": (
        "Exempt items\n\n3. If so, to formally pass the following resolution:-\nRESOLVED – That the public be excluded.\n\nMinutes:\n\nThere were none.",
        [],
    ),
    "recommendations of the report": (
        "Plan\n\nRecommendations:\n\n1. That the Committee notes the plan.\n2. That an update be brought in May.",
        [],
    ),
    "lost motion": ("Motion\n\nThis Council resolves to:\n1. Write to the Minister.\n\nThe motion was lost.", []),
    "noted facts": (minutes("NOTED\n\n1. That the Cabinet had seen the letter.\n\n2. That staff were praised."), []),
    "ordinary words": (minutes("The data issue had been resolved. Officers agreed with this. A new server was ordered."), []),
}


@pytest.mark.parametrize("name", CASES)
def test_actions(name):
    text, expected = CASES[name]
    assert [(a.label, a.text, a.kind) for a in run(text)[0]] == expected


def test_ordinals_follow_the_text():
    actions, _ = run(CASES["list run on in one paragraph"][0])
    assert [a.ordinal for a in actions] == [1, 2, 3]
    assert [a.evidence.start_char for a in actions] == sorted(a.evidence.start_char for a in actions)


def test_owner_line_serves_all_parts_that_name_nobody():
    actions, _ = run(
        "RESOLVED:\n\n1. That the letter be noted.\n\n2. That the Chair be asked to write to staff.\n\nACTION: City Solicitor"
    )
    assert [a.owner for a in actions] == ["City Solicitor", "Chair"]


def test_owner_line_makes_a_promise_an_action():
    actions, _ = run(minutes("The Director undertook to look at the key.\n\nACTION: Director of People"))
    assert [(a.text, a.kind, a.owner, a.evidence.rule) for a in actions] == [
        ("The Director undertook to look at the key", "request", "Director of People", "actions.undertaken")
    ]


def test_table_of_actions():
    actions, _ = run(
        "Log\n\nAction | By whom | By when\n---|---|---\nShare the letter | Head of Care | end of May 2021\n | |\nPrepare a note | K. Brown | ongoing\n\nThe end."
    )
    assert [(a.text, a.kind, a.owner, a.due_text, a.due_date) for a in actions] == [
        ("Share the letter", "request", "Head of Care", "end of May 2021", "2021-05"),
        ("Prepare a note", "request", "K. Brown", "ongoing", None),
    ]


@pytest.mark.parametrize(
    ("ending", "truncated", "texts"),
    [
        ("2. That the Director brin ... view the full minutes text for item 4", False, ["That the letter be noted"]),
        (
            "2. That the plan be approved.  ...  view the full minutes text for item 4",
            True,
            ["That the letter be noted", "That the plan be approved"],
        ),
        ("2. That the Director brin", True, ["That the letter be noted"]),
        ("2. That the plan be approved.", True, ["That the letter be noted", "That the plan be approved"]),
    ],
)
def test_fragments_cut_off_by_the_page(ending, truncated, texts):
    actions, dropped = run(f"RESOLVED:\n\n1. That the letter be noted.\n{ending}", truncated=truncated)
    assert [a.text for a in actions] == texts
    assert [d.reason for d in dropped] == ["cut off by the page"] * (2 - len(texts))


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("promise in discussion", {"actions.agreed-in-discussion"}),
        ("resolution that the agenda holds ready", {"actions.resolved"}),
        ("recommendations of the report", {"actions.agenda-recommendation"}),
        ("lost motion", {"actions.motion"}),
        ("noted facts", {"actions.noted-list"}),
        ("decision and minutes say the same", {"said twice", "actions.body-list"}),
    ],
)
def test_refused_candidates_are_kept_with_their_reason(name, reasons):
    dropped = run(CASES[name][0])[1]
    assert dropped
    assert {d.reason for d in dropped} <= reasons


def examples():
    texts = [text for text, _ in CASES.values()]
    for path in sorted(CONSTRUCTIONS.glob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return texts


def test_gate_changes_nothing():
    for text in examples():
        assert run(text) == run(text, gate=OpenGate()), text


def test_letters_that_change_length_in_lower_case():
    actions, _ = run("İİİ Plan\n\nMinutes:\n\nRESOLVED that the plan of İpek House be noted.")
    assert [a.text for a in actions] == ["the plan of İpek House be noted"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        " " * 1_000_000,
        "RESOLVED" + " " * 1_000_000 + "x",
        "RESOLVED that the report" + " " * 500_000 + "be noted and",
        "RESOLVED that delegate " + "to a " * 100_000,
        "RESOLVED: " + "; (a) b" * 50_000,
        "It was agreed that the plan be noted. " * 5_000,
        "The Board agreed, " * 50_000,
        "| Action " * 100_000,
        "." * 2_000 + " view the full plan",
    ],
    ids=lambda text: text[:24].strip() or "spaces",
)
def test_long_near_misses_end(text):
    actions, _ = run(text)
    assert len(actions) <= 1


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not here")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_seeds(path):
    gold = json.loads((SEEDS / "gold" / f"{path.stem}.json").read_text("utf-8"))
    actions, _ = run(path.read_text("utf-8"), truncated=gold["truncated"])
    assert [(a.label, a.kind, a.owner, a.due_text) for a in actions] == [
        (g["label"], g["kind"], g["owner"], g["due"]) for g in gold["actions"]
    ]
    for action, wanted in zip(actions, gold["actions"], strict=True):
        assert action.text.rstrip(".;") == wanted["text"].removesuffix(" and").rstrip(".;")
