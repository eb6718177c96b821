"""Inspection reports as real PDFs: every layout end to end, and what bad files become."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.records import Domain, Framework, Grade, Item, PageKind
from extractors.report_records import Length, NeedKind
from extractors.reports import read_report
from pipeline.errors import ParseError
from pipeline.models import Capture
from pipeline.parse.documents import parse_document
from pipeline.parse.pdf import PdfLimits, parse_pdf
from pipeline.parse.pdf_words import open_document, read_leaf
from pipeline.parse.report_tables import order_table
from tests import reports_pdf as made
from tests.pdfs import Sheets

SIF_GRADES = {
    Domain.OVERALL: Grade.REQUIRES_IMPROVEMENT,
    Domain.HELP_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
    Domain.CARE_AND_CARE_LEAVERS: Grade.GOOD,
    Domain.ADOPTION: Grade.OUTSTANDING,
    Domain.CARE_LEAVERS: Grade.INADEQUATE,
    Domain.LEADERS: Grade.GOOD,
    Domain.LSCB: Grade.GOOD,
}
ILACS_GRADES = {
    Domain.LEADERS: Grade.OUTSTANDING,
    Domain.HELP_PROTECTION: Grade.GOOD,
    Domain.IN_CARE: Grade.GOOD,
    Domain.CARE_LEAVERS: Grade.REQUIRES_IMPROVEMENT,
    Domain.OVERALL: Grade.GOOD,
}


def document_of(data, name="report.pdf", **capture):
    return parse_document(Capture(f"file:{name}", hashlib.sha256(data).hexdigest(), name, len(data), **capture), data)


def read(data):
    document = document_of(data)
    assert document.page_kind is PageKind.INSPECTION_REPORT
    assert len(document.items) == 1
    report = read_report(document.items[0])
    assert report is not None
    return document, report


def grades(report):
    return {grade.domain: grade.grade for grade in report.grades}


@pytest.mark.parametrize("order", ["rows", "columns", "inside"])
def test_single_inspection_in_any_order_of_its_table(order):
    document, report = read(made.sif(order=order))
    assert report.framework is Framework.SIF
    assert report.authorities == ("Wexmoor County Council",)
    assert report.dates is not None
    assert (report.dates.start.isoformat(), report.dates.end.isoformat()) == ("2014-06-03", "2014-06-25")
    assert report.published is not None
    assert report.published.isoformat() == "2014-08-08"
    assert report.lead_inspector == "Fern Galt"
    assert grades(report) == SIF_GRADES
    assert {grade.domain: document.page_of(0, grade.evidence.start_char) for grade in report.grades} == {
        domain: 5 if domain is Domain.LSCB else 1 for domain in SIF_GRADES
    }
    assert [(need.label, need.kind) for need in report.needs] == [
        ("3", NeedKind.PRIORITY_ACTION),
        ("4", NeedKind.AREA),
        ("5", NeedKind.AREA),
        ("6", NeedKind.AREA),
    ]
    assert document.page_of(0, report.needs[0].evidence.start_char) == 3
    assert report.warnings == ()


@pytest.mark.parametrize("order", ["rows", "columns", "inside"])
def test_ilacs_in_any_order_of_its_table(order):
    _, report = read(made.ilacs(order=order))
    assert report.framework is Framework.ILACS
    assert report.length is Length.STANDARD
    assert grades(report) == ILACS_GRADES
    assert [need.text.split()[0] for need in report.needs] == ["The", "Services", "Management"]
    assert report.warnings == ()


def test_ilacs_since_april_2026_has_no_overall_grade():
    _, report = read(made.ilacs(made.ILACS_2023_ROWS[:-1], "27 April to 1 May 2026", mark="◼"))
    assert grades(report) == {domain: grade for domain, grade in ILACS_GRADES.items() if domain is not Domain.OVERALL}
    assert report.length is Length.SHORT
    assert report.warnings == ()


def test_ilacs_of_2019_with_two_stays():
    _, report = read(
        made.ilacs(
            made.ILACS_2018_ROWS,
            "8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019",
            title=("Inspection of children’s social care services",),
            name="Royal Borough of Wexmoor",
        )
    )
    assert report.authorities == ("Royal Borough of Wexmoor",)
    assert grades(report) == {
        Domain.LEADERS: Grade.REQUIRES_IMPROVEMENT,
        Domain.HELP_PROTECTION: Grade.GOOD,
        Domain.CARE_AND_CARE_LEAVERS: Grade.GOOD,
        Domain.OVERALL: Grade.INADEQUATE,
    }
    assert report.dates is not None
    assert (report.dates.start.isoformat(), report.dates.end.isoformat()) == ("2019-07-08", "2019-08-08")
    assert report.length is Length.SHORT


def test_a_trust_in_the_title():
    _, report = read(made.ilacs(title=("Inspection of Wexmoor Children and", "Families Trust")))
    assert report.authorities == ("Wexmoor Children and Families Trust",)
    assert grades(report) == ILACS_GRADES


def test_reinspection_with_parts_of_points_and_an_area_not_judged():
    _, report = read(made.sif_reinspection())
    assert grades(report) == {domain: grade for domain, grade in SIF_GRADES.items() if domain not in (Domain.ADOPTION, Domain.LSCB)}
    assert [(need.label, need.kind) for need in report.needs] == [(str(n), NeedKind.RECOMMENDATION) for n in (1, 2, 3)]
    assert report.warnings == ("not judged, as the report says: adoption",)


def test_tables_of_real_reports_by_the_places_of_their_words():
    """What the plain text of a page gives, its words' places give too: the way that reports with scrambled tables go."""
    folder = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "ofsted_reports"
    if not folder.is_dir():
        pytest.skip("the shared folder with real reports is not here")
    compared = 0
    for path in sorted(folder.glob("*.pdf")):
        data = path.read_bytes()
        if b"%PDF-" not in data[:1024] or path.stem.endswith("_other"):
            continue
        plain = read_report(document_of(data).items[0])
        placed = read_report(Item("\n".join(order_table(read_leaf(open_document(data, 400), 0)))))
        assert plain is not None
        assert placed is not None, path.name
        cover = {grade.domain: grade.grade for grade in plain.grades if grade.evidence.rule == "reports.table-row"}
        assert {domain: grade for domain, grade in grades(placed).items() if domain in cover} == cover, path.name
        compared += 1
    assert compared > 30


