"""What the report reads: figures from the views, names from the reference tables, texts from the items. Nothing is counted here that a
view counts."""

from __future__ import annotations

GRADES_KNOWN = """
WITH known AS (
    SELECT *, coalesce(publication_date, end_date, inspection_date) AS known_on FROM v_inspection_grades WHERE authority IS NOT NULL
), moments AS (
    SELECT DISTINCT authority, known_on FROM known WHERE known_on IS NOT NULL
), told AS (
    SELECT m.authority, m.known_on AS moment, k.domain, k.grade, k.inspection_id, k.inspection_date, k.framework
    FROM moments m JOIN known k ON k.authority = m.authority AND k.known_on <= m.known_on
), latest AS (
    SELECT authority, moment, arg_max(inspection_id, (inspection_date, inspection_id)) AS inspection_id,
           arg_max(framework, (inspection_date, inspection_id)) AS framework, max(inspection_date) AS inspection_date
    FROM told GROUP BY authority, moment
), positions AS (
    SELECT authority, moment, domain, arg_max(grade, (inspection_date, inspection_id)) AS grade,
           arg_max(inspection_id, (inspection_date, inspection_id)) AS inspection_id
    FROM told GROUP BY authority, moment, domain
)
SELECT p.authority, p.moment, p.domain, p.grade
FROM positions p JOIN latest l ON l.authority = p.authority AND l.moment = p.moment
WHERE p.inspection_id = l.inspection_id OR EXISTS (
    SELECT 1 FROM domains d
    WHERE d.framework = l.framework AND d.domain = p.domain
      AND l.inspection_date BETWEEN coalesce(d.valid_from, DATE '0001-01-01') AND coalesce(d.valid_to, DATE '9999-12-31')
)
ORDER BY p.authority, p.moment, p.domain
"""
"""The position after each day on which an authority's grades became known (publication, else the inspection's end): the rule of
`v_latest_judgements`, on what was known that day. After the last day it is `v_latest_judgements` where an inspection dates it."""

QUERIES = {
    "grades": "SELECT grade, title, rank FROM grades ORDER BY rank, grade",
    "domains": "SELECT domain, min(position) AS position FROM domains GROUP BY domain ORDER BY position, domain",
    "register": "SELECT slug, name, region, authority_type, la_code, statistical_neighbours FROM authorities ORDER BY name, slug",
    "comparison": "SELECT * FROM v_authority_comparison ORDER BY authority_name, authority",
    "latest": "SELECT * FROM v_latest_judgements ORDER BY authority, domain",
    "known": GRADES_KNOWN,
    "trend": """SELECT t.*, g.judgement_id FROM v_judgement_trend t
        LEFT JOIN v_inspection_grades g ON g.inspection_id = t.inspection_id AND g.domain = t.domain AND g.authority = t.authority
        ORDER BY t.authority, t.inspection_date, t.domain""",
    "timeline": "SELECT * FROM v_issue_timeline WHERE authority IS NOT NULL ORDER BY authority, event_date, event, committee, title, url",
    "areas": "SELECT * FROM v_improvement_areas ORDER BY authority, coalesce(start_date, meeting_date) DESC, improvement_area_id",
    "actions": "SELECT * FROM v_actions ORDER BY authority, meeting_date DESC NULLS LAST, committee, item_number, label, action_id",
    "lag": "SELECT * FROM v_scrutiny_lag WHERE authority IS NOT NULL ORDER BY authority, publication_date",
    "reconciliation": "SELECT * FROM v_reconciliation ORDER BY authority, coalesce(official_start_date, minutes_start_date), framework, domain",
    "themes": "SELECT * FROM v_theme_frequency ORDER BY n_areas DESC, theme",
    "theme_years": """SELECT theme, year, CAST(sum(n_areas) AS BIGINT) AS n_areas FROM v_theme_by_year
        WHERE year IS NOT NULL GROUP BY theme, year ORDER BY theme, year""",
    "theme_authorities": """SELECT theme, authority, CAST(sum(n_areas) AS BIGINT) AS n_areas FROM v_theme_by_year
        WHERE authority IS NOT NULL GROUP BY theme, authority ORDER BY theme, n_areas DESC, authority""",
    "coverage": "SELECT * FROM v_coverage ORDER BY n_documents > 0 DESC, authority_name NULLS LAST, authority",
    "rules": """SELECT kind, rule, confidence, count(*) AS n_rows FROM v_evidence WHERE NOT superseded
        GROUP BY kind, rule, confidence ORDER BY kind, n_rows DESC, rule""",
    "failures": 'SELECT * FROM failures ORDER BY failures."at" DESC NULLS LAST, source, failure_id',
    "statuses": "SELECT status, count(*) AS n_rows FROM v_reconciliation GROUP BY status ORDER BY status",
    "evidence": "SELECT kind, row_id, item_id, start_char, end_char FROM v_evidence WHERE NOT superseded AND authority IS NOT NULL",
    "mentions": """SELECT m.inspection_id, arg_max(m.mention_id, (coalesce(m.confidence, 0), m.mention_id)) AS mention_id
        FROM inspection_mentions m JOIN v_items v ON v.item_id = m.item_id
        WHERE NOT v.superseded AND m.inspection_id IS NOT NULL GROUP BY m.inspection_id""",
    "items": """SELECT v.item_id, v.authority, v.title, v.committee, v.meeting_date, v.url, v.fetched_at, v.truncated, i.text
        FROM v_items v JOIN items i ON i.item_id = v.item_id
        WHERE NOT v.superseded AND v.authority IS NOT NULL ORDER BY v.authority, v.meeting_date, v.item_id""",
}
"""Statement by name; the rows of each come in an order that only the data decides."""
