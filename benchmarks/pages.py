"""Full-size meeting pages for the benchmarks: 15 items, about 38 KB of ModernGov markup, every page different, always the same by number.

As in real pages most of the bytes are markup: the council's template with its menus, link lists, and what Word leaves around each run of
text. The words are about 1,100 a page.
"""

from __future__ import annotations

import random

TOPICS = [
    "Apologies for absence", "Declarations of interest", "Minutes of the previous meeting", "Questions from the public",
    "Ofsted inspection of children's services", "Revenue budget monitoring", "School admissions arrangements", "Corporate parenting report",
    "Highways maintenance programme", "Early help strategy", "Adult learning service", "Youth justice plan", "Virtual School annual report",
    "Forward plan", "Exclusion of the press and public",
]  # fmt: skip
SENTENCES = [
    "The {role} presented the report and drew attention to the figures for the {season} quarter.",
    "Members asked how the pressures on the budget would be met before the end of the year.",
    "In reply, the {role} said that {n} posts had been filled and that a further {m} were being advertised.",
    "It was noted that attendance at secondary schools had risen by {n} per cent since the last report.",
    "A Member questioned whether the timetable for the works in the town centre was realistic.",
    "The Chair thanked officers for a clear and balanced account of the year.",
    "Concern was expressed about the length of time that families waited for an assessment.",
    "The {role} explained that the service worked closely with health partners and with the police.",
    "Members welcomed the progress that had been made and looked forward to a further update.",
    "The consultation had received {n} responses, most of them from residents of the northern wards.",
]
INSPECTION = [
    "Ofsted inspected the Council's children's services between {a} and {b} {month} {year} under the ILACS framework.",
    "The overall effectiveness of services was judged to be {grade}, and the impact of leaders was judged to be {other}.",
    "The report was published on {b} {next_month} {year}.",
]
AREAS = ["the timeliness of return home interviews", "the quality of pathway plans", "management oversight of front-line practice"]
ROLES = ["Director of Children's Services", "Head of Finance", "Cabinet Member for Families", "Assistant Director"]
MONTHS = ["January", "February", "March", "May", "June", "July", "September", "November"]


def build_page(number: int) -> bytes:
    """Return meeting page `number` as UTF-8 HTML."""
    rng = random.Random(number)
    rows = "".join(_row(rng, number, position, topic) for position, topic in enumerate(TOPICS, 1))
    day = 1 + number % 28
    return _FRAME.format(menu=_MENU, number=number, day=day, month=MONTHS[number % 8], rows=rows).encode()


def _row(rng: random.Random, number: int, position: int, topic: str) -> str:
    paragraphs = [_sentence(rng, SENTENCES) + " " + _sentence(rng, SENTENCES) for _ in range(rng.randint(1, 3))]
    decision = "<b>RESOLVED</b> – That the report be noted."
    if "Ofsted" in topic:
        paragraphs += [_sentence(rng, [line]) for line in INSPECTION]
        paragraphs.append("The areas for improvement were:")
        paragraphs += [f"·<span style=\"font:7.0pt 'Times New Roman'\">&nbsp;&nbsp;&nbsp; </span>{area};" for area in AREAS]
        decision = "<b>RESOLVED</b> – (a) That the report be noted; and (b) That the Director report back in six months."
    body = (_RUN.format(text="&nbsp;") + "\r\n").join(_RUN.format(text=text) + "\n" for text in [*paragraphs, decision])
    item = number * 100 + position
    return (
        f'<tr><td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a  name="AI{item}" aria-disabled="true"></a>{position}.</p></td>\r\n'
        f'<td><p  class="mgAiTitleTxt" ><a  class="mgAiTitleLnk" href="documents/s{item}/Report.pdf">{topic} <span  class="mgFileSize" >'
        f'<img  src="mgimages/page_white_acrobat.png" alt="pdf icon" /> PDF {rng.randint(60, 400)} KB</span></a></p>\r\n'
        f'<div  class="mgWordPara" ><div class="WordSection1"><p class="MsoNormal">To consider the report.</p></div></div>\r\n'
        f'<p  class="mgSubItemTitleTxt" >Minutes:</p><div  class="mgWordPara" ><div class="WordSection1">{body}</div></div></td></tr>\r\n'
    )


def _sentence(rng: random.Random, lines: list[str]) -> str:
    month = rng.randrange(len(MONTHS) - 1)
    return rng.choice(lines).format(
        role=rng.choice(ROLES), season=rng.choice(["first", "second", "third"]), n=rng.randint(2, 60), m=rng.randint(2, 20),
        a=rng.randint(1, 9), b=rng.randint(10, 20), month=MONTHS[month], next_month=MONTHS[month + 1], year=rng.randint(2018, 2025),
        grade=rng.choice(["Good", "‘Requires improvement to be good’", "Inadequate"]), other=rng.choice(["Good", "Outstanding"]),
    )  # fmt: skip


_RUN = (
    '<p class="MsoNormal" style="text-align:justify"><span lang="EN-GB"\nstyle="font-size:12.0pt;font-family:&quot;Arial&quot;,sans-serif" '
    'xml:lang="EN-GB">{text}</span></p>'
)
_MENU = "".join(
    f'<li><a  href="mgCommitteeDetails.aspx?ID={n}" title="Link to committee {n}"> Committee {n} </a></li>\r\n' for n in range(90)
)
_FRAME = """<!DOCTYPE html>\r
<html lang="en"><head><meta charset="utf-8"><meta name="DC.date" content="2024-05-{day:02d}">\r
<title>Agenda for Children's Scrutiny Panel - Benchmark Council</title></head><body>\r
<!-- page {number} --><nav><ul class="sidenav">{menu}</ul></nav>\r
<div id="modgov"><div  class="mgHeader" ><h1  class="mgMainTitleTxt" >Agenda and minutes</h1></div>\r
<div  class="mgSubTitle" ><h2  class="mgSubTitleTxt" ><a  href="mgCommitteeDetails.aspx?ID=7">Children's Scrutiny Panel - {day} May 2024 7.00 pm</a></h2></div>\r
<div  class="mgContent" ><p><span  class="mgLabel" >Venue: </span>Town Hall. <a  href="mgLocationDetails.aspx?RID=1"> View directions</a></p>\r
<table  class="mgItemTable" id="mgItemTable" summary="Table of agenda items"><caption class="mgSectionTitle">Items</caption>\r
<tr><th class="mgHide">No.</th><th class="mgHide">Item</th></tr>\r
{rows}</table></div></div></body></html>\r
"""
