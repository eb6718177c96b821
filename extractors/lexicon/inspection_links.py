"""The words around a date that tell what it is the date of: patterns that linking tries before, after and between cues.

All read lower-case text; those that end in `$` are searched for in the words before a date. Constructions: catalogue, sections A-1 to A-4.
"""

from __future__ import annotations

import re

DEADLINE = re.compile(
    r"\b(?:by|as at|as of|until|before|prior to|(?:no|not) later than|ahead of|in time for|after)\s+(?:the\s+)?(?:(?:end|start|beginning|middle) of\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:early |late )?$")
FOR = re.compile(r"\bfor\s+(?:the\s+)?(?:\w+day,?\s+)?$")
BEFORE_NAME = re.compile(
    r"['’]?s?['’]?\s+(?:(?!(?:the|an?|and|to|in|at|of|on|with|by|for|from|that|which|was|were|is|had|has|as|after|before|since|following)\b)['‘]?[\w/&-]+['’]?s?['’]?\s+){0,4}$"
)
COORDINATED = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:,\s*|,?\s*(?:and|&|or|then|followed by|and then|as well as|and also|with)\s+|/\s*)(?:again |another |one |the second |a second )?(?:in |on |from |of |during )?(?:the )?$"
)
NEXT_GRADE = re.compile(
    r"['’”\"]*,?\s*(?:to|and|then|but)\s+(?:(?:then|to|as|be|being|an?)\s+)*['‘“\"]*(?:outstanding|good|requir(?:es?|ing) improvement(?: to be good)?|inadequate|adequate)['’”\"]*(?: (?:overall|grade|rating|judge?ment))*\s*(?:in\s+|\()(?:the\s+)?"
)
THE_ONE = re.compile(r"[^;.]{0,80}\b(?:the|that|an?) (?:\w+ )?one (?:held |made |carried out )?(?:in|of|from|on) (?:the )?")
FRONT = re.compile(
    r"(?:^|\bthat|[:–—])[\s\d().,:–—•·-]*(?:(?:then|also|again|back|firstly|secondly|previously|subsequently|more recently|most recently),?\s+)?(?:(?:over|for|during)\s+(?:a\s+|the\s+)?[\w-]+\s+(?:working\s+)?(?:days?|weeks?),?\s+\(?)?(?:(?:in|on|during|between|from|over)\s+)?(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
INNER_FRONT = re.compile(
    r"(?:,|\b(?:and|but|when|where|while|whilst))\s+(?:(?:in|on|during|between|from)\s+)(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
PAREN = re.compile(r"\([^()]*\)")
CLOSING = re.compile(r"^['’\"”]?[^()]{0,60}\)")
PREPOSITION = re.compile(
    r"(?:\b(?:of|spent|in|on|from|between|during|over|dated|at|around|for|week|weeks|period|commencing|beginning|w/c|the|\w+day)|[(,:–—-])\s*$"
)
COMMA_FRONT = re.compile(r",\s*(?:and\s+)?(?:in|on|during|between|from)\s+(?:the\s+)?$")
CLAUSE_GOES_ON = re.compile(r"\s+[a-z]")
HEAD = re.compile(
    r"\b(?:notice|notification|news|calls?|preparations?|planning|readiness|response|reply|letter|announcement|debrief|feedback|presentation|training|update|reports?|plans?|improvements?|work|changes) (?:of|for|to|on|about|from|regarding|after|following|since)\s+(?:the |an? |its |our |this )?(?:[\w'’-]+ ){0,2}$"
)
HELD_PROPER = re.compile(r"took|taken|takes|held|ran|undert|carr|conduct|lasted|spann|spread")
ON = re.compile(r"\bon\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$")
OF = re.compile(r"\s+(?:of|on|from|about|into)\s+(?:the\s+|its\s+|their\s+)?(?:[\w'’-]+\s+){0,2}")
NEVER_HELD = re.compile(
    r"data|pandemic|lockdown|framework|regime|guidance|strategy|statement|(?:action |improvement )?plan|minutes?|directions?|budget|inspection"
)
UNDER = re.compile(r"\b(?:under|using|through|within|against) (?:the |its |their |ofsted['’]s )?(?:[\w'’()-]+ ){0,5}$")
UNDER_NAME = re.compile(
    r"\b(?:under|using|within) (?:(?:the|its|their|this|ofsted['’]s|new|former|previous|old|revised|current) )*(?:framework of )?$"
)
BY_INSPECTORS = re.compile(r"\b(?:inspections?|visits?) (?:by|from) (?:the )?(?:ofsted )?$")
AT_WORK = re.compile(
    r"[^.;]{0,90}?\b(?:(?:had |have |has )?(?:been|c[ao]me|visited|returned|arrived|spent|stayed|worked|left|talked|spoken|descended|looked (?:at|into)|examined|inspected|carried out)|were|was|at work|here)\b[^.;]{0,60}"
)
SAYS_THAT = re.compile(
    r"\b(?:found|finding|noted|said|wrote|written|stated|reported|show(?:ed|n)|identified|recogni[sz]ed|conclude(?:d|s)|observed|highlighted|acknowledged|felt|seen|saw|thought|told|explained|view)\b[^,;]{0,20}?\bthat\b"
)
BY_OTHERS = re.compile(
    r"\b(?:members?|councill?ors?|cllrs?|governors?|trustees|committee|commissioner|minister|advis[eo]rs?|chair\w*)\b"
)
SAME_SENTENCE_ON_SITE = re.compile(r"\s*[,(]?\s*(?:(?:were|was) )?(?:spent )?(?:wholly |all )?on[ -]?site\b")
ASIDE = re.compile(r",\s+(?:following|after|as a result of)\b[^,;]*,")
WHEN = re.compile(r",?\s+when\b")
OF_BODY = re.compile(r"\s*(?:to|of|at|in)\s+(?:[\w'’-]+\s+){0,4}")
NOT_SUBJECT = re.compile(
    r"\b(?:following|after|since|ahead of|before|to|of|from|for|on|by)\s+(?:the |an? |its |our |their |this )?(?:[\w'’-]+ ){0,2}$"
)
LEAD = re.compile(
    r"(?:\bbetween\s+(?:the\s+)?|\bfrom\s+(?:the\s+)?|\b(?:one|two|three|four|five|six|\d)[ -](?:weeks?|days?)(?:\s+period)?\s+(?:in|during|from|between)\s+)(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
LENGTH = re.compile(r"\b(?:two|three|four|five|six|several|[2-6])[ -]+(?:working )?(?:day|week)s?\b|\bfortnight\b")
BEGINS = re.compile(
    r"\b(?:beg[ai]n\w*|start(?:ed|ing)?|commenc(?:ed|ing)|arriv(?:ed|al)|from)\s+(?:on\s+)?(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
ENDS = re.compile(
    r"\b(?:over\s+on|ended|ending|concluded|concluding|finished|completed)\s+(?:on\s+)?(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
COMPLETED = re.compile(
    r"\b(?:completed|concluded|finished) (?:its|an?|the|their) (?:[\w'’-]+ ){0,4}inspection (?:of [^.;,]{1,40} )?on (?:the )?(?:\w+day,? )?(?:the )?$"
)
CANCELLED = re.compile(
    r",?\s+(?:(?:had|has|have|was|were|been|be|being|is|which)\s+){1,3}(?:then\s+|since\s+|both\s+)?(?:cancelled|canceled|postponed|deferred|put off|delayed|rescheduled)\b"
)
REPLACED = re.compile(
    r"\b(?:replac\w+|(?:taken|took|take|takes) the place of|supersed\w+|succeed\w+|in place of|instead of|introduc\w+|launch\w+|brought in|rolled out)\s+(?:by\s+)?(?:the\s+|an?\s+)?(?:[\w'’-]+\s+){0,4}\(?$"
    r"|\b(?:introduc\w+|launch\w+|brought in|brings in|implement\w+|new)\s[^,;.]{0,60}?\b(?:framework|regime|system)\b[^,;.]{0,80}$"
)
PARTICIPLE = re.compile(r"\s*(?:(?:which|that)\s+(?:was|were|had been|ofsted had|it had)\s+)?$")
HELD_PARTICIPLE = re.compile(r"made|paid|held|undertaken|carried out|conducted|completed|performed")
BEGAN = re.compile(r"\s+(?:had\s+|was\s+|has\s+)?(?:beg[au]n|start(?:ed|ing)?|commenc(?:ed|ing)|c[ao]me|introduced)\b")
BY_DEPARTMENT = re.compile(r"\b(?:dfe|department for education|nhs england|the department|commissioner|advis[eo]rs?)\b")
PURPOSE = re.compile(r"\b(?:in order|so as) to\b|\bhow (?:well|far)\b|\bwhether\b")
THEIR = re.compile(r"\btheir (?:[\w-]+ ){0,2}$")
SERVICES_ALONE = re.compile(
    r"\s+(?:and\s+)?review\s+of\s+(?:the\s+)?lscb\s+$|\s+(?:(?:and|of|for|into|the|our|its|review|local|safeguarding|[\w’'-]+['’]s)\s+){0,5}(?:children['’]?s['’]?|childrens|safeguarding children|social care|local safeguarding children)\s+(?:social care|services?|social work|board|boards)(?:\s+\([\w]+\))?\s+$"
)
SINCE_NAME = re.compile(r"\b(?:since|after|following) (?:the |its |our |an? )?(?:[\w'’-]+ ){0,2}$")
SINCE_LAST = re.compile(r"\bsince (?:the|its|our|their) (?:last|previous|earlier) (?:\w+ )?inspection,? (?:in|of) (?:the )?$")
OTHERS_WHOSE = re.compile(
    r"\b(?:with|to|for|from|support(?:ing)?|help(?:ing)?) (?!the |our |this )(?:[a-z'’-]+ ){1,4}council,? (?:whose|which|where)\b[^.;]{0,120}$"
)
VISITED_BY = re.compile(r"\b(?:visited|inspected) by (?:[\w'’-]+ ){0,3}$")
