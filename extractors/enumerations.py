"""Cutting enumerations: where the entries of a list written in prose begin and end, and what in an entry is only commentary.

Everything here is a pure function over `text[start:end]` that returns offsets into `text`. Nothing knows whose list it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Part = tuple[str | None, int, int]
"""An entry: its label (inline numbering only), start and end."""

_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|needs?|needed|requires?|required|should|could|can|remains?|remained|continues?|continued|means?|meant"
    r"|explained|said|stated|noted|advised|reported|confirmed|added|it|there|we|they|he|she)"
)
_STATUS = r"(?:now\s+)?(?:complete[d]?|done|in\s+place|in\s+progress|in\s+hand|on\s+track|under\s?way|ongoing|achieved|closed|actioned|launched|green|amber|red|blue)"
_COMMENT = re.compile(rf"[^.]{{0,300}}?\b(?:{_FINITE}\b)|\s*(?:\w+[\s-]+){{0,4}}?{_STATUS}\b", re.IGNORECASE)
_TOLD = re.compile(
    rf"[^.]{{0,300}}?\b(?:was|were|had|would|meant|explained|said|stated|noted|advised|reported|confirmed|added)\b|\s*(?:\w+[\s-]+){{0,4}}?{_STATUS}\b",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s+|:\s+")
_TURN = re.compile(
    r"[,;]?\s+(?:but(?!\s+also)|although|though|however|whereas|albeit)\b"
    r"|[,;]\s+(?:while|whilst|this|these|it|he|she|they|officers|members|the\s+director|work|strengths?)\s+(?:(?!to\b|of\b|with\b|for\b)\w+)"
    r"|,\s+and\s+(?:the|a|an|its|their|these|this|all|work|plans)\b(?:\s+[\w’']+){0,5}?\s+(?:has|had|have|will|would)\s+(?:(?:already|now|all|also|since)\s+)?(?:been|be)\s+\w+"
    r"|,\s+and\s+(?:that|this|it|these|those|they|all|both|some|none)\s+(?:of\s+\w+\s+)?(?:was|were|is|are|had|has|have|would|will)\b"
    r"|,\s+and\s+(?:an?|the)\s+(?:[\w’']+\s+){0,2}plan\s+(?:would|will|had|has)\b"
    r"|\s+(?:was|were|had\s+been)\s+(?:highlighted|identified|mentioned|named|cited|singled)\b"
    r"|,\s+(?:was|were|had|has|have|would|will)\b"
    r"|,\s+be\s+(?:\w+ed|made|put|built|taken)\b"
    r"|,\s+which\s+(?:had|has|have|was|were)\s+(?:since|now|already)\b"
    r"|,\s+(?:which|and|where|for\s+which|all\s+of\s+which|both\s+of\s+which|some\s+of\s+which)\s+(?:[\w’']+\s+){0,6}?(?:was|were|is|are|had|has|have|would|will)\s+"
    r"(?:(?:already|now|all|also|being|been)\s+)*(?:begun|started|underway|under\s+way|in\s+place|addressed|recognised|acknowledged|accepted|known|put|included|reflected|made|planned)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z])")
_IMPERATIVE = re.compile(
    r"[\"'‘“(]?(?:Ensure|Improve|Review|Strengthen|Develop|Increase|Make|Provide|Continue|Reduce|Implement|Establish|Work|Use|Monitor|Take|Evaluate|Consider"
    r"|Further|Embed|Accelerate|Address|Introduce|Clarify|Ensuring|Improving)\b"
)
_ABBREVIATION = re.compile(r"(?:\b(?:Cllrs?|Mrs?|Ms|Dr|St|e\.g|i\.e|etc|cf|vs|No|para|approx|[A-Z]))\.$")
_BRACKET = re.compile(r"\(([^()]*)\)[.;,\s]*$")
_CLOSERS = (" and", ";and", ",and", " or", " &", " –", " -", " —")
_HEAD = re.compile(
    r"(?:A(?:nswer)?\s*:\s+)?(?:[\s,;:·•–—-]|(?:and|or|also|firstly|secondly|thirdly|finally|lastly)\b[,;:]?(?=\s))*", re.IGNORECASE
)
_INLINE_LABEL = re.compile(r"(?:^|(?<=[\s;,:]))\(?(?P<label>[ivx]{1,4}|[a-z]|\d{1,2})\)\s+(?=\S)")

_STEM = re.compile(r"\s*(?:(?:to\s+)?[\w’']+(?:\s+(?:the|its|their))?)?\s*:?\s*")

_QUALITY = (
    r"(?:quality|timeliness|consistency|robustness|effectiveness|efficacy|impact|capacity|sufficiency|clarity|frequency|pace|speed|focus|application|analysis|access"
    r"|range|use|understanding|availability|accuracy|completion|number|rate|level|variability|visibility|stability|oversight|recording|lack|delays?|drift|gaps?"
    r"|worries|worry|concerns?|arrangements|support|response|responses|planning|provision|identification|monitoring|improvement|recruitment|engagement|practice)"
)
_DETERMINER = r"(?:the|a|an|more|better|greater|stronger|quicker|earlier|improved|clearer|further|too|how|how\s+well|whether|that)"
_PREPOSITION = r"(?:of|about|for|in|on|to|with|by|from|at|between|across|around|when|where|who|which|that|so)"
_NEW_HEAD = re.compile(
    rf"(?:{_DETERMINER}\b|(?:[\w’'-]+\s+)?{_QUALITY}\s+(?:and\s+\w+\s+)?{_PREPOSITION}\b|worries\b|concerns\b"
    r"|(?:ensuring|improving|making|reducing|strengthening|increasing|developing)\b"
    r")",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"to\s+(?:ensure|make|strengthen|improve|review|reduce|increase|develop|embed|address|extend)\b|(?:ensure|strengthen|improve|reduce|increase)\s+(?:that|the|how)\b",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"(?:weak(?:er)?|poor|slow|late|inconsistent|insufficient|limited|uneven|infrequent|unclear)\s+\w+", re.IGNORECASE
)
_COMPLEMENT = re.compile(rf"\b{_PREPOSITION}\b", re.IGNORECASE)
_LONE_QUALITY = re.compile(
    rf"(?:^|[,;]\s*|\band\s+)(?:(?:the|a|more|better|greater|improved)\s+)?(?:[\w’'-]+\s+)?{_QUALITY}$", re.IGNORECASE
)
_GERUND = re.compile(r"^\w+ing\b", re.IGNORECASE)
_PAIRS = re.compile(
    r"(?:help|support|safeguarding|care|assessment) and (?:protection|placement|planning)|recruitment and retention|children and (?:young|families|care|adults)"
    r"|young people and|care and (?:care|health|protection)|education,? (?:health|training) and|rights and entitlements|16 and 17|17 and 18|policies and procedures|tracking and monitoring"
    r"|wishes and feelings|health and (?:well|social|care)|learning and development|contact and referral|referral and assessment|brothers and sisters|parents and carers"
    r"|roles and responsibilities|social workers and (?:first|their|team)|step[- ]up and|drift and delay|strengths and|private and|oversight and (?:challenge|direction|supervision)"
    r"|staff and managers|mental health and|friends and family|family and friends|homes? and (?:care|community)|training and (?:support|employment|development)|missing and exploit",
    re.IGNORECASE,
)
_TRIAD = re.compile(
    r"\beducation,\s+health,?\s+and\s+(?:social\s+)?care|\bhealth,\s+education,?\s+and\s+(?:social\s+)?care|\beducation,\s+(?:training|employment),?\s+(?:and|or)\s+(?:training|employment)"
    r"|\bemployment,\s+(?:education|training),?\s+(?:and|or)\s+(?:education|training)|\btraining,\s+(?:education|employment),?\s+(?:and|or)\s+(?:education|employment)"
    r"|\bspecific,\s+measurable,[^;.]*?\btime\S*|\bculture,\s+(?:language|ethnicity),?\s+and\s+(?:religion|faith|identity)|\bchildren,\s+young\s+people,?\s+and\s+(?:their\s+)?families",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r",(?!\s*(?:aged?|who|whom|whose|which|including|such\s+as|so\s+that|to\s+ensure|especially|particularly|where|when|with|for\s+example|in\s+particular|as\s+well\s+as"
    r"|if|because|since|after|before|in\s+relation|notably|even|not\s+just|rather)\b)\s*(?:and[,\s]\s*|or\s+|also\s+)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|aged?|which)\b[^,]*$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|as\s+well\s+as|&)\s+(?:also\s+)?(?:(?P<again>for|in|on|around|about|with|at)\s+)?", re.IGNORECASE)


def trim_entry(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of an entry's own words: without label, final punctuation and "; and", and without commentary.

    Commentary is what follows a dash or colon as a clause or a status ("– the main challenge is …", "– complete"), a turn ("but …"),
    a second sentence that is no further instruction, and a closing bracket that holds a clause or a status. An empty span is possible.
    """
    end = _first_instructions(text, start, end)
    for dash in _DASH.finditer(text, start, end):
        if dash.start() > start and (_TOLD if ":" in dash[0] else _COMMENT).match(text, dash.end(), end):
            end = dash.start()
            break
    turn = _TURN.search(text, start, end)
    if turn and turn.start() > start:
        end = turn.start()
    bracket = _BRACKET.search(text, start, end)
    if bracket and bracket.start() > start and _COMMENT.match(bracket[1] + " "):
        end = bracket.start()
    end = _closed(text, start, end)
    head = _HEAD.match(text, start, end)
    if head:
        start = head.end()
    return _unquoted(text, start, end)


