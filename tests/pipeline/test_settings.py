"""Settings: options over environment over defaults, and a value that says who set it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.settings import Settings, SettingsError, available_cpus, build_settings


def test_options_win_over_the_environment_and_that_over_defaults() -> None:
    environ = {"OFSTED_MINUTES_WORKERS": "3", "OFSTED_MINUTES_DATABASE": "a.duckdb", "OFSTED_MINUTES_RAW": "", "WORKERS": "9"}
    settings = build_settings(environ, database="b.duckdb", workers=None)
    assert (settings.workers, settings.database, settings.raw) == (3, Path("b.duckdb"), Path("data/raw"))
    assert settings.source_of("workers") == "OFSTED_MINUTES_WORKERS"
    assert settings.source_of("database") == "option"
    assert settings.source_of("raw") == "default"


def test_there_is_a_worker_a_processor_and_at_most_eight() -> None:
    assert Settings().workers == min(available_cpus(), 8)


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_an_unusable_value_is_named_with_the_variable(value: str) -> None:
    with pytest.raises(SettingsError, match=f"OFSTED_MINUTES_WORKERS: .*{value}"):
        build_settings({"OFSTED_MINUTES_WORKERS": value})


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(SettingsError, match="no setting called sources"):
        build_settings({}, sources={})