LETTERS = [
    ("Focused visit to Wexmoor County Council children’s services", "This letter summarises the findings of the focused visit to Wexmoor on 9 and 10 February 2022.", Framework.FOCUSED_VISIT),
    ("Monitoring visit of Wexmoor children’s services", "This letter summarises the findings of the monitoring visit to Wexmoor on 9 and 10 February 2022. It was the second since the authority was judged inadequate in March 2021.", Framework.MONITORING_VISIT),
    ("Joint targeted area inspection of the multi-agency response to neglect in Wexmoor", "Between 9 and 10 February 2022, inspectors of four inspectorates carried out a joint inspection.", Framework.JTAI),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "opening", "framework"), LETTERS, ids=lambda value: value if isinstance(value, Framework) else ""
)
def test_letters(title, opening, framework):
    _, report = read(made.letter(title, opening))
    assert report.framework is framework
    assert report.dates is not None
    assert (report.dates.start.isoformat(), report.dates.end.isoformat()) == ("2022-02-09", "2022-02-10")
    assert report.published is not None
    assert report.published.isoformat() == "2022-03-18"
    assert report.grades == ()
    assert [need.text for need in report.needs] == ["The quality of assessments.", "The recording of decisions."]
    assert report.lead_inspector == "Fern Galt"


def test_priority_action_in_a_letter():
    _, report = read(
        made.letter(*LETTERS[0][:2], heading="Area for priority action", bullets=("The response to children at risk.",))
    )
    assert [need.kind for need in report.needs] == [NeedKind.PRIORITY_ACTION]


def test_area_send():
    _, report = read(made.area_send())
    assert report.framework is Framework.AREA_SEND
    assert report.authorities == ("Wexmoor",)
    assert len(report.needs) == 2
    assert report.grades == ()


def test_before_the_single_inspection():
    _, old = read(made.safeguarding_2011())
    assert grades(old) == {Domain.HELP_PROTECTION: Grade.ADEQUATE, Domain.CARE_AND_CARE_LEAVERS: Grade.GOOD}
    _, later = read(made.looked_after_2013())
    assert later.framework is Framework.OTHER
    assert later.grades == ()
    assert later.published is not None


