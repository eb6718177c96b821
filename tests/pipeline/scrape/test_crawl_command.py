"""The command `crawl`: what it takes, what it refuses, what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.crawls import run_crawl
from tests.pipeline.scrape.crawling import build_plan
from tests.server import PROFILES, serve


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "name at least one authority"),
        (["nowhere-at-all"], "the register has no such authority"),
        (["--base-url", "http://127.0.0.1:8700/"], "NAME=URL"),
        (["--base-url", "x=ftp://127.0.0.1/"], "not the address of a site"),
        (["--base-url", "x=http://127.0.0.1:1/", "--since", "2024-02-01", "--until", "2024-01-01"], "is after"),
        (["--base-url", "x=http://127.0.0.1:1/", "--since", "01/02/2024"], "not a date"),
        (["--base-url", "x=http://127.0.0.1:1/", "--delay", "-1"], "-1"),
        (["--base-url", "x=http://127.0.0.1:1/", "--delay", "nan"], "--delay is a number of seconds, not nan"),
        (["--base-url", "x=http://127.0.0.1:1/", "--delay", "inf"], "--delay is a number of seconds, not inf"),
        (["--base-url", "x=http://127.0.0.1:1/", "--timeout", "nan"], "--timeout is a number of seconds, not nan"),
        *(
            (["--base-url", f"{name}=http://127.0.0.1:1/"], f"{name!r}: a site's name is")
            for name in ("../evil", "a/b", ".hid", "..", "-x", "a b", "a\nb", "a\n", "Kent", "a" * 101, "\u00e9", "a\0")
        ),
        (["--base-url", "sample=http://127.0.0.1:1/"], "sample: the archive keeps something else"),
        (["--base-url", "gold=http://127.0.0.1:1/"], "gold: the archive keeps something else"),
        (["--base-url", "x=http://127.0.0.1:1/", "--base-url", "x=http://127.0.0.1:2/"], "x: two sites cannot have one name"),
    ],
)
def test_arguments_that_cannot_be_used(arguments: list[str], reason: str) -> None:
    done = CliRunner().invoke(cli, ["crawl", *arguments])
    assert done.exit_code == 2
    assert reason in done.output.splitlines()[-1]


def test_a_crawl_fills_the_archive_and_prints_a_row_a_site(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called("ashcombe", years=1, bodies=0)], seed=2) as running:
        site = f"ashcombe={running.base_url('ashcombe')}"
        options = ["--base-url", site, "--delay", "0.02", "--raw", str(tmp_path), "--until", "2026-06-30"]
        done = CliRunner().invoke(cli, ["crawl", *options])
    assert done.exit_code == 0
    assert done.output.splitlines()[0].split()[:3] == ["site", "requests", "found"]
    assert done.output.splitlines()[1].startswith("ashcombe")
    assert list((tmp_path / "ashcombe").glob("*.warc.gz"))


def test_a_dry_run_prints_what_is_known_and_an_estimate_of_the_rest(tmp_path: Path) -> None:
    with serve([PROFILES["search_only"].called("ashcombe", years=1, bodies=0)], seed=2) as running:
        site = f"ashcombe={running.base_url('ashcombe')}"
        options = ["--base-url", site, "--delay", "0.02", "--raw", str(tmp_path), "--until", "2026-06-30", "--dry-run"]
        done = CliRunner().invoke(cli, ["crawl", *options])
    head, row, note = done.output.splitlines()
    assert done.exit_code == 0
    assert head.endswith("to come  and then")
    known, estimate = row.split()[-2:]
    assert int(known) > 0
    assert int(estimate.removeprefix("~")) > 0
    assert "an estimate" in note


def test_a_host_that_cannot_be_reached_is_named_and_ends_in_1(tmp_path: Path) -> None:
    arguments = ["crawl", "--base-url", "gone=http://127.0.0.1:9/", "--delay", "0.01", "--raw", str(tmp_path)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 1
    assert "gone: given up: robots.txt cannot be had" in done.output


def test_a_folder_of_topics_that_is_missing_is_an_argument_that_cannot_be_used(tmp_path: Path) -> None:
    with serve([PROFILES["plain"].called("ashcombe", years=1, bodies=0)], seed=2) as running:
        summary = run_crawl(build_plan(running, ["ashcombe"], tmp_path, topics=tmp_path / "none.toml"))
    assert summary.code == 2
