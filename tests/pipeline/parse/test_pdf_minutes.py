"""Printed minutes as PDF: items, roles, paragraphs over lines and pages, and the page that each line begins on."""

from datetime import date

import pytest

from extractors.records import PageKind
from pipeline.models import LineRole
from pipeline.parse.pdf import parse_pdf
from tests.pdfs import LEFT, Sheets, minutes_head

HANGING = {"x": LEFT + 36, "label_x": LEFT}


def read(sheets):
    return parse_pdf(sheets.pdf(), "minutes.pdf")


def body(page):
    """The lines that belong to items, as (role, text, page number)."""
    return [(line.role.value, line.text, line.page_no) for line in page.lines if line.role is not LineRole.FURNITURE and line.text]


def texts(page):
    return [text for role, text, _ in body(page) if role == "text"]


def headings(page):
    """Number and title of each item."""
    found, number = [], None
    for role, text, _ in body(page):
        if role == "item_number":
            number = text
        elif role == "item_title":
            found.append((number, text))
            number = None
    return found


def begun(**options):
    """Minutes with their head and the heading of one item."""
    sheets = Sheets(**options)
    minutes_head(sheets)
    sheets.heading("29.", "OFSTED INSPECTION")
    return sheets


def test_head_sets_committee_and_date_and_is_furniture():
    sheets = begun()
    sheets.text("The report was received.")
    page = read(sheets)
    assert page.page_kind is PageKind.MINUTES_PDF
    assert page.committee == "Children and Families Scrutiny Committee"
    assert page.meeting_date == date(2018, 5, 22)
    assert page.title == "MINUTES OF THE MEETING HELD ON 22 MAY 2018"
    assert page.warnings == ()
    assert body(page) == [("item_number", "29", 1), ("item_title", "OFSTED INSPECTION", 1), ("text", "The report was received.", 1)]


@pytest.mark.parametrize(
    ("lines", "committee", "held"),
    [
        (
            ["WEXMOOR COUNCIL", "Minutes of a meeting of the Cabinet held on Tuesday, 3rd October, 2023 at 10.00 am"],
            "Cabinet",
            date(2023, 10, 3),
        ),
        (
            ["At a meeting of the CORPORATE PARENTING BOARD held at the Guildhall on 9 June 2021"],
            "Corporate Parenting Board",
            date(2021, 6, 9),
        ),
        (["Minutes of the Scrutiny Panel for Children", "Date: 4th March 2020"], "Scrutiny Panel for Children", date(2020, 3, 4)),
        (
            ["MINUTES", "THORNLEIGH BOROUGH COUNCIL", "PEOPLE SCRUTINY SUB-COMMITTEE", "Monday 14/01/2019"],
            "People Scrutiny Sub-Committee",
            date(2019, 1, 14),
        ),
        (["ASHCOMBE CITY COUNCIL", "MINUTES OF THE MEETING OF THE COUNCIL HELD ON 1 APRIL 2022"], "Council", date(2022, 4, 1)),
        (["MINUTES OF PROCEEDINGS", "EXECUTIVE", "Present", "Councillor Thorne was in the chair."], "Executive", None),
    ],
)
def test_heads(lines, committee, held):
    sheets = Sheets()
    for line in lines:
        sheets.text(line, bold=True)
        sheets.gap(8)
    sheets.heading("1.", "OFSTED LETTER")
    sheets.text("The letter dated 12 December 2017 was received.")
    page = read(sheets)
    assert (page.page_kind, page.committee, page.meeting_date) == (PageKind.MINUTES_PDF, committee, held)
    assert ("the minutes do not say when the meeting was held" in page.warnings) == (held is None)
    assert headings(page) == [("1", "OFSTED LETTER")]