def test_running_heads_and_page_numbers_are_no_text():
    document, _ = read(made.ilacs())
    text = document.items[0].text
    assert "11 to 22 March 2024 2" not in text
    assert text.count("Inspection of Wexmoor local authority") == 1
    single, _ = read(made.sif(foot="Page {page} of 5"))
    assert "Page 3" not in single.items[0].text


def test_a_council_paper_about_a_report_is_none():
    sheets = Sheets()
    sheets.text("Report to: Cabinet")
    sheets.text("Inspection of children’s social care services")
    sheets.text("Inspection dates: 8 July 2019 to 12 July 2019. The overall judgement was good.")
    assert document_of(sheets.pdf()).page_kind is PageKind.UNKNOWN


def drawn(draw, **options):
    sheets = Sheets(**options)
    draw(sheets)
    return sheets.pdf()


def report_cover(sheets):
    sheets.text("Inspection of Wexmoor local authority children’s services")
    sheets.text("Inspection dates: 11 to 22 March 2024")
    sheets.text("Lead inspector: Fern Galt, His Majesty’s Inspector")
    sheets.text("Overall effectiveness Good")


def failure(data, name="report.pdf", **capture):
    with pytest.raises(ParseError) as caught:
        document_of(data, name, **capture)
    assert caught.value.source == name
    return caught.value.message


def test_an_encrypted_report_fails():
    assert "encrypted" in failure(drawn(report_cover, password="secret"))


def test_a_truncated_report_fails():
    data = made.sif()
    assert "truncated" in failure(data[: len(data) // 2])


def test_a_scan_fails_and_says_what_would_read_it():
    message = failure(drawn(Sheets.picture))
    assert "scan" in message
    assert "OCR" in message


def test_a_web_page_named_pdf_fails():
    page = b"<!DOCTYPE html><html><head><title>Report not found</title></head><body><p>We could not find this report.</p></body></html>"
    assert "web page" in failure(page)
    assert "web page" in failure(page, "50066870", content_type="application/pdf")


def test_too_many_pages_fail_quickly():
    sheets = Sheets()
    report_cover(sheets)
    for _ in range(450):
        sheets.new_page()
    assert "451 pages; at most 400" in failure(sheets.pdf())


def test_script_and_huge_pictures_change_nothing(tmp_path):
    picture = tmp_path / "large.jpg"
    Image.new("L", (6000, 6000)).save(picture)
    script = PDFDictionary({"S": PDFName("JavaScript"), "JS": PDFString("while (true) { app.alert('x') }")})
    target = tmp_path / "report.pdf"
    drawing = Canvas(str(target), pagesize=A4)
    for n, line in enumerate(
        (
            "Inspection of Wexmoor local authority children’s services",
            "Inspection dates: 11 to 22 March 2024",
            "Lead inspector: Fern Galt, His Majesty’s Inspector",
            "Overall effectiveness Good",
        )
    ):
        drawing.drawString(72, 760 - 14 * n, line)
    drawing.drawImage(str(picture), 0, 0, 500, 500)
    drawing._doc.Catalog.OpenAction = drawing._doc.Reference(script)
    drawing.save()
    data = target.read_bytes()
    assert b"JavaScript" in data
    page = parse_pdf(data, "report.pdf", PdfLimits(seconds=5, memory=512 * 1024**2))
    assert page.page_kind is PageKind.INSPECTION_REPORT


def test_fonts_that_name_no_characters_fail():
    name = "Vera-unmapped"
    pdfmetrics.registerFont(TTFont(name, "Vera.ttf", asciiReadable=False))
    sheets = Sheets()
    for _ in range(12):
        sheets.raw(
            72, 700 - 14 * sheets.page, "Inspection of the services of Wexmoor for the children in the care of it", font=name
        )
        sheets.page += 1
    data = sheets.pdf()
    assert b"/ToUnicode" in data
    assert "do not say which characters" in failure(data.replace(b"/ToUnicode", b"/ToUnicodX"))


def test_damaged_bytes_never_become_a_grade_that_is_not_there():
    data = made.ilacs()
    for step in range(40):
        at = (len(data) // 41) * (step + 1)
        broken = data[:at] + bytes(255 - byte for byte in data[at : at + 24]) + data[at + 24 :]
        try:
            document = document_of(broken)
        except ParseError:
            continue
        report = read_report(document.items[0]) if document.page_kind is PageKind.INSPECTION_REPORT and document.items else None
        if report:
            assert set(grades(report).items()) <= set(ILACS_GRADES.items())
