"""Page orders → documents. What a content file may order:

    @page mgAi ai= [dated=yes] [labels=missing]          @page ieListDocuments mid= [links=all] [labels=missing] [limit=none] [state=]
    @page ieIssueDetails issue= ais=1,2 [labels=missing] @page ieDecisionDetails ai= id=
    @page mgDecisionDetails issue= ais=                  @page mgIssueHistoryHome issue= ais=
    @page text-mgAi ai=      @page text-ieIssueDetails issue= ais=      @page text-ieListDocuments mid=      @page text-pipes mid=
    @page printed mid= [markers=yes] [paragraphs=yes] [hyphens=yes] [columns=yes] [capitals=yes] [font=standard]

HTML kinds also take `encoding=cp1252`.
"""

from __future__ import annotations

from dataclasses import replace

from tools.sample.content import Council, PageOrder
from tools.sample.decisions import decision_page, issue_decisions_page, issue_home_page
from tools.sample.gold import Document, ShownItem
from tools.sample.pages import agenda_item_page, issue_meetings_page, meeting_page
from tools.sample.plaintext import issue_text, item_text, meeting_text, piped_text
from tools.sample.printed import printed_minutes


def build_documents(council: Council) -> list[Document]:
    """Return the documents that a council's content file orders; raises ValueError naming the order that cannot be met."""
    documents = []
    for order in council.orders:
        try:
            documents.append(_build(council, order))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{council.slug}: @page {order.kind} {order.options}: {error}") from error
    return documents


def _build(council: Council, order: PageOrder) -> Document:
    options = order.options
    if "mid" in options:
        return _of_meeting(council, order.kind, options)
    if "ais" in options:
        return _of_issue(council, order.kind, options)
    return _of_item(council, order.kind, options)


def _document(
    council: Council, stem: str, suffix: str, kind: str, day: str | None, made: tuple[bytes, list[ShownItem]]
) -> Document:
    data, shown = made
    return Document(stem, suffix, kind, council.slug, day, shown, data)


def _of_meeting(council: Council, kind: str, options: dict[str, str]) -> Document:
    mid = options["mid"]
    meeting = council.meeting(mid)
    day = meeting.day.isoformat()
    if kind == "ieListDocuments":
        meeting = replace(meeting, state=options.get("state", meeting.state))
        return _document(council, f"ieListDocuments-{mid}", ".html", "meeting", day, meeting_page(council, meeting, options))
    if kind == "printed":
        return _document(council, f"printed-minutes-{day}", ".pdf", "minutes_pdf", day, printed_minutes(council, meeting, options))
    writer = {"text-ieListDocuments": meeting_text, "text-pipes": piped_text}[kind]
    return _document(council, f"ieListDocuments-{mid}-saved", ".txt", "meeting", day, writer(council, mid))


def _of_issue(council: Council, kind: str, options: dict[str, str]) -> Document:
    issue, ais = options["issue"], options["ais"].split(",")
    day: str | None = council.item(ais[0])[0].day.isoformat()
    if kind == "ieIssueDetails":
        made = issue_meetings_page(council, issue, ais, options)
    elif kind == "text-ieIssueDetails":
        return _document(council, f"ieIssueDetails-{issue}-saved", ".txt", "issue_meetings", day, issue_text(council, ais))
    elif kind == "mgDecisionDetails":
        return _document(council, f"mgDecisionDetails-{issue}", ".html", "decision", day, issue_decisions_page(council, issue, ais))
    elif kind == "mgIssueHistoryHome":
        return _document(
            council, f"mgIssueHistoryHome-{issue}", ".html", "issue_meetings", None, issue_home_page(council, issue, ais)
        )
    else:
        raise KeyError(kind)
    return _document(council, f"ieIssueDetails-{issue}", ".html", "issue_meetings", day, made)


def _of_item(council: Council, kind: str, options: dict[str, str]) -> Document:
    ai = options["ai"]
    day: str | None = council.item(ai)[0].day.isoformat()
    if kind == "ieDecisionDetails":
        made = decision_page(council, ai, options["id"], options)
        return _document(council, f"ieDecisionDetails-{options['id']}", ".html", "decision", day, made)
    if kind == "mgAi":
        day = day if options.get("dated") == "yes" else None
        return _document(council, f"mgAi-{ai}", ".html", "agenda_item", day, agenda_item_page(council, ai, options))
    if kind == "text-mgAi":
        return _document(council, f"mgAi-{ai}-saved", ".txt", "agenda_item", None, item_text(council, ai))
    raise KeyError(kind)
