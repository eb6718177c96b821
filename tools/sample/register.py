"""The sample's own register of councils, in the columns of the real one, and its read-me."""

from __future__ import annotations

import csv
import io

from tools.sample.content import Council

_COLUMNS = (
    "slug",
    "name",
    "ons_code",
    "la_code",
    "ofsted_urn",
    "region",
    "authority_type",
    "platform",
    "base_url",
    "base_url_source",
    "statistical_neighbours",
)
_FIRST_CODE = 9001  # real codes of authorities have three digits

README = """# The bundled sample

Everything in this folder is **invented**: the councils, the people, the inspections, every sentence. No real authority, meeting or
report is described. The addresses use the reserved top-level domain `.example`.

It exists so that the project has something true to its task to load, test and show: council minutes about Ofsted's inspections of
children's services in the markup that ModernGov sites serve, pages saved as text, and printed minutes as PDFs.

- `<council>/` holds a council's documents; the first comment of each HTML file names the address it would have had.
- `gold/<document>.json` says what a careful reader finds in the document of that name. Documents without any fact have empty lists.
- `authorities.csv` is the register of the invented councils, with codes that no real authority has.

The folder is written by `python -m tools.sample --out data/raw/sample` from the marked texts in `tools/sample/content/`. Change those
and run it again; do not edit the documents here.
"""


def build_register(councils: list[Council]) -> str:
    """Return `authorities.csv` for the councils: invented codes, each council's neighbours the three that follow it in the list."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for index, council in enumerate(councils):
        neighbours = [str(_FIRST_CODE + (index + step) % len(councils)) for step in (1, 2, 3)]
        writer.writerow(
            [
                council.slug,
                council.name,
                f"X{90000001 + index}",
                _FIRST_CODE + index,
                f"X{index + 1:04d}",
                council.region,
                council.authority_type,
                "moderngov",
                council.url,
                "sample",
                ";".join(neighbours),
            ]
        )
    return target.getvalue()
