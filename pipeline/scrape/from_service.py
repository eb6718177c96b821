"""What the web service leads to: its lists of bodies and meetings, and a meeting's own reply."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.parse.webservice import ServiceItem, parse_meeting, parse_reply
from pipeline.scrape import service
from pipeline.scrape.scope import Answered, Found, NotExpectedError, Scope, Ways, meeting_context, meeting_headers
from pipeline.scrape.steps import Kind, Step, service_meeting_step, service_meetings_step


def read_committees(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read the list of bodies: it leads to the list of all meetings, with the bodies that matter kept in mind."""
    committees = service.parse_committees(answer.body, answer.url)
    if not committees:
        raise NotExpectedError("the service lists no committees")
    wanted = [body for body in committees if scope.topics.is_committee(body.title)]
    names = {"wanted": "\n".join(f"{body.committee_id}\t{body.title}" for body in wanted)}
    step = service_meetings_step(scope.site, scope.window, "-1")
    return Found([Step(step.kind, step.url, {**step.context, **names}, again=True)] if wanted else [])


def read_meetings(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read a list of meetings; one that asked for all bodies and found none is asked again in the other ways that sites know."""
    meetings = service.parse_meetings(answer.body, answer.url)
    asked = answer.context["committee_id"]
    if meetings and asked in ("-1", "0"):
        ways.all_id = asked
    if not meetings and asked == ways.all_id:
        return Found()
    if not meetings and asked == "-1":
        step = service_meetings_step(scope.site, scope.window, "0")
        return Found([Step(step.kind, step.url, {**answer.context, "committee_id": "0"}, again=True)])
    if not meetings and asked == "0":
        bodies = [line.split("\t", 1) for line in answer.context["wanted"].split("\n") if line]
        return Found([service_meetings_step(scope.site, scope.window, number, title) for number, title in bodies])
    found = Found()
    for meeting in meetings:
        is_held = scope.window.holds(meeting.day) and meeting.status.lower() not in (
            "cancelled",
            "provisional",
            "postponed",
            "withdrawn",
        )
        if is_held and scope.topics.is_committee(meeting.committee):
            context = meeting_context(meeting.committee, meeting.day)
            found.steps.append(service_meeting_step(scope.site, meeting.meeting_id, context))
    return found


def read_meeting(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read a meeting: its texts are whole here, so that only printed minutes, where there are no texts, and files are left to ask for."""
    root = parse_reply(answer.body, answer.url)
    if root.tag.lower() != "meeting":
        raise NotExpectedError("the service answered with something else than a meeting")
    meeting = parse_meeting(root)
    if meeting.meeting_id is None:
        raise NotExpectedError("the service knows no such meeting")
    context = dict(answer.context)
    if meeting.meeting_date:
        context["date"] = meeting.meeting_date.isoformat()
    is_open = scope.is_open(meeting.meeting_date, meeting.minutes_published, ways, tells_drafts=False)  # the service names no draft
    found = Found(headers=meeting_headers(context), recheck=is_open)
    has_bodies = any(item.minutes for item in meeting.items)
    wanted = [item for item in meeting.items if scope.topics.is_item(item.title, item.text()) and not item.is_restricted]
    found.items = len(wanted)
    if meeting.minutes_published and not has_bodies and meeting.agenda_id and (wanted or "titles" in context):
        url = f"{scope.site.base_url}documents/g{meeting.agenda_id}/Printed%20minutes.pdf?T=1"
        found.steps.append(Step(Kind.MINUTES, url, context, again=True))
    for item in wanted:
        found.steps.extend(_service_files(scope, item, context, answer.url))
    return found


def _service_files(scope: Scope, item: ServiceItem, context: Mapping[str, str], url: str) -> list[Step]:
    steps = []
    for document in item.documents:
        if (
            document.url
            and not document.is_external
            and not document.is_restricted
            and scope.wants_file(document.title, item.title)
        ):
            steps.append(Step(Kind.DOCUMENT, _same_origin(document.url, url), {**context, "title": document.title}))
    return steps


def _same_origin(address: str, page: str) -> str:
    """Return a document's address under the scheme of the page that named it: the service writes http on https sites."""
    if address.startswith("http://") and page.startswith("https://"):
        return "https://" + address.removeprefix("http://")
    return address
