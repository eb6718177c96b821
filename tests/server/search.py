"""The site's own search: its form, results ten a page without a total, and the page that says nothing was found."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from tests.server.frame import Frame, build_page, slashed
from tests.server.meeting_pages import View
from tests.server.model import Document, Item, Meeting
from tests.server.texts import attachment_text
from tests.server.word import references

PAGE = 10


@dataclass(slots=True)
class _Hit:
    score: int
    day: date
    markup: Callable[[int], str]


def search_form(view: View) -> bytes:
    """Return the form; it posts to `ieSearchResults.aspx` and needs no view state."""
    form = (
        '<form method="post" action="ieSearchResults.aspx"><input name="SearchStr" value="Text to search for" /><input type="hidden" name="DocType" value="3" />'
        '<input type="hidden" name="Advanced" value="0" /><input name="StartDate" /><input name="EndDate" /><select name="CommitteeId"><option value="0">All</option>'
        + "".join(f'<option value="{body.id}">{references(body.title)}</option>' for body in view.council.committees)
        + '</select><input type="submit" value="Search" /></form>'
    )
    return build_page(view.council, Frame("Document search", "Search for documents", "Document search", view.today, form))


def results_address(form: Mapping[str, str]) -> str:
    """Return where the posted form is redirected to."""
    start, end = quote(form.get("startdate", ""), safe=""), quote(form.get("enddate", ""), safe="")
    return (
        f"ieSearchResults2.aspx?SS={quote(form.get('searchstr', ''))}&DT=3&CA=false&SB=true&CX={random.Random(start).randrange(10**8)}&PG=1"
        f"&SD={start}&ED={end}&CI={form.get('committeeid', '0')}&ADV={form.get('advanced', '0')}"
    )


def results_page(view: View, query: Mapping[str, str], raw: Mapping[str, str]) -> bytes:
    """Return page `PG` of the hits for `SS` between `SD` and `ED`."""
    phrase = query.get("ss", "")
    hits = _results(view, phrase, query)
    number = max(1, int(query["pg"])) if query.get("pg", "").isdigit() else 1
    shown = hits[PAGE * (number - 1) : PAGE * number]
    if not shown:
        content = f'<p class="mgErrorTxt">No results found for your query &#39;{html.escape(phrase)}&#39;. Please try again.</p>'
    else:
        first = PAGE * (number - 1) + 1
        pager = f"Result Pages: <b>{number}</b>"
        if len(hits) > PAGE * number:
            address = "&amp;".join(
                f"{key}={quote(value, safe='')}" for key, value in {**raw, "PG": str(number + 1)}.items() if key != "pg"
            )
            link = f'<a href="ieSearchResults2.aspx?{address}"'
            pager += f' {link}>{number + 1}</a> {link} title="Next page of search results">Next</a>'
        blocks = [hit.markup(first + at) for at, hit in enumerate(shown)]
        content = f"<p>Results {first} to {first + len(shown) - 1} for your search &#39;{html.escape(phrase)}&#39;</p><p>{pager}</p>\r\n<hr />"
        content += "\r\n<hr />\r\n".join(blocks) + "\r\n<hr />"
    return build_page(view.council, Frame("Search results", "Documents", "Search results", view.today, content))


def _alternatives(phrase: str) -> list[list[str]]:
    """Split `"a b" OR c d` into alternatives, each a list of strings that must all occur."""
    parts = re.split(r"\s+OR\s+", phrase)
    return [[(a or b).lower() for a, b in re.findall(r'"([^"]+)"|(\S+)', part)] for part in parts if part.strip()]


def _score(text: str, alternatives: list[list[str]]) -> int:
    return sum(min(text.count(word) for word in words) for words in alternatives if words)


def _results(view: View, phrase: str, query: Mapping[str, str]) -> list[_Hit]:
    """Return the hits, made once for a query and a day: each page of results asks for them."""
    key = (view.today, view.base, view.welsh, phrase, query.get("sd"), query.get("ed"), query.get("ci"))
    if key not in view.council.results:
        view.council.results[key] = _hits(view, _alternatives(phrase), query)
    return view.council.results[key]


def _hits(view: View, alternatives: list[list[str]], query: Mapping[str, str]) -> list[_Hit]:
    first, last = _day(query.get("sd", "")), _day(query.get("ed", ""))
    body = int(query.get("ci", "0") or 0)
    hits: list[_Hit] = []

    def in_range(meeting: Meeting) -> bool:
        day = meeting.shown_day(view.today)
        return (not first or day >= first) and (not last or day <= last) and (body <= 0 or meeting.committee.id == body)

    for meeting, texts in _index(view):
        found = [(score, item) for item, text in texts if (score := _score(text, alternatives))] if in_range(meeting) else []
        if found:
            markup = _meeting_hit(view, meeting, [item for _, item in found], alternatives)
            hits.append(_Hit(max(score for score, _ in found), meeting.day, markup))
    for issue in view.council.issues.values():
        score = _score(issue.title.lower(), alternatives)
        if score and any(in_range(meeting) and meeting.state(view.today) != "future" for meeting, _ in issue.taken):
            hits.append(
                _Hit(
                    score,
                    issue.taken[-1][0].day,
                    _link_hit("Issue: ", f"mgIssueHistoryHome.aspx?IId={issue.id}&amp;optionId=0", issue.title),
                )
            )
    for number, (meeting, item) in view.council.decisions.items():
        published = meeting.state(view.today) in ("decisions", "draft", "confirmed")
        score = _score(f"{item.title} {' '.join(item.decided)}".lower(), alternatives)
        if score and published and in_range(meeting):
            hits.append(_Hit(score, meeting.day, _link_hit("Decision: ", f"ieDecisionDetails.aspx?ID={number}", item.title)))
    legacy = view.council.legacy
    if legacy and (score := _score(" ".join(legacy.items[0].confirmed).lower(), alternatives)) and in_range(legacy):
        hits.append(_Hit(score, legacy.day, _legacy_hit(legacy)))
    return sorted(hits, key=lambda hit: (-hit.score, -hit.day.toordinal()))


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def _index(view: View) -> list[tuple[Meeting, list[tuple[Item, str]]]]:
    """Return the published meetings with the text of their items, made once for a day."""
    index = view.council.index
    if view.today not in index:
        index.clear()
        published = [it for it in view.council.meetings.values() if it.state(view.today) not in ("future", "cancelled")]
        index[view.today] = [(meeting, [(item, _text(view, meeting, item)) for item in meeting.items]) for meeting in published]
    return index[view.today]


def _text(view: View, meeting: Meeting, item: Item) -> str:
    """What the index holds of an item: title, minutes, names and text of its public attachments."""
    attached = [
        f"{document.title} {' '.join(_attached(view, item, document))}"
        for document in item.documents
        if document.is_public(view.today)
    ]
    minutes = meeting.minutes(item, view.today) if meeting.minutes_kind != "none" else ()
    return " ".join([item.title, item.preface, *minutes, *attached]).lower()


def _attached(view: View, item: Item, document: Document) -> tuple[str, ...]:
    if document.kind in ("inspection_report", "action_plan"):
        return attachment_text(document.kind, random.Random(document.seed), item.visit, view.council.name, item.day)
    return ()


def _meeting_hit(view: View, meeting: Meeting, items: list[Item], alternatives: list[list[str]]) -> Callable[[int], str]:
    def markup(number: int) -> str:
        place = f"ieListDocuments.aspx?CId={meeting.committee.id}&amp;MID={meeting.id}"
        parts = [
            f'<p  class="mgAiTitleTxt" ><img src="mgimages/3star.gif" alt="Excellent match" /><span class="mgLabel">Meeting: </span>'
            f'<a href="{place}">{slashed(meeting.shown_day(view.today))} - {references(meeting.committee.title)} ({number})</a></p>'
        ]
        for item in items:
            shown = meeting.number(item, view.today)
            parts.append(
                f'<p  class="mgAiTitleTxt" >{references(shown)} <a  class="mgAiTitleLnk"  href="{place}#AI{item.id}">{references(item.title)}</a></p>'
            )
            text = " ".join([*meeting.minutes(item, view.today)]) if meeting.minutes_kind == "text" else item.title
            parts.append(f'<div class="mgWordPara">{_snippet(text or item.title, alternatives)}</div>')
            files = "".join(
                f'<li><a href="mgConvert2PDF.aspx?ID={document.id}&amp;ISATT=1#search=%22x%22">{references(document.title)} ({number}.{at}) PDF 99 KB</a></li>'
                for at, document in enumerate(item.documents, start=1)
                if document.is_public(view.today)
                and _score(f"{document.title} {' '.join(_attached(view, item, document))}".lower(), alternatives)
            )
            parts.append(f'<ul class="mgBulletList">{files}</ul>' if files else "")
        return "\r\n".join(part for part in parts if part)

    return markup


def _snippet(text: str, alternatives: list[list[str]]) -> str:
    words = {word for group in alternatives for word in group}
    at = min((found for word in words if (found := text.lower().find(word)) >= 0), default=0)
    piece = html.escape(text[max(0, at - 60) : at + 120], quote=False)
    for word in sorted(words, key=len, reverse=True):
        piece = re.sub(f"(?i)({re.escape(html.escape(word, quote=False))})(?![^<]*>)", r"<strong>\1</strong>", piece)
    return f"...{piece}..."


def _link_hit(name: str, address: str, title: str) -> Callable[[int], str]:
    return lambda number: (
        f'<p  class="mgAiTitleTxt" ><img src="mgimages/2star.gif" alt="Good match" /><span class="mgLabel">{name}</span>'
        f'<a href="{address}">{references(title)} ({number})</a></p>'
    )


def _legacy_hit(meeting: Meeting) -> Callable[[int], str]:
    address = (
        f"ceListDocuments.aspx?MeetingId={meeting.id}&amp;DF={meeting.day:%d}%2f{meeting.day:%m}%2f{meeting.day:%Y}&amp;A=1&amp;R=0"
    )
    return lambda number: (
        '<p  class="mgAiTitleTxt" ><img src="mgimages/1star.gif" alt="Average match" /><span class="mgLabel">Meeting: </span>'
        f'<a href="{address}">{meeting.day:%d/%m/%Y}, 10:00 - {references(meeting.committee.title)} ({number})</a></p>'
        "<ul><li>Minutes HTM 2 KB</li></ul>"
    )
