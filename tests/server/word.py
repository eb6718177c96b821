"""Paragraphs → the markup that Word's text has after HTML Tidy, whole or cut at a number of words."""

from __future__ import annotations

import html
import random
import re

LIMIT = 500
_LABEL = re.compile(r"(\d{1,2}\.|[a-z]\)|\([ivx]+\)|·) (.*)", re.DOTALL)
_ENTITIES = {"’": "&rsquo;", "‘": "&lsquo;", "£": "&pound;", "–": "&ndash;", "\u00a0": "&nbsp;"}


def references(text: str) -> str:
    """Return text as titles have it: punctuation as decimal references."""
    return "".join(f"&#{ord(letter)};" if letter in "&'()/:;–’‘\"<>" else letter for letter in text)


def cut(paragraphs: tuple[str, ...], limit: int = LIMIT) -> tuple[str, ...]:
    """Return the first `limit` words, the last paragraph broken off where they end."""
    kept: list[str] = []
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        if limit <= 0:
            break
        kept.append(" ".join(words[:limit]))
        limit -= len(words)
    return tuple(kept)


def word_count(paragraphs: tuple[str, ...]) -> int:
    return sum(len(paragraph.split(" ")) for paragraph in paragraphs)


def word_html(paragraphs: tuple[str, ...], seed: str, tail: str = "") -> str:
    """Return a `div.mgWordPara`; `tail` is markup that stands inside the last open inline element (the link to the full text)."""
    rng = random.Random(f"{seed} word")
    blocks: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        blocks.append(tidy_wrap(_paragraph(paragraph, rng, tail if at == len(paragraphs) - 1 else "")))
    if len(paragraphs) > 9 and not tail:
        blocks.insert(4, _TABLE)
    blank = '<p class="MsoNormal"><span style="">&nbsp;</span></p>' if rng.random() < 0.5 else '<p class="MsoNormal">&nbsp;</p>'
    inner = f"\n{blank}\n".join(blocks)
    nested = f"<div>\n{inner}\n</div>" if rng.random() < 0.3 else inner
    return f'<div class="mgWordPara"  ><div class="WordSection1">\n{nested}\n</div>\n</div> '


_TABLE = (
    '<table class="MsoTableGrid" border="1"><tr><td>\n<p class="MsoNormal">Measure</p></td><td>\n<p class="MsoNormal">Quarter 1</p></td></tr>\n'
    '<tr><td>\n<p class="MsoNormal">Assessments in time</p></td><td>\n<p class="MsoNormal">84%</p></td></tr></table>'
)


def _paragraph(text: str, rng: random.Random, tail: str) -> str:
    found = _LABEL.match(text)
    if not found:
        return f'<p class="MsoNormal"><span style="">{_inline(text, rng)}{tail}</span></p>'
    gap = '<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span>'
    style = ' style="margin-left:36.0pt;text-indent:-18.0pt"'
    return f'<p class="MsoListParagraph"{style}><span><span>{found[1]}{gap}</span></span><span>{_inline(found[2], rng)}{tail}</span></p>'


def _inline(text: str, rng: random.Random) -> str:
    escaped = html.escape(text, quote=False)
    escaped = re.sub(r"\b(RESOLVED|AGREED)\b", r"<b>\1</b>", escaped)
    words = escaped.split(" ")
    for at, word in enumerate(words):
        if word.isalpha() and len(word) > 5 and rng.random() < 0.04:
            half = len(word) // 2
            words[at] = rng.choice(
                (
                    f'<span class="SpellE">{word}</span>',
                    f'{word[:half]}<span class="GramE">{word[half:]}</span>',
                    f'<i><span><span lang="EN-US" xml:lang="EN-US">{word}</span></span></i>',
                )
            )
    return "".join(_ENTITIES.get(letter, letter) for letter in " ".join(words))


def tidy_wrap(markup: str, width: int = 68) -> str:
    """Break markup at spaces, inside tags too, so that lines stay within `width` columns where they can."""
    lines: list[str] = []
    current = ""
    for piece in markup.split(" "):
        if current and len(current) + 1 + len(piece) > width:
            lines.append(current)
            current = piece
        else:
            current = f"{current} {piece}" if current else piece
    return "\n".join([*lines, current])
