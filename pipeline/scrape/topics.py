"""Which committees, items and files matter, as data: `topics.toml`, or a file of the caller's in its place."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from pipeline.settings import SettingsError

_LISTS = ("committees", "other_committees", "titles", "texts", "other_titles", "reports", "plans", "near_misses")
_OPTIONAL = ("near_titles",)


@dataclass(frozen=True, slots=True)
class Topics:
    """The rules of choice. Patterns are compiled; `digest` tells one set of rules from another."""

    phrases: tuple[str, ...]
    word: str
    patterns: Mapping[str, re.Pattern[str]]
    digest: str

    def is_committee(self, title: str) -> bool:
        """Return whether the meetings of a body of this name may take what is looked for."""
        return self._matches("committees", title) and not self._matches("other_committees", title)

    def is_item(self, title: str, text: str = "") -> bool:
        """Return whether an item matters, by its title or by what is minuted (or shown of it)."""
        if self._matches("titles", title):
            return True
        return not self._matches("other_titles", title) and self._matches("texts", text)

    def is_found(self, title: str, snippet: str) -> bool:
        """Return whether a result of a search is worth fetching, by its title and the piece of text shown with it.

        Where no word that was searched for is shown, it stands elsewhere (an attached file, printed minutes), so the item may matter unless
        its title says what it is about instead.
        """
        if self.is_item(title, snippet):
            return True
        shown = any(phrase.lower() in snippet.lower() for phrase in self.phrases)
        near = self._matches("near_misses", snippet) if shown else self._matches("near_titles", title)
        return not near and not self._matches("other_titles", title)

    def is_report(self, title: str) -> bool:
        """Return whether an attached file of this name is an inspection report or letter."""
        return self._matches("reports", title)

    def is_plan(self, title: str) -> bool:
        """Return whether an attached file of this name is an action or improvement plan."""
        return self._matches("plans", title)

    def search_text(self) -> str:
        """Return what the site's search is asked for: the phrases, quoted where they are more than a word, joined by OR."""
        return " OR ".join(f'"{phrase}"' if " " in phrase else phrase for phrase in self.phrases)

    def _matches(self, name: str, text: str) -> bool:
        return self.patterns[name].search(text.replace("’", "'").replace("‘", "'")) is not None


def load_topics(path: Path | None = None) -> Topics:
    """Return the rules in the TOML file at `path`, or those that are shipped. Raises SettingsError naming the file and what is wrong."""
    name = str(path) if path else "topics.toml"
    try:
        text = (
            path.read_text(encoding="utf-8")
            if path
            else resources.files("pipeline.scrape").joinpath("topics.toml").read_text("utf-8")
        )
        data = tomllib.loads(text)
        patterns = {key: _compiled(data[key]) for key in _LISTS} | {key: _compiled(data.get(key, [])) for key in _OPTIONAL}
        return Topics(tuple(data["phrases"]), data["word"], patterns, hashlib.sha256(text.encode()).hexdigest()[:16])
    except OSError as error:
        raise SettingsError(f"topics: {name} cannot be read: {error.strerror}") from error
    except KeyError as error:
        raise SettingsError(f"topics: {name} has no list {error}") from error
    except (tomllib.TOMLDecodeError, re.error, TypeError, UnicodeDecodeError) as error:
        raise SettingsError(f"topics: {name}: {error}") from error


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    for pattern in patterns:
        re.compile(pattern)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) if patterns else r"(?!)", re.IGNORECASE | re.DOTALL)