def find_comment(text: str, start: int, end: int) -> int:
    """Return where commentary on a whole enumeration begins (a dash with a clause, a turn), or `end`."""
    for dash in _DASH.finditer(text, start, end):
        if dash.start() > start and ":" not in dash[0] and _COMMENT.match(text, dash.end(), end):
            end = dash.start()
            break
    turn = _TURN.search(text, start, end)
    return turn.start() if turn and turn.start() > start else end


def _closed(text: str, start: int, end: int) -> int:
    """Return `end` moved before the final punctuation, dash and conjunction of an entry."""
    while True:
        words = text[start:end].rstrip(" \t\r\n\xa0;,.:")
        closer = next((closer for closer in _CLOSERS if words.endswith(closer)), "")
        end = start + len(words) - len(closer)
        if not closer:
            return end


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    if end - start > 2 and text[start] in "‘“\"'" and text[end - 1] in "’”\"'":
        return start + 1, end - 1
    if end - start > 2 and text[start] in '‘“"' and not re.search(r"[’”\"]", text[start + 1 : end]):
        return start + 1, end
    return start, end


def _first_instructions(text: str, start: int, end: int) -> int:
    """Return where the first sentence ends, or the last of the instructions that follow it without a break."""
    position = start
    for stop in _SENTENCE.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(position, stop.start() - 8), stop.start() + 1):
            continue
        if not _IMPERATIVE.match(text, stop.end(), end):
            return stop.start()
        position = stop.end()
    return end


