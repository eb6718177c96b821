"""What a run may be told: one frozen `Settings`, whose every value knows where it came from.

Defaults give way to the environment (`OFSTED_MINUTES_<NAME>`), and that to the options of a command.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

PREFIX = "OFSTED_MINUTES_"
MAX_DEFAULT_WORKERS = 8


class SettingsError(ValueError):
    """A setting is unknown or has an unusable value; the message names the variable or option. Ends a command with exit code 2."""


def available_cpus() -> int:
    """Return the number of processors that this process may use (its affinity mask where the system has one)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """The paths and limits of a run. Sizes are in bytes; `sources` names, for each value that is no default, who set it."""

    raw: Path = Path("data/raw")
    database: Path = Path("data/processed/minutes.duckdb")
    workers: int = field(default_factory=lambda: min(available_cpus(), MAX_DEFAULT_WORKERS))
    batch_documents: int = 20
    batch_bytes: int = 8 * 2**20
    worker_documents: int = 2_000
    file_bytes: int = 64 * 2**20
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)

    def source_of(self, name: str) -> str:
        """Return who set the value `name`: `default`, the environment variable, or `option`."""
        return self.sources.get(name, "default")


def build_settings(environ: Mapping[str, str], **options: object) -> Settings:
    """Return the settings for `environ` and the options that a caller gave (`None` means: not given).

    Raises SettingsError, naming the variable or option, for an unknown name, a value that is no whole number, or one below 1.
    """
    kinds: dict[str, Callable[[str], object]] = {
        f.name: Path if f.name in ("raw", "database") else int for f in fields(Settings) if f.name != "sources"
    }
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    for name in kinds:
        variable = PREFIX + name.upper()
        if environ.get(variable):
            values[name], sources[name] = environ[variable], variable
    for name, value in options.items():
        if name not in kinds:
            raise SettingsError(f"there is no setting called {name}")
        if value is not None:
            values[name], sources[name] = value, "option"
    for name, value in values.items():
        values[name] = _checked(sources[name] if sources[name] != "option" else f"option {name}", kinds[name], str(value))
    return Settings(**values, sources=sources)  # type: ignore[arg-type]


def _checked(label: str, kind: Callable[[str], object], value: str) -> object:
    try:
        checked = kind(value)
    except ValueError:
        raise SettingsError(f"{label}: {value!r} is not a whole number") from None
    if isinstance(checked, int) and checked < 1:
        raise SettingsError(f"{label}: {value} is below 1")
    return checked
