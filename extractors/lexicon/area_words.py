"""The words that lead-ins to improvement areas and mentions of them are made of. Data only, as pieces of patterns."""

from __future__ import annotations

MORE = (
    r"(?:(?:further|continued|continuous|future|key|specific|necessary|priority|additional|more|greater|urgent|particular)\s+){0,2}"
)
WANTED = r"(?:improve(?:ments?|d)?|improving|develop(?:ment|ed|ing)?|work|attention|focus|action|strengthen(?:ed|ing)|be\s+better)"
BAD = r"(?:(?:significant|serious|major|key)\s+){0,2}(?:weakness(?:es)?|concerns?)"
AREA_OF = (
    rf"(?:for|of|to)\s+(?:be\s+)?{MORE}(?:improve(?:ments?|d)?|develop(?:ment|ed)?|strengthen(?:ing|ed)|priority\s+action|{BAD})\b"
    rf"(?:\s+(?:and|or|&)\s+(?:(?:areas\s+)?(?:for|of)\s+)?{MORE}(?:improvements?|development|priority\s+actions?|{BAD})\b)?"
)
THING = r"(?:areas?|aspects?|points?|matters?|issues?|things|elements?)"
TO_THE_WORK = rf"(?:(?:for|to|be|a|some|the\s+most|immediate|significant)\s+){{0,3}}{MORE}{WANTED}\b"

INSPECTOR = (
    r"(?:of(?:sted|stead)|oftsed|osted|oftsted|(?:the\s+)?(?:lead\s+)?inspectors?|the\s+inspection(?:\s+(?:team|report|letter))?"
    r"|inspection\s+(?:report|letter)s?|ofsted[’']s\s+(?:report|letter)|hmi)"
)
SAID = (
    r"(?:said|found|noted|reported|stated|felt|considered|concluded|commented|highlighted|identified|advised|observed|thought"
    r"|were\s+clear|was\s+clear|recognised|stressed|emphasi[sz]ed|pointed\s+out)"
)
AUX = r"(?:(?:had|have|has|also|further|then|however|therefore|again|clearly|specifically)\s+){0,3}"
SPEAKER = rf"(?:{INSPECTOR}|they)"
ADDRESSEE = (
    r"(?:the\s+|its\s+)?(?:council|borough|county|city|(?:local\s+)?authority|services?|partners(?:hip)?|leaders|managers|us)"
)
CURE = r"(?:ensure|make|strengthen|increase|reduce|review|develop|embed|provide|extend|speed|secure|accelerate|clarify|raise|widen|sharpen)"
VOICE = rf"(?:{SPEAKER}|(?:the|its|their|his|that)\s+(?:\w+\s+){{0,2}}?(?:report|letter))"
BETTER = (
    r"(?:better|improve[ds]?|improvements?|improving|strengthen(?:ed|ing)?|stronger|put\s+right|quicker|faster|sooner|clearer|sharper|swifter|tighter|firmer|fuller"
    r"|closer|wider|earlier|fewer|shorter|more\s+\w+)"
)
PICKED = (
    r"(?:singled\s+out|picked\s+out|pointed\s+out|put\s+forward|marked(?:\s+out)?|identified|highlighted|flagged(?:\s+up)?|recognised|named|cited|raised|noted"
    r"|listed|described|seen|mentioned)"
)
COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|a\s+few|\d{1,2})"
LETTER = rf"(?:{SPEAKER}|(?:the|its|their|that)\s+letter)"
