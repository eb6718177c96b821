"""Derives `areas_told`: which point of an inspection report each improvement area told in minutes is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import duckdb
import pyarrow as pa

from pipeline.alignment import Told, align
from pipeline.warehouse.incoming import incoming

_ITEMS = """
SELECT o.authority, o.official_id, o.official_item_id, o.text, o.themes, x.start_date, x.publication_date
FROM official_improvement_items o
JOIN (SELECT DISTINCT official_id, start_date, publication_date FROM official_outcomes) x ON x.official_id = o.official_id
ORDER BY o.authority, o.official_item_id
"""
_AREAS = """
SELECT a.authority, a.improvement_area_id, a.text, a.themes, i.meeting_date
FROM improvement_areas a JOIN items i ON i.item_id = a.item_id
WHERE i.superseded_by IS NULL AND a.authority IN (SELECT authority FROM official_improvement_items)
ORDER BY a.authority, a.improvement_area_id
"""


def write_areas_told(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive `areas_told` anew: areas are held against the points of the latest report that was out at the time of the meeting."""
    points: defaultdict[str, list[tuple[Told, date]]] = defaultdict(list)
    for authority, _, key, text, themes, start, published in connection.execute(_ITEMS).fetchall():
        points[authority].append((Told(key, text, tuple(themes)), published or start or date.min))
    pairs: list[tuple[str, str, float]] = []
    areas: defaultdict[tuple[str, date | None], list[Told]] = defaultdict(list)
    if points:
        for authority, key, text, themes, meeting_date in connection.execute(_AREAS).fetchall():
            areas[authority, meeting_date].append(Told(key, text, tuple(themes)))
    for (authority, meeting_date), told in areas.items():
        out = [since for _, since in points[authority] if since <= (meeting_date or date.max)]
        pairs += align(told, [point for point, since in points[authority] if out and since == max(out)])
    table = pa.table(
        {
            "improvement_area_id": pa.array([told for told, _, _ in pairs], pa.string()),
            "official_item_id": pa.array([item for _, item, _ in pairs], pa.string()),
            "similarity": pa.array([value for _, _, value in pairs], pa.float64()),
        }
    )
    connection.execute("DELETE FROM areas_told")
    with incoming(connection, table):
        connection.execute("INSERT INTO areas_told BY NAME SELECT * FROM incoming")