def test_wrapped_lines_and_hyphens():
    sheets = begun()
    sheets.text(
        "The Director welcomed the improve\u00adment in the front door since the last inspec\u00adtion and spoke about the "
        "multi-\u00adagency safeguarding hub, where the Children's Ser\u00advices and the police work side by side, and "
        "about a well-\u00adattended conference in 2018-\u00ad19 at which inter-\u00adagency work was praised by each agency there."
    )
    for width in (523, 470, 430, 380, 330, 290, 250):
        sheets.gap()
        sheets.text(
            "Members asked about improve\u00adment and self-\u00adevaluation of multi-\u00adagency work in 2018-\u00ad19.",
            right=width,
        )
    page = read(sheets)
    assert texts(page)[0] == (
        "The Director welcomed the improvement in the front door since the last inspection and spoke about the multi-agency safeguarding hub, "
        "where the Children's Services and the police work side by side, and about a well-attended conference in 2018-19 at which "
        "inter-agency work was praised by each agency there."
    )
    whole = "Members asked about improvement and self-evaluation of multi-agency work in 2018-19."
    assert "".join(texts(page)[1:]).replace(" ", "") == whole.replace(" ", "") * 7


def test_paragraphs_part_at_gaps_labels_and_short_lines():
    sheets = begun()
    sheets.text(
        "The Committee heard that inspectors had visited the authority in March and had read many of the files of children.",
        label="29.1",
        **HANGING,
    )
    sheets.text(
        "A second paragraph follows without a gap, but with a number of its own that stands left of the text.",
        label="29.2",
        **HANGING,
    )
    sheets.text("Members made three points:")
    sheets.text(
        "the front door had become much quicker in answering contacts from schools and from health visitors",
        label="·",
        x=LEFT + 20,
        label_x=LEFT,
    )
    sheets.text("caseloads", label="·", x=LEFT + 20, label_x=LEFT)
    sheets.text("the voice of the child", label="·", x=LEFT + 20, label_x=LEFT)
    sheets.text("The Chair thanked the officers.")
    sheets.text("RESOLVED:", bold=True)
    sheets.text("That the report be noted.", label="1.", **HANGING)
    sheets.text("That the plan be approved.", label="2.", **HANGING)
    assert texts(read(sheets)) == [
        "29.1 The Committee heard that inspectors had visited the authority in March and had read many of the files of children.",
        "29.2 A second paragraph follows without a gap, but with a number of its own that stands left of the text.",
        "Members made three points:",
        "· the front door had become much quicker in answering contacts from schools and from health visitors",
        "· caseloads",
        "· the voice of the child",
        "The Chair thanked the officers.",
        "RESOLVED:",
        "1. That the report be noted.",
        "2. That the plan be approved.",
    ]


def test_a_number_at_the_beginning_of_a_wrapped_line_is_no_label():
    sheets = begun()
    for line in (
        "The plan had been agreed by all partners of the improvement board in the course of the year",
        "2018. It had since been reviewed (see paragraphs 4 and 5 of the report which he gave at",
        "(b) above) and the Board had signed it.",
    ):
        sheets.text(line)
    assert texts(read(sheets)) == [
        "The plan had been agreed by all partners of the improvement board in the course of the year 2018. It had since been reviewed "
        "(see paragraphs 4 and 5 of the report which he gave at (b) above) and the Board had signed it."
    ]


def test_running_heads_and_feet_are_furniture():
    sheets = begun(head="Scrutiny Committee                 22.05.18", foot="- {page} -")
    for n in range(4):
        if n:
            sheets.new_page()
        sheets.text(f"Paragraph on page {['one', 'two', 'three', 'four'][n]} of the minutes.")
    page = read(sheets)
    assert texts(page) == [f"Paragraph on page {n} of the minutes." for n in ("one", "two", "three", "four")]
    furniture = [line.text for line in page.lines if line.role is LineRole.FURNITURE]
    assert furniture.count("Scrutiny Committee 22.05.18") == 4
    assert [f"- {n} -" in furniture for n in range(1, 6)] == [True] * 4 + [False]