def find_parts(text: str, start: int, end: int, count: int | None) -> tuple[Part, ...]:
    """Return the entries of an enumeration in prose, untrimmed.

    In this order: inline numbering ("(i) … (ii) …"), semicolons, commas with a closing "and", a lone "and" between two phrases that
    stand by themselves. `count` is the number that the lead-in announces; where it decides between two cuts it is followed.
    """
    numbered = tuple(_numbered(text, start, end))
    if len(numbered) > 1:
        return numbered
    pieces = _split(text, start, end, re.compile(r";\s*(?:and[,\s]\s*|or\s+)?"))
    if len(pieces) > 1:
        return tuple((None, *piece) for piece in pieces)
    if count == 1:
        return ((None, start, end),)
    pieces = _by_commas(text, start, end)
    last = pieces.pop()
    halves = _halves(text, *last, listed=bool(pieces), wanted=count == len(pieces) + 2)
    if count is not None and len(pieces) + 1 == count:
        halves = [last]
    return tuple((None, *piece) for piece in (*pieces, *halves))


def _numbered(text: str, start: int, end: int) -> Iterator[Part]:
    marks = list(_INLINE_LABEL.finditer(text, start, end))
    if len(marks) < 2 or marks[0]["label"] not in {"i", "a", "1"} or not _STEM.fullmatch(text, start, marks[0].start()):
        return
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        yield mark["label"], mark.end(), following.start() if following else end


