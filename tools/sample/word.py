"""Paragraphs → the markup that Word's text has after ModernGov's HTML Tidy: wraps at 68 columns, span soup, no-break-space paragraphs."""

from __future__ import annotations

import html
import random
import re

LABEL = re.compile(r"^(?P<label>\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+)\s+(?P<body>.*)$", re.DOTALL)
_STRONG = re.compile(r"\b(RESOLVED|AGREED|RECOMMENDED|Resolved(?=\s*(?::|-|–|$))|ACTION(?=:))")
_ENTITIES = {"’": "&rsquo;", "‘": "&lsquo;", "“": "&ldquo;", "”": "&rdquo;", "–": "&ndash;", "£": "&pound;", "\u00a0": "&nbsp;"}


def word_html(lines: tuple[str, ...], style: str, rng: random.Random, tail: str = "") -> str:
    """Return the inside of a `div.mgWordPara`; `tail` is markup that goes into the last paragraph (the truncation link).

    Styles: `word` (WordSection1, entities, manual lists), `nested` (Section1 in two divs, justified, curly quotes as characters),
    `plain` (bare `p`, real `ol`/`ul`).
    """
    blocks: list[str] = []
    index = 0
    while index < len(lines):
        if lines[index].startswith("|"):
            end = _run(lines, index, lambda line: line.startswith("|"))
            blocks.append(_table(lines[index:end], style))
        elif style == "plain" and (count := _list_length(lines, index)) > 1:
            end = index + count
            blocks.append(_real_list(lines[index:end], tail if end == len(lines) else ""))
        else:
            end = index + 1
            blocks.append(_paragraph(lines[index], style, rng, tail if end == len(lines) else ""))
        index = end
    if tail and lines and lines[-1].startswith("|"):
        blocks.append(f"<p>{tail}</p>")
    if style == "plain":
        return "\n".join(blocks)
    blank = (
        '<p class="MsoNormal">&nbsp;</p>' if style == "word" else '<p class="MsoNormal" style=""><span style="">&nbsp;</span></p>'
    )
    body = f"\n{blank}\n".join(tidy_wrap(block) for block in blocks)
    if style == "nested":
        return f'<div class="Section1"><div>\n{body}\n</div></div>'
    return f'<div class="WordSection1">\n{body}\n</div>'


def tidy_wrap(markup: str, width: int = 68) -> str:
    """Break markup at spaces, inside tags too, so that lines stay within `width` columns where they can."""
    lines: list[str] = []
    current = ""
    for word in markup.split(" "):
        if current and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return "\n".join([*lines, current])


def _run(lines: tuple[str, ...], index: int, wanted: object) -> int:
    while index < len(lines) and callable(wanted) and wanted(lines[index]):
        index += 1
    return index


def _inline(text: str, style: str, rng: random.Random) -> str:
    escaped = html.escape(text, quote=False)
    escaped = _STRONG.sub(r"<b>\1</b>", escaped)
    if style == "plain":
        return escaped
    words = escaped.split(" ")
    for at, word in enumerate(words):
        if not word.isalpha() or len(word) < 6 or rng.random() > 0.035:
            continue
        middle = len(word) // 2
        words[at] = rng.choice(
            (
                f'<span class="SpellE">{word}</span>',
                f'{word[:middle]}<span class="GramE">{word[middle:]}</span>',
                f'<span lang="EN-US" xml:lang="EN-US">{word}</span>',
                f'<span style="">{word[:middle]}</span>{word[middle:]}',
            )
        )
    escaped = " ".join(words)
    if style == "word":
        escaped = "".join(_ENTITIES.get(letter, letter) for letter in escaped)
    return escaped


def _paragraph(line: str, style: str, rng: random.Random, tail: str) -> str:
    depth = (len(line) - len(line.lstrip(" "))) // 2
    text = line.strip()
    if text.startswith("# "):
        heading = _inline(text[2:], style, rng)
        return f'<p style="font-weight: bold">{heading}{tail}</p>' if style == "nested" else f"<p><b>{heading}</b>{tail}</p>"
    if style == "plain":
        return f"<p>{_inline(text, style, rng)}{tail}</p>"
    label = LABEL.match(text)
    if text.startswith("· "):
        lead, body = '<span style="font-family:Symbol"><span>·', text[2:]
    elif label:
        lead, body = f"<span><span>{label['label']}", label["body"]
    else:
        align = ' style="text-align:justify"' if style == "nested" else ""
        return f'<p class="MsoNormal"{align}>{_inline(text, style, rng)}{tail}</p>'
    gap = '<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span>'
    margin = f"margin-left:{36 * (depth + 1)}.0pt;text-indent:-18.0pt"
    return f'<p class="MsoListParagraph" style="{margin}">{lead}{gap}</span></span>{_inline(body, style, rng)}{tail}</p>'


def _list_length(lines: tuple[str, ...], index: int) -> int:
    """Return how many lines from `index` make one plain list: bullets, or labels counting up from 1 or a."""
    if lines[index].startswith("· "):
        return _run(lines, index, lambda line: line.startswith("· ")) - index
    count = 0
    while index + count < len(lines):
        label = LABEL.match(lines[index + count])
        if not label or label["label"] not in (f"{count + 1}.", f"{chr(97 + count)}."):
            break
        count += 1
    return count


def _real_list(lines: tuple[str, ...], tail: str) -> str:
    rng = random.Random(0)
    first = LABEL.match(lines[0])
    opening, closing = (
        ("<ul>", "</ul>") if first is None else ('<ol type="a">', "</ol>") if first["label"] == "a." else ("<ol>", "</ol>")
    )
    entries = []
    for number, line in enumerate(lines, start=1):
        label = LABEL.match(line)
        body = line[2:] if label is None else label["body"]
        entries.append(f"<li>{_inline(body, 'plain', rng)}{tail if number == len(lines) else ''}</li>")
    return "\n".join([opening, *entries, closing])


def _table(rows: tuple[str, ...], style: str) -> str:
    rng = random.Random(0)
    css = ' class="MsoTableGrid" border="1"' if style != "plain" else ' border="1"'
    out = [f"<table{css}>"]
    for row in rows:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        inner = "".join(f'<td>\n<p class="MsoNormal">{_inline(cell, "plain", rng) or "&nbsp;"}</p></td>' for cell in cells)
        out.append(f"<tr>{inner}</tr>")
    return "\n".join([*out, "</table>"])
