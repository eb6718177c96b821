"""What a site's crawl remembers: answers into the archive and, in the same transaction, their outcome and what they lead to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pipeline.addresses import canonical_key
from pipeline.journal import Journal, KnownUrl, UrlState
from pipeline.scrape.confirming import Confirmer, Pending
from pipeline.scrape.fetch import Answer
from pipeline.scrape.outcomes import Outcome
from pipeline.scrape.progress import Counts
from pipeline.scrape.robots import utc_now
from pipeline.scrape.steps import Kind, Step
from pipeline.scrape.turns import meeting_titles
from pipeline.warc import WarcWriter


@dataclass(slots=True)
class Keeper:
    """Writes for one site: `turn` is the number of its turn, which tells what was asked for in it already."""

    authority: str
    journal: Journal
    confirmer: Confirmer
    writer: WarcWriter
    counts: Counts
    turn: str = "0"
    _told: set[str] | None = None

    def is_told(self, kind: Kind, context: Mapping[str, str]) -> bool:
        """Return whether a meeting that is asked for tells of an issue or a decision, so that it need not be asked for itself."""
        if kind not in (Kind.ISSUE, Kind.DECISION) or "follow" in context:
            return False
        return context.get("title") in self._titles()

    def _titles(self) -> set[str]:
        if self._told is None:
            self._told = meeting_titles(self.journal, self.authority)
        return self._told

    def ask_again(self, known: Iterable[KnownUrl], now: datetime) -> None:
        """Let URLs that were answered wait anew, as part of this turn."""
        for url in list(known):
            context = {**url.context, "turn": self.turn}
            place = {"priority": url.priority, "depth": url.depth}
            self.journal.enqueue(
                url.url, url.authority, url.kind, due_at=now, parent=url.parent, context=context, again=True, **place
            )

    async def record(
        self,
        key: str,
        answer: Answer,
        outcome: Outcome,
        steps: list[Step],
        due: datetime | None,
        headers: Mapping[str, str],
        known: KnownUrl | None,
    ) -> None:
        """Keep the answer, its outcome, what it leads to and a pause that it asks for together; redirects are kept before it."""
        journal, now = self.journal, utc_now()
        last = answer.last
        if last is None:
            with journal.transaction():
                journal.record_outcome(key, outcome.state, due_at=due, message=outcome.message)
                self.enqueue(steps, known, now)
        else:
            kept = replace(last, headers=[*last.headers, *headers.items()])
            found = self._arguments(steps, known, now)
            exchanges = (*answer.exchanges[:-1], kept)
            until = now + timedelta(seconds=outcome.retry_after) if outcome.retry_after else None
            pending = Pending(self.writer, key, exchanges, outcome.state, due, outcome.message, found, not_before=until)
            await self.confirmer.keep(pending)
            self.counts.found += len(found)
        if due is None or outcome.is_done:
            self.counts.count(outcome.state)

    def enqueue(self, steps: list[Step], parent: KnownUrl | None, now: datetime) -> None:
        """Put steps into the queue, but for what this turn asked for already."""
        for arguments in self._arguments(steps, parent, now):
            self.counts.found += self.journal.enqueue(**arguments)

    def _arguments(self, steps: list[Step], parent: KnownUrl | None, now: datetime) -> list[dict[str, Any]]:
        """Return the arguments of `Journal.enqueue` for steps that are addresses; what this turn asked for is not asked for again."""
        listed: list[dict[str, Any]] = []
        for title in (title for step in steps for title in step.context.get("titles", "").split("\n") if title):
            self._titles().add(title)
        for step in steps:
            if self.is_told(step.kind, step.context):
                continue
            number = self.turn
            with contextlib.suppress(ValueError):
                known = self.journal.find_url(canonical_key(step.url))
                again = step.again and (known is None or known.context.get("turn") != number)
                place = {
                    "priority": step.priority,
                    "depth": parent.depth + 1 if parent else 0,
                    "parent": parent.key if parent else None,
                }
                more = {"context": {**step.context, "turn": number}, "again": again, "due_at": now}
                if known is None or again or known.state is UrlState.QUEUED:
                    listed.append({"url": step.url, "authority": self.authority, "kind": str(step.kind), **place, **more})
        return listed
