"""Makes a council from its site's profile and a seed: the same seed and day give the same council, to the byte."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.server.bodies import BODIES, Body, meeting_days, other_bodies
from tests.server.model import Committee, Council, Document, Issue, Item, Meeting
from tests.server.profiles import Site
from tests.server.sentences import COUNCILLORS, PROCEDURE

_FIRST = (
    "Quill",
    "Thrush",
    "Osier",
    "Larchen",
    "Fennel",
    "Harrier",
    "Ivory",
    "Kestrel",
    "Juniper",
    "Gorse",
    "Bracken",
    "Dunnock",
    "Alder",
    "Mallow",
)
_LAST = ("mere", "combe", "stowe", "ridge", "holt", "wick", "gate", "fold")


_VISITS = (
    ("ILACS", "inspection of local authority children's services (ILACS)"),
    ("Inspection of Children", "inspection of local authority children's services (ILACS)"),
    ("Focused", "focused visit to the front door"),
    ("Joint Targeted", "joint targeted area inspection (JTAI)"),
    ("SEND", "area SEND inspection"),
    ("Monitoring", "monitoring visit"),
    ("-", "focused visit to care leavers"),
)
_TITLES = (
    "Ofsted Inspection of Children's Services", "Outcome of the ILACS Inspection", "Children's Services Improvement Plan: Progress", "Ofsted Focused Visit - Letter",
    "Ofsted Monitoring Visit: Findings & Next Steps", "Area SEND Inspection: Priority Action Plan", "Joint Targeted Area Inspection (JTAI) Outcome",
    "Ofsted Action Plan Update",
)  # fmt: skip
_HIDDEN_TITLES = ("Director of Children's Services' Update", "Children's Services Performance Report")
_PLAN = "Children's Services Improvement Plan: Progress"


def build_council(site: Site, seed: int, today: date) -> Council:
    """Return the council of a site; `today` is the day on which its clock starts."""
    rng = random.Random(f"{seed} {site.name}")
    name = f"{rng.choice(_FIRST)}{rng.choice(_LAST)}"
    council = Council(site, name, f"{seed} {site.name}", today)
    bodies = [*BODIES, *other_bodies(site.bodies)]
    for at, body in enumerate(bodies):
        council.committees.append(Committee(111 + 7 * at, body.title, body.category, body.live))
    council.committees.append(Committee(93, "Education Panel (1998-2003)", "Boards", False))
    drafts = [(day, at, body) for at, body in enumerate(bodies) for day in meeting_days(body, site, today)]
    writer = _Writer(council, rng)
    for day, at, body in sorted(drafts, key=lambda draft: draft[:2]):
        writer.add(council.committees[at], body, day)
    writer.finish()
    return council


class _Writer:
    """Adds meetings in order of day, numbering everything as it comes."""

    def __init__(self, council: Council, rng: random.Random) -> None:
        self._council, self._rng = council, rng
        offset = rng.randrange(0, 900)
        self._next = {
            "meeting": 3000 + offset,
            "item": 20000 + 7 * offset,
            "document": 40000 + 11 * offset,
            "issue": 9000 + offset,
            "decision": 700,
        }
        self._issues: dict[str, Issue] = {}
        self._minute: dict[tuple[int, int], int] = {}
        self._restricted = False
        self._printed = False

    def _id(self, what: str) -> int:
        self._next[what] += self._rng.choice((1, 1, 2, 3))
        return self._next[what]

    def add(self, committee: Committee, body: Body, day: date) -> None:
        council, rng, site = self._council, self._rng, self._council.site
        number = self._id("meeting")
        meeting = Meeting(
            number, number + site.agenda_offset, committee, day, rng.choice(("10.00 am", "2.00 pm", "7:30 pm")), day - timedelta(days=7),
            day + timedelta(days=14), day + timedelta(days=60), minutes_kind="pdf" if site.pdf_only else "text",
        )  # fmt: skip
        previous = committee.meetings[-1] if committee.meetings else None
        if previous:
            previous.confirmed_on = max(day + timedelta(days=1), previous.draft_on + timedelta(days=1))
        committee.meetings.append(meeting)
        council.meetings[number] = meeting
        recent = day > council.today - timedelta(days=100)
        if not recent and rng.random() < 0.05 and body.share in (0.0, 0.35):
            meeting.cancelled = True
            return
        if body.subjects == ("licensing",) and rng.random() < 0.3:
            meeting.minutes_kind = "none"
        meeting.has_decisions = body.title == "Cabinet" or meeting.minutes_kind == "none"
        meeting.supplement = rng.random() < 0.15
        if body.subjects == ("children",) and body.share > 0.7 and not recent and not self._printed:
            meeting.minutes_kind, self._printed = "pdf", True
        self._fill(meeting, body, previous)

    def _fill(self, meeting: Meeting, body: Body, previous: Meeting | None) -> None:
        rng = self._rng
        self._procedure(meeting, previous)
        if rng.random() < 0.2:
            self._item(meeting, "heading", "PRESENTATIONS" if rng.random() < 0.5 else "Reports for Decision")
        for at in range(rng.randint(2, 4)):
            subject = rng.choice(body.subjects)
            title = f"{subject.title()}: {rng.choice(('Quarterly Report', 'Update', 'Annual Review', 'Strategy', 'Contract Award'))} {meeting.day.year}"
            item = self._item(meeting, subject, title, sub=" ab"[at % 3].strip() if rng.random() < 0.15 else "")
            item.recorded_vote = body.title == "Council" and at == 0
        if body.subjects[0] == "children" and rng.random() < 0.4:
            self._item(meeting, "near_miss", rng.choice(("School Standards & Attainment", "Early Years Sufficiency")))
        for _ in range(self._relevant_count(meeting, body)):
            self._relevant(meeting, body)
        self._item(meeting, "procedure", "Urgent Items")
        meeting.items[-1].procedure = PROCEDURE["Urgent Items"]
        for item in meeting.items:
            if item.subject != "heading" and not item.sub:
                key = (meeting.committee.id, (meeting.day - timedelta(days=120)).year)
                self._minute[key] = item.minute = self._minute.get(key, 0) + 1

    def _relevant_count(self, meeting: Meeting, body: Body) -> int:
        today, density = self._council.today, self._council.site.density
        near = today - timedelta(days=26) < meeting.day <= today + timedelta(days=56)
        if near and body.title in ("Cabinet", BODIES[0].title):
            return 1
        if self._rng.random() >= body.share * density:
            return 0
        return self._rng.randint(1, body.most)

    def _procedure(self, meeting: Meeting, previous: Meeting | None) -> None:
        rng = self._rng
        for title in ("Apologies for Absence", "Declarations of Interest"):
            first, second = rng.sample(COUNCILLORS, k=2)
            self._item(meeting, "procedure", title).procedure = PROCEDURE[title].format(first=first, second=second)
        if previous and not previous.cancelled:
            item = self._item(meeting, "procedure", "Minutes" if rng.random() < 0.5 else "Minutes of the Previous Meeting")
            held = f"{previous.day.day} {previous.day:%B %Y}"
            item.procedure = PROCEDURE["Minutes of the Previous Meeting"].format(previous=held)
            item.preface = f"To confirm the minutes of the meeting held on {held}."
            self._document(
                meeting, item, f"Minutes , {previous.day:%d/%m/%Y} {meeting.committee.title}", "minutes"
            ).of_meeting = previous.id

    def _relevant(self, meeting: Meeting, body: Body) -> None:
        rng = self._rng
        hidden = body.subjects == ("children",) and rng.random() < 0.08
        title = rng.choice(_HIDDEN_TITLES) if hidden else rng.choice(_TITLES)
        if any(item.title == title for item in meeting.items):
            title = f"{title} ({meeting.day:%B %Y})"
        item = self._item(meeting, "hidden" if hidden else "relevant", title)
        item.visit = next((visit for cue, visit in _VISITS if cue in title), rng.choice(_VISITS)[1])
        item.words = rng.randint(520, 950) if rng.random() < 0.6 else rng.randint(90, 380)
        item.preface = "To consider the report of the Director of Children's Services." if rng.random() < 0.6 else ""
        if rng.random() < 0.5:
            item.decision = meeting.has_decisions
        self._document(meeting, item, f"{title.split(':')[0]} report", "report")
        for kind, name in (
            ("inspection_report", "Ofsted inspection report"),
            ("action_plan", "Appendix 1 - Action plan, ILACS & SEND"),
        ):
            if rng.random() < 0.11:
                self._document(meeting, item, name, kind)
        if body.title == "Cabinet" and not self._restricted and meeting.day < self._council.today - timedelta(days=120):
            self._restricted = item.restricted = True
            for document in item.documents:
                document.restricted = True

    def _item(self, meeting: Meeting, subject: str, title: str, sub: str = "") -> Item:
        council = self._council
        number = self._id("item")
        order = 1 + sum(1 for item in meeting.items if item.subject != "heading" and item.sub in ("", "a"))
        if sub and meeting.items:
            order = max(1, order - 1)
        item = Item(number, title, order, sub, subject, f"{council.seed} {number}", meeting.day)
        meeting.items.append(item)
        council.items[number] = (meeting, item)
        if subject not in ("procedure", "heading"):
            key = f"{title} {meeting.day.year}" if title == _PLAN else f"{title} {number}" if subject != "near_miss" else title
            issue = self._issues.get(key)
            if issue is None:
                issue = self._issues[key] = Issue(self._id("issue"), title)
                council.issues[issue.id] = issue
            issue.taken.append((meeting, item))
            item.issue = issue.id
            item.decision = meeting.has_decisions
            if subject not in ("relevant", "hidden") and self._rng.random() < 0.5:
                self._document(meeting, item, f"{title} - report", "report")
        return item

    def _document(self, meeting: Meeting, item: Item, title: str, kind: str) -> Document:
        number = self._id("document")
        document = Document(number, title, kind, f"{self._council.seed} document {number}")
        item.documents.append(document)
        self._council.documents[number] = (meeting, item, document)
        return document

    def finish(self) -> None:
        """Set what concerns the council as a whole: a meeting to be re-dated, a document to be withdrawn, decisions, oddities."""
        council, today = self._council, self._council.today
        scrutiny = council.committees[0].meetings
        coming = scrutiny[-1]
        coming.old_day, coming.moved_on = coming.day - timedelta(days=7), today + timedelta(days=20)
        held = [meeting for meeting in scrutiny if meeting.state(today) == "confirmed"]
        relevant = [item for meeting in held for item in meeting.items if item.relevant]
        if relevant:
            item = relevant[-1]
            meeting = council.items[item.id][0]
            self._document(meeting, item, "Appendix 2 - Case studies", "report").withdrawn_on = today + timedelta(days=10)
        if council.site.labels_missing and len(relevant) > 1:
            relevant[0].unlabelled = True
        plain = [document for _, item, document in council.documents.values() if document.kind == "report" and not item.relevant]
        for kind, document in zip(("scan", "broken"), plain, strict=False):
            document.kind = kind
        for meeting, item in council.items.values():
            if item.decision and not item.restricted:
                council.decisions[self._id("decision")] = (meeting, item)
        self._legacy()

    def _legacy(self) -> None:
        """Add the one meeting that was imported from an older system."""
        body = next(committee for committee in self._council.committees if not committee.live and not committee.meetings)
        day = date(2003, 3, 11)
        number = self._id("meeting")
        meeting = Meeting(number, number, body, day, "10.00 am", day, day, day)
        meeting.items.append(
            Item(self._id("item"), "School Admissions 2003", 1, "", "near_miss", f"{self._council.seed} legacy", day, minute=1)
        )
        self._council.legacy = meeting
