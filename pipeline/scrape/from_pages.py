"""What pages lead to: indexes of bodies, lists of meetings, the calendar, meetings and issues."""

from __future__ import annotations

import re

from pipeline.parse.headings import parse_subject
from pipeline.parse.html import parse_html
from pipeline.scrape import pages
from pipeline.scrape.links import meeting_id_of
from pipeline.scrape.scope import MAX_PAGES, Answered, Found, NotExpectedError, Scope, Ways, meeting_context, meeting_headers
from pipeline.scrape.steps import Kind, Step, calendar_step, meeting_step, meetings_step

EMPTY_MONTHS = 12  # in a row: before them the site holds nothing


def read_committees(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read an index of bodies: it leads to the meetings of those that matter, and to the calendar for bodies that are in no index."""
    committees = pages.parse_committees(answer.body, answer.url, answer.content_type)
    if not committees:
        raise NotExpectedError("the page lists no committees")
    found = Found([meetings_step(scope.site, number, title) for number, title in committees if scope.topics.is_committee(title)])
    found.steps.append(calendar_step(scope.site, scope.window.last.year, scope.window.last.month))
    return found


def read_meetings(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read a list of a body's meetings: those with minutes, and the list of earlier ones."""
    listed = pages.parse_meetings(answer.body, answer.url, answer.content_type)
    found = Found()
    for meeting in listed.meetings:
        if scope.window.holds(meeting.day) and "minutes" in meeting.state.lower():
            context = meeting_context(answer.context.get("committee"), meeting.day)
            found.steps.append(meeting_step(scope.site, meeting.meeting_id, context))
    days = [meeting.day for meeting in listed.meetings if meeting.day]
    number = int(answer.context.get("page", "1"))
    onward = {**answer.context, "page": str(number + 1)}
    if listed.earlier_url and days and min(days) > scope.window.first and number < MAX_PAGES:
        found.steps.append(Step(Kind.MEETINGS, listed.earlier_url, {**onward, "way": "earlier"}, again=True))
    return found


def read_calendar(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read a month of the calendar: the meetings of bodies that matter, and the month before."""
    found = Found()
    links = pages.parse_calendar(answer.body, answer.url, answer.content_type)
    for link in links:
        number = meeting_id_of(link.url)
        cancelled = re.search(r"\b(?:cancelled|withdrawn|postponed|gohiriwyd)\b", link.text, re.IGNORECASE)
        if number and not cancelled and scope.topics.is_committee(link.text):
            found.steps.append(meeting_step(scope.site, number, {}))
    year, month = int(answer.context["year"]), int(answer.context["month"])
    empty = 0 if links else int(answer.context["empty"]) + 1
    if (year, month) > (scope.window.first.year, scope.window.first.month) and empty < EMPTY_MONTHS:
        found.steps.append(calendar_step(scope.site, *((year, month - 1) if month > 1 else (year - 1, 12)), empty))
    return found


def read_meeting(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read a meeting's page: the full texts of items that it cuts, files, and printed minutes where there are no texts."""
    page = parse_html(answer.body, answer.url, content_type=answer.content_type, url=answer.url)
    links = pages.parse_meeting_links(answer.body, answer.url, answer.content_type)
    context = dict(answer.context) | meeting_context(page.committee, page.meeting_date)
    found = Found(headers=meeting_headers(context))
    if not scope.wants_meeting(page.meeting_date):
        return found
    found.recheck = links.is_draft or scope.is_open(page.meeting_date, links.has_minutes, ways)
    ids = set(answer.context.get("wanted", "").split())
    wanted = [item for item in links.items if item.item_id in ids or scope.topics.is_item(item.title, item.text)]
    found.items = len(wanted)
    cut = {id(item) for item in pages.find_cut(links.items)}
    for item in wanted:
        if item.full_url and id(item) in cut:
            found.steps.append(Step(Kind.ITEM, item.full_url, {**context, "title": item.title}, again=True))
        for link in item.documents:
            if scope.wants_file(link.text, item.title):
                found.steps.append(Step(Kind.DOCUMENT, link.url, {**context, "title": link.text}))
        if item.issue_url and ways.search is False and scope.topics.is_item(item.title):
            found.steps.append(Step(Kind.ISSUE, item.issue_url, {"title": item.title, "follow": "yes"}))
    has_text = any(item.text and item.has_minutes for item in links.items)
    if links.printed and not has_text and (wanted or not links.items):
        found.steps.append(Step(Kind.MINUTES, links.printed.url, context, again=True))
    return found


def read_item(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read an item's own page, which leads nowhere."""
    return Found(headers=meeting_headers(answer.context), items=1)


def read_issue(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read an issue's page: it leads to all the meetings that took it."""
    found = Found()
    for link in pages.parse_issue_meetings(answer.body, answer.url, answer.content_type):
        number = meeting_id_of(link.url)
        heading = parse_subject(link.text)
        if number and scope.window.holds(heading.meeting_date):
            found.steps.append(scope.build_meeting_step(number, {"titles": answer.context.get("title", "")}, ways))
    return found