def _split(text: str, start: int, end: int, joint: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, position = [], start
    for found in joint.finditer(text, start, end):
        if text[position : found.start()].strip():
            pieces.append((position, found.start()))
        position = found.end()
    if text[position:end].strip(" .,;"):
        pieces.append((position, end))
    return pieces or [(start, end)]


def _by_commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at commas that join entries; a comma that closes "who …" or "aged …", or stands in brackets, joins none."""
    pieces, position = [], start
    names = [name.span() for name in _TRIAD.finditer(text, start, end)]
    for comma in _JOINT.finditer(text, start, end):
        if any(first < comma.start() < last for first, last in names):
            continue
        before = text[position : comma.start()]
        if before.count("(") > before.count(")") or not before.strip():
            continue
        if _opened_aside(text, position, comma.start()):
            continue
        pieces.append((position, comma.start()))
        position = comma.end()
    pieces.append((position, end))
    joined = any(_AND.search(text, *piece) or re.search(r",\s*(?:and|or)\s", text[start:end]) for piece in pieces[-1:])
    joined = joined or (len(pieces) == 2 and _NEW_HEAD.match(text, *pieces[1]) is not None)
    return pieces if joined or len(pieces) > 2 else [(start, end)]


def _opened_aside(text: str, start: int, comma: int) -> bool:
    """Tell whether the words before `comma` opened an aside ("children, aged 16, …") that this comma closes."""
    opened = re.search(r",\s*(?:who|whose|which|aged?|especially|particularly|including)\b[^,]*$", text[start:comma], re.IGNORECASE)
    return opened is not None and _RELATIVE.search(text[start:comma]) is not None


def _halves(text: str, start: int, end: int, *, listed: bool, wanted: bool) -> list[tuple[int, int]]:
    """Split an entry at its "and" when the two sides stand by themselves, or when list or count ask for it."""
    joints = [joint for joint in _AND.finditer(text, start, end) if not _is_pair(text, start, joint, end)]
    if not joints:
        return [(start, end)]
    for joint in reversed(joints):
        left, right = text[start : joint.start()].strip(), text[joint.end() : end].strip(" .;,")
        again = joint["again"]
        if again and re.search(rf"\b{again}\s*$", text[:start], re.IGNORECASE):
            return [(start, joint.start()), (joint.end(), end)]
        if _INSTRUCTION.match(right) and len(left.split()) > 2:
            return [(start, joint.start()), (joint.end(), end)]
        if wanted:
            return [(start, joint.start()), (joint.end(), end)]
        if _LONE_QUALITY.search(left) and not (listed and not _COMPLEMENT.search(right)):
            continue
        if _GERUND.match(right) and left.split()[-1].endswith("ing"):
            continue
        if _stands_alone(left, right, listed=listed):
            return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]


def _is_pair(text: str, start: int, joint: re.Match[str], end: int) -> bool:
    """Tell whether an "and" joins words that are one name or phrase together, so that it joins no entries."""
    if any(name.start() < joint.start() < name.end() for name in _TRIAD.finditer(text, start, end)):
        return True
    return any(
        pair.start() < joint.start() - max(start, joint.start() - 30) + 1 < pair.end()
        for pair in _PAIRS.finditer(text[max(start, joint.start() - 30) : min(end, joint.end() + 20)])
    )


def _stands_alone(left: str, right: str, *, listed: bool) -> bool:
    if _NEW_HEAD.match(right):
        return True
    left_complement, right_complement = _COMPLEMENT.search(left), _COMPLEMENT.search(right)
    if left_complement and _FAULT.match(right):
        return True
    return not left_complement or (listed and not right_complement and len(left.split()) <= 4)
