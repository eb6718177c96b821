"""Imports run downward only, as docs/architecture.md has it. A failure names the file, the line and the wrong arrow."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Lowest first. A group imports groups of lower levels, and its own modules without cycles; never another group of its own level.
# A name ending in ".*" is a package; every module belongs to the first group that names it, and one that no group names fails the test.
LEVELS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("extractors.records",),),
    (("extractors.rules",),),
    (("extractors.blocks",), ("extractors.precision",), ("extractors.lexicon.*",)),
    (("extractors.dates", "extractors.date_*", "extractors.frameworks", "extractors.cues", "extractors.report_links", "extractors.dated_grades",
      "extractors.held_links", "extractors.linking", "extractors.events", "extractors.item_views", "extractors.publications",
      "extractors.inspection_candidates", "extractors.taken_up", "extractors.year_columns"),
     ("extractors.regimes", "extractors.grade_*"), ("extractors.themes", "extractors.area_*", "extractors.enumerations"),
     ("extractors.resolution*", "extractors.entries", "extractors.action_*", "extractors.owners", "extractors.due_dates")),
    (("extractors.components.*",), ("extractors.reports", "extractors.report_*")),
    (("extractors.nlp",), ("extractors.pages",)),
    (("pipeline.errors",),),
    (("pipeline.models", "pipeline.events", "pipeline.addresses", "pipeline.official"), ("pipeline.settings",), ("pipeline.register",), ("pipeline.rows",), ("pipeline.scoring",), ("pipeline.alignment",)),
    (("pipeline.executors",), ("pipeline.parse.*",), ("pipeline.resolve",), ("pipeline.reports", "pipeline.report_authorities"), ("pipeline.output", "pipeline.explain", "pipeline.highlight"), ("pipeline.official_lists",), ("pipeline.warehouse.*",),
     ("pipeline.sources", "pipeline.archive", "pipeline.journal*", "pipeline.warc*", "pipeline.payloads", "pipeline.exchanges")),
    (("pipeline.scrape.*",),),
    (("pipeline.runs",), ("pipeline.crawls",)),
    (("pipeline.gold", "pipeline.evaluate", "pipeline.last_run", "pipeline.quality"), ("pipeline.summary",), ("pipeline.report.*",)),
    (("pipeline.cli.*",),),
)  # fmt: skip

# Where each library lives; everything else comes through these modules.
HOMES = {
    "spacy": ("extractors.nlp", "extractors.components."),
    "re2": ("extractors.rules",),
    "selectolax": ("pipeline.parse.html", "pipeline.scrape."),
    "bs4": ("pipeline.parse.html_soup", "pipeline.scrape."),
    "pypdfium2": ("pipeline.parse.pdf_words", "pipeline.parse.report_pdf"),
    "pdfplumber": ("pipeline.parse.pdf_tables",),
    "duckdb": ("pipeline.warehouse.",),
    "scrapy": ("pipeline.scrape.",),
    "click": ("pipeline.cli", "pipeline.cli."),
}
PACKAGES = ("extractors", "pipeline")
FORBIDDEN_NAMES = ("utils", "helpers", "common", "base", "core", "manager")


def modules():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


def group_of(module):
    for level, groups in enumerate(LEVELS):
        for group in groups:
            for name in group:
                if module == name or (name.endswith("*") and module.startswith(name[:-1])) or module == name.removesuffix(".*"):
                    return level, group
    return None


def imports_of(path):
    """Every project module and library that the file imports: (name, line, whether inside a function)."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module or "", node.lineno, id(node) in inside


@pytest.mark.parametrize("module", [name for name in MODULES if name not in PACKAGES])
def test_imports_run_downward(module):
    place = group_of(module)
    assert place, f"{module} stands in no layer"
    level, group = place
    for name, line, _ in imports_of(MODULES[module]):
        if name.split(".")[0] not in PACKAGES:
            continue
        if name in PACKAGES:
            # The package itself holds nothing but its lazy public names; only the layers above it may use those.
            assert not module.startswith(f"{name}."), f"{module}:{line} imports from its own package's __init__"
            continue
        target = group_of(name)
        assert target, f"{module}:{line} imports {name}, which stands in no layer"
        assert target[0] < level or target[1] is group, f"{module}:{line} → {name} does not run downward"


def test_no_cycle():
    graph = {
        name: {target for target, _, _ in imports_of(path) if target in MODULES and target != name}
        for name, path in MODULES.items()
    }
    done: set[str] = set()

    def visit(name, trail):
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name in done or name in PACKAGES:
            return
        for target in sorted(graph[name]):
            visit(target, [*trail, name])
        done.add(name)

    for name in graph:
        visit(name, [])


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_at_home(module):
    for name, line, inside in imports_of(MODULES[module]):
        homes = HOMES.get(name.split(".")[0])
        if homes:
            assert any(module == home or (home.endswith(".") and module.startswith(home)) for home in homes), (
                f"{module}:{line} imports {name}"
            )
        assert not inside or module.startswith("pipeline.cli"), f"{module}:{line} imports {name} inside a function"


def test_extractors_know_no_pipeline():
    for module, path in MODULES.items():
        if module.startswith("extractors"):
            assert not [name for name, _, _ in imports_of(path) if name.startswith("pipeline")], module


def test_names_say_something():
    for module, path in MODULES.items():
        assert not set(module.split(".")) & set(FORBIDDEN_NAMES), module
        assert "TYPE_CHECKING" not in path.read_text("utf-8"), module


def test_layers_name_only_what_exists():
    for groups in LEVELS:
        for group in groups:
            for name in group:
                assert any(module == name or module.startswith(name.rstrip("*")) for module in MODULES), name
