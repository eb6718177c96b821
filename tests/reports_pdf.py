"""Inspection reports as real PDFs, made when the tests run, one of each layout that Ofsted's templates have had. All names are invented."""

from tests.pdfs import LEADING, LEFT, SIZE, Sheets

RIGHT_COLUMN = 400
SIF_ROWS = (
    (("1. Children who need help and protection",), ("Requires", "improvement")),
    (("2. Children looked after and achieving", "permanence"), ("Good",)),
    (("2.1 Adoption performance",), ("Outstanding",)),
    (("2.2 Experiences and progress of care leavers",), ("Inadequate",)),
    (("3. Leadership, management and governance",), ("Good",)),
)
ILACS_2018_ROWS = (
    (("The impact of leaders on social work practice with", "children and families"), ("Requires improvement", "to be good")),
    (("The experiences and progress of children who need help", "and protection"), ("Good",)),
    (("The experiences and progress of children in care and", "care leavers"), ("Good",)),
    (("Overall effectiveness",), ("Inadequate",)),
)
ILACS_2023_ROWS = (
    (("The impact of leaders on social work", "practice with children and families"), ("Outstanding",)),
    (("The experiences and progress of", "children who need help and protection"), ("Good",)),
    (("The experiences and progress of", "children in care"), ("Good",)),
    (("The experiences and progress of care", "leavers"), ("Requires improvement to be good",)),
    (("Overall effectiveness",), ("Good",)),
)
CHAPTERS = (("The experiences and progress of children who need help and protection", "good"),)


class ReportSheets(Sheets):
    """Sheets with Ofsted's table of judgements: two columns, whose cells wrap, drawn in one of three orders."""

    def lines(self, *texts):
        for text in texts:
            self.text(text)

    def grades(self, rows, order="rows"):
        """Draw the table: `rows` cell by cell, `columns` all names before all grades, `inside` each grade amid the lines of its name."""
        drawn = []
        for names, grades in rows:
            height = max(len(names), len(grades))
            for n, name in enumerate(names):
                drawn.append((0, LEFT, self._y - n * LEADING, name))
            shift = (height - len(grades)) / 2 * LEADING
            for n, grade in enumerate(grades):
                drawn.append((1, RIGHT_COLUMN, self._y - shift - n * LEADING, grade))
            if order == "inside" and len(names) > 1:
                drawn[-len(names) - len(grades) :] = [
                    drawn[-len(names) - len(grades)],
                    *drawn[-len(grades) :],
                    *drawn[-len(names) - len(grades) + 1 : -len(grades)],
                ]
            self._y -= height * LEADING + 4
        if order == "columns":
            drawn.sort(key=lambda piece: piece[0])
        self._canvas.setFont("Helvetica", SIZE)
        for _, x, y, text in drawn:
            self._canvas.drawString(x, y, text)

    def numbered(self, first, *points):
        for n, point in enumerate(points, first):
            self.text(point, x=LEFT + 28, label=f"{n}.", label_x=LEFT)

    def bulleted(self, *points, mark="•", x=LEFT + 18):
        for point in points:
            self.text(point, x=x, label=mark, label_x=x - 18)


