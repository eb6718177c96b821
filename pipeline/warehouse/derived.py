"""What the warehouse makes of its own rows: meetings from items, inspections from their mentions, and the links to them."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from extractors.records import DatePrecision, Domain, Framework, Period
from pipeline.events import Claim, Mention, Resolver
from pipeline.warehouse.incoming import ids_table, incoming

_LINKED = (("inspection_mentions", "mention_id"), ("judgements", "judgement_id"), ("improvement_areas", "improvement_area_id"))


def write_meetings(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive `meetings` anew from the items: max() prefers mixed case to capitals, so the order of loading does not matter."""
    connection.execute("DELETE FROM meetings")
    connection.execute(
        "INSERT INTO meetings BY NAME "
        "SELECT i.meeting_id, max(d.authority) AS authority, max(i.committee) AS committee, max(i.meeting_date) AS meeting_date, "
        "min(d.url) FILTER (WHERE d.page_kind IN ('meeting', 'minutes_pdf')) AS url "
        "FROM items i JOIN documents d ON d.document_id = i.document_id WHERE i.meeting_id IS NOT NULL GROUP BY i.meeting_id"
    )


def write_inspections(connection: duckdb.DuckDBPyConnection, owners: set[str], resolve: Resolver) -> None:
    """Resolve the mentions of `owners` anew: replace their inspections and the links to them. Superseded items have no part in it."""
    with incoming(connection, ids_table(owners)):
        mentions, claims = _read_mentions(connection), _read_claims(connection)
        connection.execute("DELETE FROM inspections WHERE coalesce(authority, document_id) IN (SELECT id FROM incoming)")
        named = {
            slug
            for (slug,) in connection.execute("SELECT DISTINCT authority FROM documents WHERE authority IS NOT NULL").fetchall()
        }
    resolution = resolve(mentions, claims)
    events = [
        {
            "inspection_id": event.inspection_id,
            "authority": event.owner if event.owner in named else None,
            "document_id": None if event.owner in named else event.owner,
            "framework": event.framework.value,
            "start_date": event.start_date,
            "end_date": event.end_date,
            "date_precision": event.date_precision and event.date_precision.value,
            "publication_date": event.publication_date,
            "publication_precision": event.publication_precision and event.publication_precision.value,
            "n_mentions": event.n_mentions,
        }
        for event in resolution.events
    ]
    if events:
        columns = [(name, _INSPECTION_TYPES.get(name, pa.string())) for name in events[0]]
        with incoming(connection, pa.Table.from_pylist(events, pa.schema(columns))):
            connection.execute("INSERT INTO inspections BY NAME SELECT * FROM incoming")
    rows = [(mention.mention_id, resolution.event_of_mention.get(mention.mention_id)) for mention in mentions]
    rows += [(claim.row_id, resolution.event_of_claim.get(claim.row_id)) for claim in claims]
    links = pa.table(
        {
            "id": pa.array([row for row, _ in rows], pa.string()),
            "inspection_id": pa.array([event for _, event in rows], pa.string()),
        }
    )
    with incoming(connection, links):
        for table, key in _LINKED:
            connection.execute(
                f"UPDATE {table} SET inspection_id = NULL FROM items i "
                f"WHERE {table}.item_id = i.item_id AND i.superseded_by IS NOT NULL AND {table}.inspection_id IS NOT NULL"
            )
            connection.execute(
                f"UPDATE {table} SET inspection_id = l.inspection_id FROM incoming l "
                f"WHERE {table}.{key} = l.id AND {table}.inspection_id IS DISTINCT FROM l.inspection_id"
            )


_INSPECTION_TYPES = {
    "start_date": pa.date32(),
    "end_date": pa.date32(),
    "publication_date": pa.date32(),
    "n_mentions": pa.int32(),
}


def _read_mentions(connection: duckdb.DuckDBPyConnection) -> list[Mention]:
    """Return the mentions, in items that stand, of the owners registered as `incoming`."""
    rows = connection.execute(
        "SELECT m.mention_id, m.item_id, coalesce(m.authority, i.document_id) AS owner, m.framework, m.start_date, m.end_date, "
        "m.date_precision, m.publication_date, m.publication_precision, m.period "
        "FROM inspection_mentions m JOIN items i ON i.item_id = m.item_id "
        "WHERE i.superseded_by IS NULL AND coalesce(m.authority, i.document_id) IN (SELECT id FROM incoming) ORDER BY m.mention_id"
    ).fetchall()
    return [
        Mention(
            mention_id=mention_id,
            item_id=item_id,
            owner=owner,
            framework=Framework(framework),
            start_date=start,
            end_date=end,
            date_precision=DatePrecision(precision) if precision else None,
            publication_date=published,
            publication_precision=DatePrecision(published_precision) if published_precision else None,
            period=Period(period),
        )
        for mention_id, item_id, owner, framework, start, end, precision, published, published_precision, period in rows
    ]


def _read_claims(connection: duckdb.DuckDBPyConnection) -> list[Claim]:
    """Return the judgements and improvement areas, in items that stand, of the owners registered as `incoming`."""
    rows = connection.execute(
        "SELECT c.row_id, c.item_id, c.period, c.domain FROM ("
        "SELECT judgement_id AS row_id, item_id, authority, period, domain FROM judgements UNION ALL "
        "SELECT improvement_area_id, item_id, authority, 'current', NULL FROM improvement_areas"
        ") c JOIN items i ON i.item_id = c.item_id "
        "WHERE i.superseded_by IS NULL AND coalesce(c.authority, i.document_id) IN (SELECT id FROM incoming) ORDER BY c.row_id"
    ).fetchall()
    return [Claim(row_id, item_id, Period(period), Domain(domain) if domain else None) for row_id, item_id, period, domain in rows]
