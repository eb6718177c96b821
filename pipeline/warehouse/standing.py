"""Which items stand: the same words are counted once, whatever the number of captures and documents that carry them.

An item is superseded by another document when

1. a later capture of the same page was read (confirmed minutes after the draft), or
2. the same item of the same meeting (title, and number where both have one) stands in another document that tells at least as much: it
   holds all of the item's words in their order, or it is whole where the item is cut off by its page.

Both stay in the tables; `items.superseded_by` names the document that counts instead.
"""

from __future__ import annotations

import duckdb

_STANDING = """
CREATE OR REPLACE TEMP TABLE standing AS
WITH latest AS (
    SELECT coalesce(k.page_key, k.capture_id) AS resource,
           arg_max(x.document_id, (coalesce(k.fetched_at, TIMESTAMP '1970-01-01'), x.document_id)) AS document_id
    FROM documents x JOIN captures k ON k.capture_id = x.capture_id
    GROUP BY resource
), versions AS (
    SELECT i.item_id, i.document_id, i.meeting_id, i.number, i.truncated, d.page_kind, i.text,
           nullif(l.document_id, d.document_id) AS newer, regexp_replace(lower(i.title), '[^a-z0-9]+', '', 'g') AS title_key
    FROM items i
    JOIN documents d ON d.document_id = i.document_id
    JOIN captures c ON c.capture_id = d.capture_id
    JOIN latest l ON l.resource = coalesce(c.page_key, c.capture_id)
), repeated AS (
    SELECT *, ' ' || trim(regexp_replace(lower(substr(text, length(split_part(text, chr(10), 1)) + 1)), '[^a-z0-9]+', ' ', 'g')) || ' '
           AS words
    FROM versions
    WHERE newer IS NULL AND meeting_id IS NOT NULL AND title_key <> ''
    QUALIFY count(DISTINCT document_id) OVER (PARTITION BY meeting_id, title_key) > 1
), told_elsewhere AS (
    SELECT a.item_id,
           arg_max(b.document_id, (NOT b.truncated, length(b.words), b.page_kind <> 'issue_meetings', b.document_id)) AS document_id
    FROM repeated a
    JOIN repeated b ON b.meeting_id = a.meeting_id AND b.title_key = a.title_key AND b.document_id <> a.document_id
        AND (a.number = b.number OR a.number IS NULL OR b.number IS NULL)
    WHERE (a.truncated AND NOT b.truncated)
       OR (a.truncated >= b.truncated AND contains(b.words, a.words)
           AND (length(b.words), b.page_kind <> 'issue_meetings', b.document_id)
               > (length(a.words), a.page_kind <> 'issue_meetings', a.document_id))
    GROUP BY a.item_id
)
SELECT v.item_id, coalesce(v.newer, t.document_id) AS superseded_by
FROM versions v LEFT JOIN told_elsewhere t ON t.item_id = v.item_id
"""


def write_standing(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Derive `items.superseded_by` anew; return the owners (authority, else document) of the items for which it changed."""
    connection.execute(_STANDING)
    changed = "items.item_id = s.item_id AND items.superseded_by IS DISTINCT FROM s.superseded_by"
    owners = connection.execute(
        "SELECT DISTINCT coalesce(d.authority, d.document_id) FROM items JOIN documents d ON d.document_id = items.document_id "
        f"JOIN standing s ON {changed}"
    ).fetchall()
    connection.execute(f"UPDATE items SET superseded_by = s.superseded_by FROM standing s WHERE {changed}")
    connection.execute("DROP TABLE standing")
    return {owner for (owner,) in owners}