def test_alike_headings_at_the_top_of_pages_are_no_running_heads():
    sheets = Sheets()
    minutes_head(sheets)
    for n in (1, 3, 8):
        sheets.new_page()
        sheets.heading(f"{n}.", f"OFSTED VISIT {n + 2}")
        sheets.text("The letter was received.")
    assert headings(read(sheets)) == [("1", "OFSTED VISIT 3"), ("3", "OFSTED VISIT 5"), ("8", "OFSTED VISIT 10")]


def test_paragraph_and_list_entry_go_on_over_a_page_break():
    sheets = begun(head="Scrutiny Committee", foot="Page {page}")
    sheets.fill_to(5)
    sheets.text("RESOLVED -", bold=True)
    sheets.text("That the outcome of the inspection be noted.", label="(a)", **HANGING)
    sheets.text(
        "That the action plan, which answers each of the recommendations that the inspectors made to the county council and to its partners, "
        "be approved, and that the Director report on it to each meeting of this Committee until all of its actions have been completed and closed.",
        label="(b)",
        **HANGING,
    )
    sheets.text("That the Chair write to the staff.", label="(c)", **HANGING)
    page = read(sheets)
    assert [(text[:12], number) for _, text, number in body(page)[2:]] == [
        ("RESOLVED -", 1),
        ("(a) That the", 1),
        ("(b) That the", 1),
        ("(c) That the", 2),
    ]
    assert texts(page)[2].endswith("county council and to its partners, be approved, and that the Director report on it to each meeting of this Committee until "
                                   "all of its actions have been completed and closed.")  # fmt: skip


def test_each_line_has_the_page_it_begins_on():
    sheets = begun()
    sheets.fill_to(2)
    sheets.text(
        "This paragraph begins on the first page and is so long that the most of it is printed on the second page, as the lines left show. "
        * 2
    )
    sheets.text("This one stands on the second page.")
    sheets.new_page()
    sheets.text("This one stands on the third page.")
    page = read(sheets)
    assert [(text.split(" ")[1], number) for role, text, number in body(page) if role == "text"] == [
        ("paragraph", 1),
        ("one", 2),
        ("one", 3),
    ]
    assert all(line.page_no is not None for line in page.lines)


@pytest.mark.parametrize("white", [True, False])
def test_item_markers_open_and_close_items_and_vanish(white):
    """Items of the template need no numbers and no bold type then."""
    sheets = Sheets(head="Scrutiny Committee", foot="Page {page}")
    minutes_head(sheets)
    for n, (title, text) in enumerate(
        [("Apologies", "There were none."), ("Ofsted inspection", "The letter was received."), ("Urgent business", "None.")], 1
    ):
        sheets.marker(f"<AI{n}>", white)
        sheets.text(f"{n + 20}. {title}" if n < 3 else title)
        sheets.gap()
        sheets.text(text)
        sheets.marker(f"</AI{n}>", white)
        if n == 1:
            sheets.new_page()
    sheets.marker("<TRAILER_SECTION> FIELD_SUMMARY </ TITLED_COMMENT_LAYOUT_SECTION>", white)
    sheets.text("Printed by the committee section.")
    page = read(sheets)
    assert headings(page) == [("21", "Apologies"), ("22", "Ofsted inspection"), (None, "Urgent business")]
    assert texts(page) == ["There were none.", "The letter was received.", "None."]
    assert not any(mark in line.text for line in page.lines for mark in ("AI1", "SECTION", "FIELD", "<", ">"))


@pytest.mark.parametrize("apart", [0, 8])
@pytest.mark.parametrize("headed", [True, False])
def test_two_columns_of_attendance_are_read_one_after_the_other(headed, apart):
    sheets = Sheets()
    minutes_head(sheets)
    left = ["Councillor Ada Thorne (Chair)", "Councillor Bram Okoye", "Councillor Cass Lint"]
    right = ["Dana Voss, Director", "Ebo Marsh, Head of Service"]
    if headed:
        left, right = ["Present:", *left], ["In attendance:", *right]
    else:
        sheets.text("Present:")
    sheets.columns(left, right, apart=apart)
    sheets.gap()
    sheets.heading("1.", "OFSTED LETTER")
    sheets.text("Received.")
    page = read(sheets)
    lines = [line.text for line in page.lines]
    start = lines.index(left[0])
    assert lines[start : start + len(left) + len(right)] == left + right
    assert headings(page) == [("1", "OFSTED LETTER")]


