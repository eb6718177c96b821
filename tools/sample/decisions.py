"""Decision and issue-home pages: `ieDecisionDetails`, `mgDecisionDetails`, `mgIssueHistoryHome`."""

from __future__ import annotations

import html
import random
from datetime import timedelta

from tools.sample.content import Council
from tools.sample.frame import Frame, build_page, long_date, meeting_address, references, size_suffix, slashed
from tools.sample.gold import ShownItem
from tools.sample.marks import MarkedText
from tools.sample.word import word_html


def decision_page(council: Council, ai: str, decision: str, options: dict[str, str]) -> tuple[bytes, list[ShownItem]]:
    """Return the record of the decision on an item; Purpose is the item's preface."""
    meeting, item = council.item(ai)
    shown = ShownItem([item.title])
    rng = random.Random(f"{council.slug} decision {ai}")
    published = meeting.day + timedelta(days=1)
    link = f'<a href="{html.escape(meeting_address(meeting))}">{slashed(meeting.day)} - {references(meeting.committee)}</a>'
    parts = [
        f'<p><span  class="mgLabel" >Decision Maker: </span>{references(meeting.committee)}</p>',
        f'<p><span  class="mgLabel" >Decision status: </span><span class="mgPlanItemInForce">{item.decision_status}</span></p>',
        '<p><span  class="mgLabel" >Is Key decision?: </span>No</p>',
        '<p><span  class="mgLabel" >Is subject to call in?: </span>Yes</p>',
    ]
    for heading, name in (
        ("Purpose:", "preface"),
        ("Decision:", "decision"),
        ("Reasons for the decision:", "reasons"),
        ("Alternative options considered:", "alternatives"),
    ):
        text = item.section(name)
        if text.text:
            shown.texts.append(text)
            inner = word_html(text.lines, council.word, rng)
            parts.append(f'<h3  class="mgSubSubTitleTxt" >{heading}</h3>\r\n<div class="mgWordPara" >{inner}</div>')
    parts += [
        '<p><span  class="mgLabel" >Wards Affected: </span>(All Wards)&#59;</p>',
        f'<p><span  class="mgLabel" >Publication date: </span>{slashed(published)}</p>',
        f'<p><span  class="mgLabel" >Date of decision: </span>{slashed(meeting.day)}</p>',
        f'<p><span  class="mgLabel" >Decided at meeting: </span>{link}</p>',
        f'<p><span  class="mgLabel" >Effective from: </span>{slashed(published + timedelta(days=7))}</p>',
    ]
    if item.documents:
        entries = "".join(
            f'<li><a href="documents/s{ai}{at}/Report.pdf">{references(name)} {size_suffix(90 + at)}</a></li>'
            for at, name in enumerate(item.documents)
        )
        parts.append(f'<p  class="mgLabel" >Accompanying Documents:</p>\r\n<ul  class="mgBulletList" >{entries}</ul>')
    title = item.title.text
    frame = Frame(
        council, f"ieDecisionDetails.aspx?ID={decision}", "Decision details", references(title), f"Decision - {title}", "2026-05-11"
    )
    frame.content = "\r\n".join(parts)
    return build_page(frame, encoding=options.get("encoding", "utf-8")), [shown]


def issue_decisions_page(council: Council, issue: str, ais: list[str]) -> tuple[bytes, list[ShownItem]]:
    """Return the "Issue - decisions" page of an issue."""
    parts: list[str] = []
    shown: list[ShownItem] = []
    for ai in ais:
        meeting, item = council.item(ai)
        text = item.section("decision")
        rng = random.Random(f"{council.slug} issue {ai}")
        heading = f"{slashed(meeting.day)} - {item.title.text}"
        inner = word_html(text.lines, council.word, rng)
        parts.append(f'<h3  class="mgSectionTitle" >{references(heading)}</h3>\r\n<div class="mgWordPara" >{inner}</div>')
        shown.append(ShownItem([item.title, text]))
    title = council.item(ais[0])[1].title.text
    frame = Frame(council, f"mgDecisionDetails.aspx?IId={issue}&Opt=1", "Issue - decisions", references(title), title, "2026-05-11")
    frame.content = "\r\n".join(parts)
    return build_page(frame), shown


def issue_home_page(council: Council, issue: str, ais: list[str]) -> tuple[bytes, list[ShownItem]]:
    """Return the "Issue details" page of an issue: its title, purpose and the meetings that took it; no minutes, no decision."""
    meeting, item = council.item(ais[0])
    purpose: MarkedText = item.section("preface")
    rng = random.Random(f"{council.slug} home {issue}")
    inner = word_html(purpose.lines, council.word, rng) if purpose.text else ""
    rows = "".join(
        f'<li><a href="{html.escape(meeting_address(other))}#AI{ai}">{slashed(other.day)} - {references(other.committee)}</a></li>'
        for ai in ais
        for other in [council.item(ai)[0]]
    )
    parts = [
        f'<div class="mgWordPara" >{inner}</div>',
        '<p><span  class="mgLabel" >Decision type: </span>Non-key</p>',
        f'<p><span  class="mgLabel" >Decision status: </span>{item.decision_status}</p>',
        '<p><span  class="mgLabel" >Wards affected: </span>(All Wards)&#59;</p>',
        f'<p><span  class="mgLabel" >Decision due: </span>{long_date(meeting.day, "short")} by {references(meeting.committee)}</p>',
        f'<h3  class="mgSectionTitle" >Agenda items</h3>\r\n<ul  class="mgBulletList" >{rows}</ul>',
    ]
    title = item.title.text
    frame = Frame(council, f"mgIssueHistoryHome.aspx?IId={issue}&Opt=0", "Issue details", references(title), title, "2026-05-11")
    frame.content = "\r\n".join(parts)
    return build_page(frame), [ShownItem([item.title, purpose])]
