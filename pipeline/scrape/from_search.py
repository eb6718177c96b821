"""What the site's own search leads to."""

from __future__ import annotations

from pipeline.scrape import search_pages
from pipeline.scrape.links import meeting_id_of
from pipeline.scrape.scope import MAX_PAGES, Answered, Found, NotExpectedError, Scope, Ways, meeting_context
from pipeline.scrape.steps import Kind, Step, search_step, walk_steps


def read_search(scope: Scope, answer: Answered, ways: Ways) -> Found:
    """Read a page of results: the meetings with an item that matters, and the next page."""
    page = search_pages.parse_search(answer.body, answer.url, answer.content_type)
    if not page.is_search:
        raise NotExpectedError("the answer is neither hits nor the statement that there are none")
    found = Found()
    number = int(answer.context.get("page", "1"))
    if page.is_empty and number == 1:
        if scope.is_new_window and "word_only" not in answer.context:
            found.steps.append(search_step(scope.site, scope.topics, scope.window, word_only=True, again=True))
        elif scope.is_new_window:  # an index that knows nothing of Ofsted is doubted once
            found.steps.extend(walk_steps(scope.site, ways.service))
        return found
    if page.next_url and number < MAX_PAGES:
        found.steps.append(Step(Kind.SEARCH, page.next_url, {**answer.context, "page": str(number + 1)}, again=True))
    for hit in page.hits:
        found.steps.extend(_hit(scope, hit, ways))
    return found


def _hit(scope: Scope, hit: search_pages.Hit, ways: Ways) -> list[Step]:
    """Return the step for a result that matters. Issues and decisions are asked for only where no meeting tells of them."""
    if hit.kind in ("issue", "decision"):
        if not scope.topics.is_found(hit.title, hit.snippet):
            return []
        return [Step(Kind.ISSUE if hit.kind == "issue" else Kind.DECISION, hit.url, {"title": hit.title})]
    matters = [item for item in hit.items if scope.topics.is_found(item.title, item.snippet)]
    if not scope.window.holds(hit.day) or not (
        matters or (not hit.items and scope.topics.is_found("", hit.snippet) and hit.kind == "meeting")
    ):
        return []
    number = meeting_id_of(hit.url)
    context = meeting_context(hit.committee, hit.day) | {"titles": "\n".join(item.title for item in matters)}
    context["wanted"] = " ".join(item.item_id for item in matters)
    if hit.kind == "legacy" or number is None:
        return [Step(Kind.MEETING, hit.url, context)]
    return [scope.build_meeting_step(number, context, ways)]