def sif(*, order="rows", published=True, kinds=True, foot="{page}"):
    """A report of the single inspection framework with its review of the safeguarding board."""
    sheets = ReportSheets(foot=foot)
    sheets.text("Wexmoor County Council", bold=True)
    sheets.text("Inspection of services for children in need of help and protection, children looked after and care leavers")
    sheets.lines(
        "and", "Review of the effectiveness of the local safeguarding children board", "Inspection date: 3 June 2014 – 25 June 2014"
    )
    if published:
        sheets.text("Report published: 8 August 2014")
    sheets.text("The overall judgement is that children's services require improvement")
    sheets.text("It is expected that, as a minimum, all children receive good help, care and protection.")
    sheets.text("The judgements on areas of the service that contribute to overall effectiveness are:")
    sheets.grades(SIF_ROWS, order)
    sheets.new_page()
    sheets.lines(
        "Contents", "The local authority 3", "What does the local authority need to improve? 3", "The local authority's strengths 3"
    )
    sheets.lines("Recommendations", "Information about this inspection 5")
    sheets.new_page()
    sheets.lines("The local authority", "Summary of findings", "Children's services in Wexmoor require improvement because:")
    sheets.numbered(1, "Plans for children are not always clear.", "Some children wait too long for a visit.")
    sheets.text("What does the local authority need to improve?", bold=True)
    if kinds:
        sheets.text("Priority and immediate action", bold=True)
        sheets.numbered(
            3,
            "Ensure that every child who goes missing is offered a return interview within 72 hours, and that what is learned is shared.",
        )
        sheets.text("Areas for improvement", bold=True)
    sheets.text("Leadership, management and governance", bold=True)
    sheets.numbered(
        4 if kinds else 3,
        "Improve the quality of case supervision so that drift is challenged.",
        "Ensure that plans for children under the age of 12. and their carers are specific, and written with them.",
    )
    sheets.text("Care leavers", bold=True)
    sheets.numbered(6 if kinds else 5, "Increase the number of pathway plans that are kept up to date.")
    sheets.text("The local authority's strengths", bold=True)
    sheets.numbered(7, "The virtual school knows its pupils well.")
    sheets.new_page()
    sheets.lines("The experiences and progress of", "children who need help and protection Requires improvement", "Summary")
    sheets.text("Thresholds are understood by most partners. Decisions are timely where the risk is known.")
    sheets.numbered(8, "Contacts are screened on the same day.", "Strategy meetings do not always include the police.")
    sheets.new_page()
    sheets.lines(
        "The Local Safeguarding Children Board (LSCB)",
        "The Local Safeguarding Children Board is good",
        "What does the LSCB need to improve?",
    )
    sheets.numbered(10, "Publish the learning from reviews sooner.")
    sheets.lines("Information about this inspection", "Lead inspector: Fern Galt", "Deputy lead inspector: Olwen Pryce")
    return sheets.pdf()


def sif_reinspection():
    """A re-inspection: recommendations with parts, no safeguarding board, an area that was not judged."""
    sheets = ReportSheets(foot="{page}")
    sheets.text("Metropolitan Borough of Wexmoor", bold=True)
    sheets.text("Re-inspection of services for children in need of help and protection, children looked after and care leavers")
    sheets.lines(
        "Inspection dates: 9–24 November 2017",
        "Report published: 19 January 2018",
        "Children's services in Wexmoor require improvement to be good",
    )
    rows = [(names, ("Not judged",) if "Adoption" in names[0] else grades) for names, grades in SIF_ROWS]
    sheets.grades(rows)
    sheets.new_page()
    sheets.lines("Executive summary", "Services have improved since the last inspection, when they were inadequate.")
    sheets.text("Recommendations", bold=True)
    sheets.numbered(1, "Strengthen the oversight of:")
    sheets.bulleted("cases where there is drift (paragraph 36)", "children who are privately fostered (paragraph 40).", x=LEFT + 46)
    sheets.numbered(2, "Ensure that supervision is reflective.", "Ensure that audits lead to change.")
    sheets.text("Summary for children and young people", bold=True)
    sheets.bulleted("Social workers see you often.")
    sheets.text("Lead inspector: Fern Galt HMI")
    return sheets.pdf()


def ilacs(
    rows=ILACS_2023_ROWS,
    dates="11 to 22 March 2024",
    *,
    title=("Inspection of Wexmoor local authority", "children’s services"),
    name=None,
    order="rows",
    mark="•",
    chapters=True,
):
    """An ILACS report: `name` above the title as until 2020, or the authority inside the title."""
    sheets = ReportSheets()
    if name:
        sheets.text(name, bold=True)
    sheets.lines(*title)
    sheets.lines(f"Inspection dates: {dates}", "Lead inspector: Fern Galt-Moss, His Majesty’s Inspector", "Judgement Grade")
    sheets.grades(rows, order)
    sheets.text(
        "Since the last inspection in 2019, when services were judged to be inadequate, leaders have strengthened practice."
    )
    for heading in ("What needs to improve?",):
        sheets.new_page()
        sheets.lines("Inspection of Wexmoor local authority children’s services", f"{dates} {sheets.page}")
        sheets.text(heading, bold=True)
    sheets.bulleted(
        "The timeliness of return home interviews for children who go missing, and the use that is made of what they say.",
        mark=mark,
    )
    sheets.bulleted("Services to care leavers, including:", mark=mark)
    sheets.bulleted("accommodation", "health histories.", mark="–", x=LEFT + 40)
    sheets.bulleted("Management oversight and supervision. (outcome 3, national framework)", mark=mark)
    for area, grade in CHAPTERS if chapters else ():
        sheets.text(f"{area}: {grade}", bold=True)
        sheets.numbered(3, "Most contacts receive a prompt and proportionate response.", "Plans are written in plain words.")
        sheets.new_page()
        sheets.lines("Inspection of Wexmoor local authority children’s services", f"{dates} {sheets.page}")
        sheets.text("The work goes on.")
    return sheets.pdf()


