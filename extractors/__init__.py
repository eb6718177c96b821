"""Text in, records out: what one agenda item says about Ofsted's inspections of an authority's children's services.

`from extractors import Item, Extraction, Evidence, extract` is the whole public API; spaCy is loaded when `extract` is first used.
"""

from importlib import import_module

__all__ = ["Evidence", "Extraction", "Item", "extract"]

_HOMES = {"Evidence": "records", "Extraction": "records", "Item": "records", "extract": "nlp"}


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(f"extractors.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'extractors' has no attribute {name!r}")