def test_words_side_by_side_in_an_item_stay_together():
    sheets = begun()
    sheets.columns(["Circulate the letter", "Visit the contact centre"], ["K. Abara", "Cllr Lint"])
    assert texts(read(sheets)) == ["Circulate the letter K. Abara", "Visit the contact centre Cllr Lint"]


def test_ruled_table_gives_a_line_a_row():
    sheets = begun()
    sheets.text("The Committee agreed these actions.")
    sheets.gap()
    sheets.table(
        [
            ["Ref", "Action", "Owner", "Due"],
            ["12", "Circulate the letter", "K. Abara", "30/06/2023"],
            [
                "13",
                "Report to the committee on the improve\u00adment of the multi-\u00adagency front door",
                "Director of Children's Services",
                "",
            ],
        ],
        [40, 190, 110, 80],
    )
    sheets.text("The Chair thanked the officers.")
    assert texts(read(sheets)) == [
        "The Committee agreed these actions.",
        "| Ref | Action | Owner | Due |",
        "| 12 | Circulate the letter | K. Abara | 30/06/2023 |",
        "| 13 | Report to the committee on the improvement of the multi-agency front door | Director of Children's Services | |",
        "The Chair thanked the officers.",
    ]


def test_a_table_that_goes_on_over_a_page_break_keeps_its_rows_and_pages():
    sheets = begun(foot="Page {page}")
    sheets.fill_to(3)
    sheets.table(
        [["Ref", "Action", "Owner"], ["12", "Circulate the letter", "K. Abara"], ["13", "Visit the centre", "Cllr Lint"]],
        [40, 190, 110],
    )
    lines = [(text, number) for role, text, number in body(read(sheets)) if role == "text"]
    assert lines == [
        ("| Ref | Action | Owner |", 1),
        ("| 12 | Circulate the letter | K. Abara |", 2),
        ("| 13 | Visit the centre | Cllr Lint |", 2),
    ]


def test_a_ruled_frame_around_whole_items_does_not_hide_them():
    """Minutes that are laid out in a table of two columns: number, then title and text."""
    sheets = Sheets()
    minutes_head(sheets)
    top = sheets._y + 10
    for number, title in (("29.", "OFSTED INSPECTION"), ("30.", "WORK PROGRAMME")):
        sheets.text(title, x=LEFT + 60, label=number, label_x=LEFT + 4, bold=True)
        for _ in range(4):
            sheets.text(
                "The Committee received the report of the Director and asked about the front door, the caseloads and the courts. "
                * 3,
                x=LEFT + 60,
            )
        sheets.text("That the report be noted.", x=LEFT + 84, label="(a)", label_x=LEFT + 60)
        sheets.text("That the plan be approved.", x=LEFT + 84, label="(b)", label_x=LEFT + 60)
        for left, right in ((LEFT, LEFT + 54), (LEFT + 54, 530)):
            sheets._canvas.rect(left, sheets._y + 8, right - left, top - sheets._y - 8)
        top = sheets._y + 8
    page = read(sheets)
    assert headings(page) == [("29", "OFSTED INSPECTION"), ("30", "WORK PROGRAMME")]
    assert texts(page)[-2:] == ["(a) That the report be noted.", "(b) That the plan be approved."]


def test_a_frame_around_text_is_no_table():
    sheets = begun()
    sheets.table([["The Committee received the report and noted that the inspectors had found much good work."]], [400])
    sheets.table([["It also heard from the care leavers' council."]], [400])
    assert texts(read(sheets)) == [
        "The Committee received the report and noted that the inspectors had found much good work.",
        "It also heard from the care leavers' council.",
    ]


