"""The report in a real browser: Debian's Chromium, driven by Playwright, from file addresses. Skipped where there is none.

Screenshots of every kind of page lie in data/processed/report-pictures afterwards.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.report.labels import file_name
from pipeline.report.site import write_report
from tests.pipeline.report_world import HOSTILE, SCRIPT, build_world

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
PICTURES = Path(__file__).parents[2] / "data" / "processed" / "report-pictures"
HOSTILE_PAGE = f"authority/{file_name(f'x {SCRIPT}')}.html"
KINDS = {
    "overview": "index.html",
    "authority": "authority/wexmoor.html",
    "hostile": HOSTILE_PAGE,
    "theme": "theme/pathway-planning.html",
    "coverage": "coverage.html",
}
Open = Callable[..., "playwright.Page"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    build_world(folder / "minutes.duckdb")
    write_report(folder / "minutes.duckdb", folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_page(site: Path, browser: playwright.Browser) -> Iterator[Open]:
    """Opens a page of the site; at the end nothing may have been said on the console or asked of the network."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def opened(path: str, width: int = 1280) -> playwright.Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / path).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def shown(page: playwright.Page) -> list[str]:
    return page.locator("#grid tbody tr:visible th").all_inner_texts()


def grade(page: playwright.Page, slug: str) -> str:
    return page.locator(f'tr[data-slug="{slug}"] td').first.inner_text().strip()


def test_filters(open_page: Open) -> None:
    page = open_page("index.html")
    everyone = shown(page)
    assert len(everyone) == 4
    page.get_by_label("Region").select_option("London")
    assert shown(page) == ["Dunmere"]
    assert page.locator("#shown").inner_text() == "1 of 4 authorities shown."
    page.get_by_role("button", name="Show all").click()
    playwright.expect(page.locator("#shown")).to_have_text("4 of 4 authorities shown.")
    page.get_by_label("Type").select_option("unitary")
    assert shown(page) == ["Holmsea"]
    page.get_by_label("Type").select_option("")
    page.get_by_label("Statistical neighbours of").select_option("holmsea")
    assert shown(page) == ["Dunmere", "Holmsea"]
    page.get_by_label("Name").fill("holm")
    assert shown(page) == ["Holmsea"]


def test_sorting_by_heading_from_the_keyboard(open_page: Open) -> None:
    page = open_page("index.html")
    heading = page.get_by_role("button", name="Overall")
    heading.focus()
    page.keyboard.press("Enter")
    assert shown(page)[-2:] == ["Dunmere", f"x {SCRIPT}"]
    page.keyboard.press("Enter")
    assert page.locator("#grid th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert shown(page)[:2] == [f"x {SCRIPT}", "Dunmere"]


def test_slider_shows_what_was_known(open_page: Open) -> None:
    page = open_page("index.html")
    assert grade(page, "holmsea") == "Good"
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    assert page.locator("#as-at-said").inner_text() == "May 2019"
    assert slider.get_attribute("aria-valuetext") == "May 2019"
    assert grade(page, "holmsea") == "Inadequate"
    assert grade(page, "dunmere").startswith("–")
    page.keyboard.press("End")
    assert page.locator("#as-at-said").inner_text() == "latest"
    assert grade(page, "holmsea") == "Good"
    page.keyboard.press("ArrowLeft")
    assert page.locator("#as-at-said").inner_text() != "latest"
    assert grade(page, "holmsea") == "Good"
    assert grade(page, "dunmere") == "Requires improvement"


def test_evidence_opens_and_closes_from_the_keyboard(open_page: Open) -> None:
    page = open_page("authority/wexmoor.html")
    button = page.get_by_role("button", name=re.compile("Evidence: Overall Good")).first
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.locator("mark.chosen").inner_text() == "judged good"
    assert "RESOLVED" in page.locator("#evidence-text").inner_text()
    assert page.evaluate("document.activeElement.id") == "evidence-title"
    assert axe_findings(page) == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Evidence: Overall Good")


def test_evidence_links_to_the_council_and_tells_the_capture(open_page: Open) -> None:
    page = open_page("authority/holmsea.html")
    page.locator("button.evidence").first.click()
    link = page.locator("#evidence-head a")
    link.wait_for()
    assert link.get_attribute("href") == "https://minutes.example/h2"
    assert "captured 2 Jan 2026" in page.locator("#evidence-head").inner_text()


def test_markup_stays_text_and_long_texts_show_their_mark(open_page: Open) -> None:
    page = open_page(HOSTILE_PAGE)
    page.locator("#actions ~ * button.evidence").first.click()
    chosen = page.locator("mark.chosen")
    chosen.wait_for()
    assert chosen.text_content() == HOSTILE
    assert len(page.locator("#evidence-text").text_content() or "") > 200_000
    playwright.expect(chosen).to_be_in_viewport()
    assert page.evaluate("window.broken") is None
    assert page.evaluate("document.scripts.length") == 2  # the page's own and the evidence it loaded


def test_the_first_tab_leads_to_the_content(open_page: Open) -> None:
    page = open_page("coverage.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def axe_findings(page: playwright.Page) -> list[tuple[str, str]]:
    """Return rule and first element of what axe finds; its own attempt to read the style sheet is kept off the console."""
    result = axe.Axe().run(page, options={"preload": False})
    return [(found["id"], found["nodes"][0]["html"]) for found in result.response["violations"]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_fit_and_axe_finds_nothing(open_page: Open, kind: str, width: int) -> None:
    page = open_page(KINDS[kind], width)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{kind}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_findings(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_pages_print_on_a4_with_everything_open(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind])
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.evaluate(
        "window.addEventListener('beforeprint', () => { window.closed_details = document.querySelectorAll('details:not([open])').length; })"
    )
    printed = page.pdf(path=PICTURES / f"{kind}.pdf", prefer_css_page_size=True, print_background=True)
    assert printed.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert box
    assert (round(float(box[1])), round(float(box[2]))) == (595, 842)
    assert page.evaluate("window.closed_details") == 0
