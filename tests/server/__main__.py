"""`python -m tests.server --port 8700 plain search_only`: run invented councils by hand."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from datetime import date
from pathlib import Path

from tests.server.profiles import PROFILES
from tests.server.running import TODAY, serve


def main() -> int:
    """Serve until interrupted; prints one line a site: name and base URL."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.server", description="Serve invented councils that behave like ModernGov sites."
    )
    parser.add_argument(
        "profiles", nargs="*", metavar="PROFILE", help=f"which sites (default: plain); of {', '.join(PROFILES)}, or all"
    )
    parser.add_argument("--port", type=int, default=8700, help="port of the first site; the others follow (default 8700)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY, help=f"the day that the sites show (default {TODAY})")
    parser.add_argument("--truth", type=Path, help="write what is to be found there to this JSON file")
    options = parser.parse_args()
    names = list(PROFILES) if options.profiles == ["all"] else options.profiles or ["plain"]
    unknown = [name for name in names if name not in PROFILES]
    if unknown:
        parser.error(f"no profile {', '.join(unknown)}; there are {', '.join(PROFILES)}")
    ports = range(options.port, options.port + len(names))
    try:
        running = serve([PROFILES[name] for name in names], seed=options.seed, today=options.today, ports=ports)
    except OSError as error:
        parser.error(f"cannot serve on ports {ports.start} to {ports.stop - 1}: {error.strerror}")
    with running:
        if options.truth:
            found = {name: running.truth(name).as_json() for name in names}
            options.truth.write_text(json.dumps(found, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
        for name in names:
            print(f"{name}\t{running.base_url(name)}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