@pytest.mark.parametrize(
    "numbers", [["28.", "29.", "31."], ["76/21", "77/21", "78/21"], ["3", "3a", "4"], ["CYP 7.", "CYP 8.", "CYP 9."]]
)
def test_forms_of_item_numbers(numbers):
    sheets = Sheets()
    minutes_head(sheets)
    for number, title in zip(numbers, ["MINUTES OF THE LAST MEETING", "OFSTED INSPECTION", "WORK PROGRAMME"], strict=True):
        sheets.gap()
        sheets.text(title, x=LEFT + 60, label=number, label_x=LEFT, bold=True)
        sheets.text("The report was noted.")
    assert headings(read(sheets)) == list(
        zip(
            [number.rstrip(".") for number in numbers],
            ["MINUTES OF THE LAST MEETING", "OFSTED INSPECTION", "WORK PROGRAMME"],
            strict=True,
        )
    )


def test_numbered_lists_and_bold_subheadings_open_no_items():
    sheets = begun()
    sheets.text("Front door", x=LEFT + 36, label="1.", label_x=LEFT, bold=True)
    sheets.text("Contacts were answered in time.")
    sheets.text("Caseloads", x=LEFT + 36, label="2.", label_x=LEFT, bold=True)
    sheets.text("Caseloads had fallen.")
    sheets.text("RESOLVED that", bold=True)
    sheets.text("the report be noted; and", x=LEFT + 36, label="30.", label_x=LEFT)
    sheets.text("the plan be approved.", x=LEFT + 36, label="31.", label_x=LEFT)
    sheets.heading("30.", "WORK PROGRAMME")
    sheets.text("Noted.")
    assert headings(read(sheets)) == [("29", "OFSTED INSPECTION"), ("30", "WORK PROGRAMME")]


def test_plain_numbered_titles_count_where_nothing_is_bold():
    sheets = Sheets()
    for line in ("Minutes of a meeting of the Cabinet held on 3 October 2023", ""):
        sheets.text(line)
    for number, title, resolved in [
        ("1", "Apologies", "the apologies be noted"),
        ("2", "Ofsted inspection of children's services", "the letter be noted"),
    ]:
        sheets.gap()
        sheets.text(f"{number}. {title}")
        sheets.gap()
        sheets.text("Resolved - That:")
        sheets.text(f"{resolved};", x=LEFT + 40, label="1.", label_x=LEFT + 20)
        sheets.text("the Chair report back.", x=LEFT + 40, label="2.", label_x=LEFT + 20)
    page = read(sheets)
    assert headings(page) == [("1", "Apologies"), ("2", "Ofsted inspection of children's services")]
    assert texts(page)[:3] == ["Resolved - That:", "1. the apologies be noted;", "2. the Chair report back."]


def test_minutes_without_any_heading_stay_one_text_with_a_warning():
    sheets = Sheets()
    minutes_head(sheets)
    sheets.text("Present: Councillors Thorne and Okoye")
    sheets.gap()
    sheets.text("The Committee received the letter of the inspectors.")
    page = read(sheets)
    assert texts(page) == ["The Committee received the letter of the inspectors."]
    assert page.warnings == ("no item headings were found; the minutes are kept as one text",)


def test_title_of_two_lines_is_one_title_and_superscripts_stay_in_their_word():
    sheets = Sheets()
    minutes_head(sheets)
    sheets.heading(
        "29.", "OFSTED INSPECTION OF LOCAL AUTHORITY CHILDREN'S SERVICES - OUTCOME AND THE IMPROVEMENT PLAN OF THE COUNTY"
    )
    y = sheets._y
    sheets.raw(LEFT, y, "The inspection began on 1")
    width = sheets._canvas.stringWidth("The inspection began on 1", "Helvetica", 11)
    sheets.raw(LEFT + width, y + 4, "st", size=7)
    sheets.raw(LEFT + width + 9, y, "March 2018.")
    page = read(sheets)
    assert headings(page) == [
        ("29", "OFSTED INSPECTION OF LOCAL AUTHORITY CHILDREN'S SERVICES - OUTCOME AND THE IMPROVEMENT PLAN OF THE COUNTY")
    ]
    assert texts(page) == ["The inspection began on 1st March 2018."]


