"""The documents for users say what the program does: commands, options, settings, tables, targets, public names."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import click
import pytest

from pipeline.cli import cli
from pipeline.settings import PREFIX, Settings
from pipeline.sources import ARCHIVE_SUFFIXES, PAGE_TYPES
from pipeline.warehouse.database import build_aside, open_warehouse

ROOT = Path(__file__).resolve().parents[1]
MANUAL = (ROOT / "docs" / "cli.md").read_text("utf-8")
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    """Return every command by its full name ("official import"); a group is no command of its own."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found |= commands(command, f"{prefix}{name} ") if isinstance(command, click.Group) else {f"{prefix}{name}": command}
    return found


COMMANDS = commands(cli)


def section(command: str) -> str:
    """Return what docs/cli.md says under the heading of a command."""
    found = re.search(rf"^## {command}$(.*?)(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section {command}"
    return found[1]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    text = section(name)
    options = [option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")]
    assert f"ofsted-minutes {name}" in text
    assert [option for option in options if not re.search(rf"{option}(?![\w-])", text)] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_manual_names_no_option_that_the_command_lacks(name: str) -> None:
    usage = re.findall(rf"^    ofsted-minutes {name}\b.*(?:\n {{5,}}.*)*", section(name), re.MULTILINE)
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert usage
    assert {option for line in usage for option in re.findall(r"--[a-z-]+", line)} <= options


def test_the_manual_names_the_settings_and_the_kinds_of_files() -> None:
    settings = {field.name.upper() for field in fields(Settings)} - {"SOURCES"}
    rows = "\n".join(line for line in section("Environment").splitlines() if line.startswith("|"))
    named = set(re.findall(rf"`(?:{PREFIX}|_)([A-Z_]+)`", rows))
    assert settings <= named
    assert set(re.findall(r"`(\.[a-z.]+)`", section("What can be read").split("Folders are read")[0])) == {
        *PAGE_TYPES,
        *ARCHIVE_SUFFIXES,
    }


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_commands_and_targets_that_guides_name_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    pieces = re.findall(r"```(?:sh)?\n(.*?)```|`([^`\n]+)`|^ {4}(\S[^\n]*)$", text, re.MULTILINE | re.DOTALL)
    code = "\n".join(part for parts in pieces for part in parts)
    assert set(re.findall(r"\bofsted-minutes ([a-z][a-z-]+)", code)) <= cli.commands.keys()
    assert set(re.findall(r"^make ([a-z-]+)", code, re.MULTILINE)) <= set(targets)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_links_of_guides_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_table_and_view_is_in_the_dictionary(tmp_path: Path) -> None:
    with build_aside(tmp_path / "minutes.duckdb"):
        pass
    with open_warehouse(tmp_path / "minutes.duckdb") as connection:
        sql = "SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views() WHERE NOT internal"
        names = {name for (name,) in connection.execute(sql).fetchall()}
    assert names == set(re.findall(r"^### `(\w+)`$", (ROOT / "docs" / "data-dictionary.md").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("package", ["extractors", "pipeline"])
def test_public_names_exist_and_explain_themselves(package: str) -> None:
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name).__doc__, name
