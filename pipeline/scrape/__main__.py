"""`python -m pipeline.scrape`: one crawl, its plan as JSON on stdin, its progress as JSON lines on stdout; errors are one line on stderr.

A process of its own, for a reactor cannot be started twice, and a crawl neither loads spaCy nor opens the database.
"""

from __future__ import annotations

import sys

from pipeline.errors import PipelineError
from pipeline.scrape.crawler import run_crawl
from pipeline.scrape.plan import CrawlPlan
from pipeline.settings import SettingsError


def main() -> int:
    """Return 0 when all hosts were crawled, 1 when one was given up or the archive could not be written, 2 for an unusable plan."""
    plan = CrawlPlan.from_json(sys.stdin.read())
    try:
        return run_crawl(plan, sys.stdout)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except PipelineError as error:
        print(f"{error.source}: {error.message}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