def test_a_watermark_and_the_signature_are_no_text_of_an_item():
    sheets = begun()
    sheets.watermark("DRAFT")
    sheets.text("The letter was received.")
    sheets.gap()
    sheets.text("The meeting ended at 7.08 p.m.")
    sheets.gap(40)
    sheets.text("Chairman ....................  Date ....................")
    page = read(sheets)
    assert texts(page) == ["The letter was received."]
    assert not any("DRAFT" in line.text for line in page.lines)


def test_pages_turned_by_rotate_are_read_upright():
    sheets = begun()
    sheets.text("The letter of the inspectors was received.")
    sheets.text("RESOLVED: That the letter be noted.")
    upright = read(sheets)
    from io import BytesIO

    import pypdfium2

    for turn in (90, 180, 270):
        document = pypdfium2.PdfDocument(sheets._buffer.getvalue())
        page = document[0]
        width, height = page.get_size()
        matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[turn]
        for thing in page.get_objects():
            thing.transform(pypdfium2.PdfMatrix(*matrix))
        page.set_mediabox(0, 0, *((height, width) if turn % 180 else (width, height)))
        page.set_rotation(turn)
        page.gen_content()
        turned = BytesIO()
        document.save(turned)
        assert parse_pdf(turned.getvalue(), "turned.pdf") == upright


@pytest.mark.parametrize(
    "first",
    [
        ["Public Document Pack"],
        ["AGENDA", "Cabinet - 3 October 2023"],
        ["Agenda frontsheet"],
        ["Public reports pack Tuesday 3 October 2023"],
    ],
)
def test_packs_and_agendas_are_not_minutes(first):
    """Though they hold minutes: those of an earlier meeting."""
    sheets = Sheets()
    for line in first:
        sheets.text(line, bold=True)
        sheets.gap(8)
    sheets.new_page()
    minutes_head(sheets)
    sheets.heading("4.", "OFSTED LETTER")
    sheets.text("RESOLVED: That the letter be noted.")
    page = read(sheets)
    assert page.page_kind is PageKind.UNKNOWN
    assert page.warnings == (
        "the PDF is an agenda or a document pack; minutes inside it belong to earlier meetings and are not read",
    )
    assert {line.role for line in page.lines} == {LineRole.FURNITURE}
    assert page.meeting_date is None


def test_a_report_to_a_committee_is_neither_minutes_nor_inspection_report():
    sheets = Sheets()
    sheets.text("Report to: Cabinet", bold=True)
    sheets.gap()
    sheets.text("Ofsted inspection of children's services: inspectors found much good work", bold=True)
    sheets.gap()
    sheets.text("1. RECOMMENDATIONS", bold=True)
    sheets.text("That Cabinet notes the outcome of the inspection of the local authority's children's services.")
    page = read(sheets)
    assert page.page_kind is PageKind.UNKNOWN
    assert page.warnings == ("the PDF is neither printed minutes nor an inspection report; its text is kept without items",)
    assert "That Cabinet notes the outcome of the inspection of the local authority's children's services." in texts(page)


def test_an_inspection_report_is_kept_as_text_with_its_table_of_grades():
    sheets = Sheets()
    sheets.text("Inspection of Wexmoor local authority children's services", bold=True)
    sheets.gap()
    sheets.text("Inspection dates: 6 to 17 June 2022")
    sheets.gap()
    sheets.text("Lead inspector: Fern Galt, His Majesty's Inspector")
    sheets.gap()
    sheets.table(
        [["Judgement", "Grade"], ["The impact of leaders on social work practice", "Good"], ["Overall effectiveness", "Good"]],
        [250, 150],
    )
    page = read(sheets)
    assert page.page_kind is PageKind.INSPECTION_REPORT
    assert page.title == "Inspection of Wexmoor local authority children's services"
    assert texts(page)[-2:] == ["The impact of leaders on social work practice Good", "Overall effectiveness Good"]
