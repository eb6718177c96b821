"""Words of an improvement area → themes of the vocabulary.

An area phrase is built as quality noun + object + group ("timeliness of strategy meetings"); the theme is the object or the group,
never the quality noun. Rules: longest trigger first, group before generic process, head before detail, nothing found → no theme.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon import themes as lexicon

_DASHES = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "’": "'", "‘": "'", "\xa0": " "})
_DETAIL = re.compile(lexicon.DETAIL)
_OPENING = re.compile(lexicon.OPENING)
_DRIFT = re.compile(lexicon.DRIFT)
_SETTING = re.compile(rf"(?P<send>{lexicon.SEND_SETTING})|(?P<other>{lexicon.OTHER_SETTING})")
_LOCAL_AREA = "send_local_area"
_ADVISER = re.compile(r"\badvis[eo]rs?\b|\bpas?\b|\bcontact\b|\bin touch\b")
_MANAGER = re.compile(r"\bmanage|\bsupervis")
_CARE = re.compile(r"\bin care\b|\blooked after\b|\bcared for\b")
_ANY_OF = tuple(
    (code, re.compile(rf"(?<!\w)(?:{triggers})(?!\w)")) for code, triggers in (*lexicon.TRIGGERS.items(), ("", lexicon.MASKED))
)
_CONTEXT = tuple((code, other, re.compile(pattern)) for code, other, pattern in lexicon.CONTEXT)


@lru_cache(maxsize=4096)  # one item stands on several pages: agenda item, issue, meeting
def themes_of(text: str) -> tuple[str, ...]:
    """Return the theme codes that the words of an area name, in the order of the text, causes (oversight, workforce, recording) last.

    Empty when no trigger of the vocabulary stands in them: a theme is never guessed.
    """
    words = _OPENING.sub("", " ".join(text.translate(_DASHES).lower().split()))
    head, _, detail = _parted(words)
    return _themes_in(head) or _themes_in(detail)


def themes_in_setting(text: str, before: str) -> tuple[str, ...]:
    """Return the themes of an area's words, with the local area's own theme where `before`, the words up to them, speaks of its inspection.

    The inspection named last decides.
    """
    named = [found.lastgroup for found in _SETTING.finditer(before)]
    themes = themes_of(text)
    return (*themes, _LOCAL_AREA) if named and named[-1] == "send" and _LOCAL_AREA not in themes else themes


def _parted(words: str) -> tuple[str, str, str]:
    found = _DETAIL.search(words)
    return (words[: found.start()], found[0], words[found.end() :]) if found and found.start() > 0 else (words, "", "")


def _themes_in(words: str) -> tuple[str, ...]:
    matches = [(m.start(), m.end(), code) for code, pattern in _ANY_OF for m in pattern.finditer(words) if m.end() > m.start()]
    chosen: list[tuple[int, int, str]] = []
    for match in sorted(matches, key=lambda m: (m[0] - m[1], m[0])):
        if all(match[1] <= other[0] or match[0] >= other[1] for other in chosen):
            chosen.append(match)
    codes = list(dict.fromkeys(_in_context(code, words) for _, _, code in sorted(chosen) if code))
    found = set(codes)
    if _DRIFT.search(words) and not found and _CARE.search(words):
        return ("permanence",)
    codes = [code for code in codes if not _yields(code, found, words)]
    return tuple(sorted(codes, key=lambda code: (code in lexicon.CAUSES, codes.index(code))))


def _in_context(code: str, words: str) -> str:
    return next((other for named, other, pattern in _CONTEXT if named == code and pattern.search(words)), code)


def _yields(code: str, found: set[str], words: str) -> bool:
    """Tell whether a theme gives way to a more telling one in the same words."""
    if code in lexicon.GENERIC:
        return bool(found & lexicon.GROUPS)
    if code == "personal_advisers":
        return "care_leaver_offer" in found and not _ADVISER.search(words)
    if code == "management_oversight" and "care_plans_reviews" in found:
        return not _MANAGER.search(words)
    return code == "management_oversight" and bool(found & lexicon.PLACEMENTS)