def letter(
    title,
    opening,
    *,
    day="18 March 2022",
    bullets=("The quality of assessments.", "The recording of decisions."),
    heading="What needs to improve in this area of social work practice?",
):
    """A letter on a visit or joint inspection, as Ofsted sends it to the director of children's services."""
    sheets = ReportSheets()
    sheets.lines(
        "Piccadilly Gate",
        "Store Street",
        "Manchester",
        "www.gov.uk/ofsted",
        day,
        "Olwen Pryce",
        "Director of Children’s Services",
        "Dear Olwen",
    )
    sheets.gap()
    sheets.text(title, bold=True)
    sheets.text(opening)
    sheets.text("Headline findings", bold=True)
    sheets.text("Children receive a good service when they are at risk. Outstanding work was seen in one team.")
    sheets.text(heading, bold=True)
    sheets.bulleted(*bullets)
    sheets.text("Main findings", bold=True)
    sheets.bulleted("Thresholds are applied well.")
    sheets.lines("Yours sincerely", "Fern Galt", "His Majesty’s Inspector")
    return sheets.pdf()


def area_send():
    """A report on area SEND arrangements of 2023: its points stand in a table without marks."""
    sheets = ReportSheets()
    sheets.lines(
        "Area SEND inspection of Wexmoor Local Area Partnership",
        "Inspection dates: 6 to 10 November 2023",
        "Dates of previous inspection: 3 to 7 July 2017",
    )
    sheets.text("Inspection outcome", bold=True)
    sheets.text(
        "The local area partnership’s arrangements lead to inconsistent experiences. Ofsted and the Care Quality Commission ask it to work jointly."
    )
    sheets.text("Areas for improvement", bold=True)
    sheets.text("Leaders across the partnership should improve the timeliness of advice for education, health and care plans.")
    sheets.text("The local authority should ensure that plans are updated after annual reviews.")
    sheets.text("Local area partnership details", bold=True)
    return sheets.pdf()


def looked_after_2013():
    """An inspection of looked after children services of 2013, on the scale that still had "adequate"."""
    sheets = ReportSheets()
    sheets.lines("Inspection of looked after children", "services", "Wexmoor County Council", "Inspection dates: 15 – 19 July 2013")
    sheets.lines("Reporting inspector Fern Galt HMI", "Age group: All", "Published: 23 August 2013")
    sheets.new_page()
    sheets.lines("Overall effectiveness of services for looked after children and young people", "Grade 3 (Adequate)")
    sheets.text("The overall effectiveness of services for looked after children is adequate.")
    return sheets.pdf()


def safeguarding_2011():
    """An inspection of safeguarding and looked after children services before 2012, with its record of main findings."""
    sheets = ReportSheets()
    sheets.lines(
        "Inspection of safeguarding and looked after children services",
        "Wexmoor County Council",
        "Inspection dates: 4 – 15 April 2011",
    )
    sheets.lines("Reporting inspector Fern Galt HMI", "Age group: All", "Published: 20 May 2011")
    sheets.new_page()
    sheets.text("Record of main findings:", bold=True)
    sheets.lines("Safeguarding services", "Overall effectiveness Adequate", "Capacity for improvement Good")
    sheets.lines("Services for looked after children", "Overall effectiveness Good", "Capacity for improvement Good")
    return sheets.pdf()


def long_report(pages):
    """An ILACS report of so many pages, filled with numbered paragraphs."""
    sheets = ReportSheets(foot="{page}")
    sheets.lines(
        "Inspection of Wexmoor local authority", "children’s services", "Inspection dates: 11 to 22 March 2024", "Judgement Grade"
    )
    sheets.grades(ILACS_2023_ROWS)
    sheets.text("What needs to improve?", bold=True)
    sheets.bulleted("The timeliness of return home interviews.", "Supervision.")
    sheets.text("The experiences and progress of children who need help and protection: good", bold=True)
    number = 1
    while sheets.page < pages:
        sheets.numbered(
            number, "Most contacts receive a prompt and proportionate response, and decisions are recorded with their reasons. " * 4
        )
        number += 1
    return sheets.pdf()
