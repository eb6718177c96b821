"""Finds the date expressions of British minutes, as far as their words go. Pure functions on strings.

The forms are those of the catalogue's sections A-1 and A-2: day ranges and pairs, week commencing, months and pairs of months, years
and seasons, numeric dates, and months or years told from the meeting ("June last year").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.date_lists import WEEKEND, join_weeks, share_years
from extractors.date_parts import DateMention, DateParts, adjoin, is_date, year_before

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_FULL}|{_FULL.upper()}|{_FULL.lower()}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Septmber|Feburary|Febuary|Decemeber)\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:\s?(?:st|nd|rd|th|ST|ND|RD|TH)\b)?"
_YEAR = r"(?:19[89]|20[0-4])\d(?!\d)"
_WEEKDAY = r"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day),?\s+)?"
_DASH = r"[-–—−‐‑]"
_ENDED = r"(?:(?:was|would|will)\s+(?:due\s+)?(?:to\s+)?)?(?:end|conclud|finish|complet|clos)(?:ed|ing|e)?\s+(?:it\s+)?(?:on\s+)?|(?:left|went)\s+(?:on\s+)?|(?:stay|remain)ed\s+(?:on\s+site\s+)?(?:until|till)\s+"
_JOIN = rf"\s*(?:{_DASH}{{1,2}}|/|&|\b(?:(?:up|through)\s+)?(?:to|TO|To)\b|\b(?:until|till|through)\b|,?\s*\b(?:and|AND)\s+(?:{_ENDED})|,?\s*\b(?:and|AND)\b)\s*"
_ENDING = re.compile(r"end|left|went|clos|conclud|finish|complet|until|till")
_TILL = r"\s+(?:to|until|till|through\s+to|and\s+(?:stay|remain)ed\s+(?:on\s+site\s+)?(?:until|till))\s+the\s+"
_ORDINAL = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)\b"
_THE = r"(?:the\s+|on\s+(?:the\s+)?)?"
_OF = r"(?:\s+of)?[\s,]*"
_FORMS = re.compile(
    rf"""(?<![\w£$€.,/:#-])(?:
      (?P<n1>\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|\d{{1,2}}/\d{{1,2}}/\d\d)(?![\w/])(?:\s*(?P<nj>{_DASH}|to|and|&)\s*(?P<n2>\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|\d{{1,2}}/\d{{1,2}}/\d\d)(?![\w/]))?
    | (?P<ad>{_DAY}){_OF}(?P<am>{_MONTH})(?:,?\s*(?P<ay>{_YEAR}))?(?P<aj>{_JOIN}){_WEEKDAY}{_THE}(?P<bd>{_DAY}){_OF}(?P<bm>{_MONTH})(?:,?\s*(?P<by>{_YEAR}))?
    | (?:(?P<zd>{_DAY})\s*(?:{_DASH}|\bto\b)\s*(?P<ze>{_DAY})\s*(?:,|,?\s*\band\b|&)\s*(?:from\s+)?(?:the\s+)?)?(?P<cd>{_DAY})(?:\s*,\s*{_WEEKDAY}{_THE}{_DAY}){{0,3}}(?P<cj>{_JOIN})(?:w/[cb]\s+)?{_WEEKDAY}{_THE}(?P<dd>{_DAY}){_OF}(?P<dm>{_MONTH})(?:,?\s*(?P<dy>{_YEAR}))?
    | (?P<ed>{_DAY}){_OF}(?P<em>{_MONTH})(?![a-z])(?:,?\s*(?P<ey>{_YEAR}))?(?:{_TILL}(?P<xd>{_ORDINAL})(?!{_OF}{_MONTH}))?
    | (?P<fm>{_MONTH})\s+(?:(?P<fd>{_DAY})(?:{_JOIN}(?P<gd>{_DAY}))?(?:,?\s+(?P<fy>{_YEAR}))|(?P<hd>(?:[12]?\d|3[01])(?:st|nd|rd|th)\b))
    | (?P<im>{_MONTH})(?:,?\s+(?P<iy>{_YEAR}))?(?P<ij>{_JOIN})(?:in\s+|(?:the\s+)?(?:early|mid|late|beginning|start|end|middle)\s+(?:of\s+)?)?(?P<jm>{_MONTH})(?![a-z])(?:,?\s+(?:of\s+)?(?P<jy>{_YEAR}))?(?!\s*\d)
    | (?P<km>{_MONTH})(?![a-z])(?:,?\s+(?:of\s+)?(?P<ky>{_YEAR}))?
    | (?P<year>{_YEAR})(?!\s?[-–/]\s?\d|['’]?\d|,\d|[%\w])
    | (?P<day>(?i:today|yesterday|(?:that|this)\ (?:very\ )?(?:morning|afternoon|day)|(?:the|one|two|three|four|five|six)\ days?\ (?:before|earlier|ago)|the\ previous\ day))\b(?!\s*\()
    | (?P<rel>(?i:last\ year|(?:earlier\ )?this\ year|last\ month|(?<=the\ )previous\ month))\b
    )""",
    re.VERBOSE,
)
_NAMES_INSPECTION = re.compile(r"\s+(?:(?:Ofsted|ILACS|full|focus+ed|monitoring)\s+)?(?:inspection|ILACS|visit)\b")
_PUBLISHED = re.compile(r"\b(?:published|released|issued|c[ao]me out|made public)\b[^.;]{0,30}$", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:to|until|till)\b|[-–—]")
_DIGITS = re.compile(r"[0-9]+")
_OPENINGS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "last ",
    "earlier this",
    "previous month",
    "today",
    "yesterday",
    "that ",
    "this ",
    "the day ",
    "the previous day",
    "one day ",
    "two days ",
    "three days ",
    "four days ",
    "five days ",
    "six days ",
)
_RELATIVE = re.compile(r"\s+(?:of\s+)?(?P<which>last|this)\s+year\b", re.IGNORECASE)
_COMMENCING = re.compile(
    r"(?:\bw/[cb]|\b(?:weeks?|fortnight)\s*-?(?:commencing|beginning|starting|of|from))[:\s]+(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"\b(?:(?:very )?(?:early|late|mid)(?:[\s-]+(?:in|part of))?|(?:the )?(?:start|beginning|middle|end) of|(?:the )?(?:spring|summer|autumn|winter)(?: term)?(?: of| in)?)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
_MONTH_LEADS = re.compile(
    r"(?:\b(?:in|during|since|of|early|late|mid|last|until|to|by|from|before|after|around|for|between|through)[\s-]+(?:the\s+)?|[(/–-]\s*)$",
    re.IGNORECASE,
)
_NAMED_AFTER_YEAR = re.compile(
    r"\b(?:Act|Regulations?|Rules|Order|Together|Code|Census|No|Minute|Min|Ref|Item|Version|Vision|Plan|Strategy)\.?\s*\(?$"
)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the date expressions of `text` in order. Words that are no calendar date (31 June) and laws' years are left out."""
    found: list[DateMention] = []
    position = 0
    for start in _starts(text):
        if start < position:
            continue
        match = _FORMS.match(text, start)
        if not match:
            continue
        mentions = list(_mentions(text, match))
        position = max(match.end(), *(mention.end_char for mention in mentions), 0)
        found.extend(mention for mention in mentions if is_date(mention.first) and is_date(mention.last))
    return tuple(join_weeks(text, share_years(text, found)))


def _starts(text: str) -> list[int]:
    """Return where a date could begin. `str.find` for each opening word is several times faster than one pattern for all of them."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow in lower case
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    starts = [match.start() for match in _DIGITS.finditer(text)]
    for word in _OPENINGS:
        place = lower.find(word)
        while place >= 0:
            starts.append(place)
            place = lower.find(word, place + 1)
    return sorted(starts)


def _mentions(text: str, match: re.Match[str]) -> Iterator[DateMention]:
    start, end = match.span()
    before = text[max(0, start - 32) : start]
    if match["rel"]:
        words = match["rel"].lower()
        yield DateMention(
            start,
            end,
            DateParts(),
            years_back=None if "month" in words else int("last" in words),
            months_back=1 if "month" in words else None,
        )
        return
    if match["day"]:
        if _PUBLISHED.search(text, max(0, start - 60), start):
            yield DateMention(start, end, DateParts(), days_back=_days_back(match["day"].lower()))
        return
    if match["year"]:
        if _NAMED_AFTER_YEAR.search(before):
            return
        qualifier = _QUALIFIER.search(before)
        yield DateMention(start - (len(qualifier[0]) if qualifier else 0), end, DateParts(int(match["year"])))
        return
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    first, last, join = _parts(groups)
    month_alone = first.day is None
    if month_alone and first.year is None and match[0][0].islower():
        return  # "may", "march": verbs
    if (
        month_alone
        and first.year is None
        and (last is None or last.year is None)
        and not _MONTH_LEADS.search(before)
        and not _NAMES_INSPECTION.match(text, end)
        and not _RELATIVE.match(text, end)
    ):
        return
    commencing = ("w/" in (low := before.lower()) or "week" in low or "fortnight" in low) and _COMMENCING.search(before) is not None
    if commencing and last and _RANGE.search(match[0]):  # "two weeks from 10 to 21 May"
        commencing = False
    if (
        last
        and not commencing
        and "and" in join.lower()
        and not _ENDING.search(join)
        and not _BETWEEN.search(before)
        and not adjoin(first, last)
    ):
        split = start + match[0].index(join)
        yield DateMention(start, split, replace(first, year=first.year or year_before(first, last)))
        yield DateMention(match.start("bd" if "bd" in groups else "jm" if "jm" in groups else "n2"), end, last)
        return
    if last and first.year is None and last.year is not None:
        first = replace(first, year=year_before(first, last))
    if last and last.year is None and first.year is not None:
        last = replace(last, year=first.year + int((first.month or 0) > (last.month or 0)))
    mention = DateMention(start, end, first, last, commencing=commencing)
    if mention.commencing:
        mention = replace(mention, last=None)
    if first.year is None and (relative := _RELATIVE.match(text, end)):
        mention = replace(mention, end_char=relative.end(), years_back=int(relative["which"].lower() == "last"))
    yield mention


def _days_back(words: str) -> int:
    if words.startswith(("yesterday", "the ")):
        return 1
    return (
        ("one", "two", "three", "four", "five", "six").index(words.split()[0]) + 1
        if "days" in words or words.startswith("one")
        else 0
    )


def _parts(groups: dict[str, str]) -> tuple[DateParts, DateParts | None, str]:
    """Return the first part, the last part and the words that join them."""
    if "n1" in groups:
        return _numeric(groups["n1"]), _numeric(groups["n2"]) if "n2" in groups else None, groups.get("nj", "")
    if "ad" in groups:
        return _part(groups, "ay", "am", "ad"), _part(groups, "by", "bm", "bd"), groups["aj"]
    if "cd" in groups:
        last = _part(groups, "dy", "dm", "dd")
        if "zd" in groups:
            first_week, day = DateParts(last.year, last.month, _day(groups["zd"])), _day(groups["cd"])
            if 0 < day - _day(groups["ze"]) <= WEEKEND:  # "3 to 7 and 10 to 14 June": two weeks of one stay
                return first_week, last, groups["cj"]
        return DateParts(last.year, last.month, _day(groups["cd"])), last, "" if "and" in groups["cj"].lower() else groups["cj"]
    if "ed" in groups:
        first = _part(groups, "ey", "em", "ed")
        return first, replace(first, day=_day(groups["xd"])) if "xd" in groups else None, ""
    if "fm" in groups:
        first = DateParts(
            int(groups["fy"]) if "fy" in groups else None, _month(groups["fm"]), _day(groups.get("fd") or groups["hd"])
        )
        return first, replace(first, day=_day(groups["gd"])) if "gd" in groups else None, ""
    if "im" in groups:
        return _part(groups, "iy", "im", ""), _part(groups, "jy", "jm", ""), groups["ij"]
    return _part(groups, "ky", "km", ""), None, ""


def _part(groups: dict[str, str], year: str, month: str, day: str) -> DateParts:
    return DateParts(int(groups[year]) if year in groups else None, _month(groups[month]), _day(groups[day]) if day else None)


def _numeric(words: str) -> DateParts:
    day, month, year = (int(number) for number in re.split(r"[./]", words))
    return DateParts(year if year > 99 else 2000 + year, month, day)


def _month(words: str) -> int:
    return _NUMBERS[words[:3].lower()]


def _day(words: str) -> int:
    return int(re.sub(r"\D", "", words))
