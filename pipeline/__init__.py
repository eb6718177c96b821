"""Documents in, tables out: reads what councils publish, extracts what it says about Ofsted's inspections, and keeps it in DuckDB.

`from pipeline import MinutesDocument, read_documents, ingest, open_warehouse` is the whole public API; each is loaded on first use.
"""

from importlib import import_module

__all__ = ["MinutesDocument", "ingest", "open_warehouse", "read_documents"]

_HOMES = {"MinutesDocument": "models", "ingest": "runs", "open_warehouse": "warehouse.database", "read_documents": "runs"}


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(f"pipeline.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
