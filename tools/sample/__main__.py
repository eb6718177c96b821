"""`python -m tools.sample --out data/raw/sample`: writes the bundled sample and its gold; the same bytes on every run."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tools.sample.content import Council, read_councils
from tools.sample.gold import Document, build_gold
from tools.sample.plan import build_documents
from tools.sample.register import README, build_register

CONTENT = Path(__file__).parent / "content"


def write_sample(out: Path) -> list[Document]:
    """Write documents, gold, register and read-me under `out`; return the documents. Raises ValueError where two share a name."""
    councils: list[Council] = read_councils(CONTENT)
    documents = [document for council in councils for document in build_documents(council)]
    stems: set[str] = set()
    for document in documents:
        if document.stem in stems:
            raise ValueError(f"two documents are called {document.stem}")
        stems.add(document.stem)
        _write(out / document.authority / f"{document.stem}{document.suffix}", document.data)
        gold = json.dumps(build_gold(document), ensure_ascii=False, indent=1) + "\n"
        _write(out / "gold" / f"{document.stem}.json", gold.encode("utf-8"))
    _write(out / "authorities.csv", build_register(councils).encode("utf-8"))
    _write(out / "README.md", README.encode("utf-8"))
    return documents


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> None:
    """Read the command line and write the sample."""
    parser = argparse.ArgumentParser(description="Write the bundled sample of invented minutes and its gold.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    arguments = parser.parse_args()
    documents = write_sample(arguments.out)
    kinds = sorted({document.page_kind for document in documents})
    print(f"{len(documents)} documents ({', '.join(kinds)}) of {len({d.authority for d in documents})} councils in {arguments.out}")


if __name__ == "__main__":
    main()
