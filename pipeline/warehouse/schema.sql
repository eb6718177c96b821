-- The only definition of the warehouse's tables. Statements are separated by semicolons; every table and column has a comment.
-- No primary or foreign keys: rows of a document are replaced in bulk, and tests hold uniqueness and references instead.
-- "Unique" and "refers to" in the comments are promises that those tests check.

CREATE TABLE meta (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE meta IS 'What this file is: one row a property.';
COMMENT ON COLUMN meta.name IS 'Name of the property: schema_version (a program refuses a file whose number is higher than its own) or definitions (digest of the views and reference data that this file carries).';
COMMENT ON COLUMN meta.value IS 'Value of the property, as text.';

-- Reference ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE authorities (
    slug VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    ons_code VARCHAR NOT NULL,
    la_code VARCHAR NOT NULL,
    ofsted_urn VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    authority_type VARCHAR NOT NULL CHECK (authority_type IN ('london_borough', 'metropolitan', 'unitary', 'county')),
    platform VARCHAR NOT NULL CHECK (platform IN ('moderngov', 'cmis', 'other', 'unknown')),
    base_url VARCHAR,
    statistical_neighbours VARCHAR[] NOT NULL
);
COMMENT ON TABLE authorities IS 'Reference: the register of the 153 English authorities with children''s services. A council named on the command line that is not in the register appears in the other tables by the name it was given.';
COMMENT ON COLUMN authorities.slug IS 'Short name, unique; every column called authority refers to it (or holds the name that the command line gave).';
COMMENT ON COLUMN authorities.name IS 'Name for display, without "Council".';
COMMENT ON COLUMN authorities.ons_code IS 'Current ONS (GSS) code, nine characters.';
COMMENT ON COLUMN authorities.la_code IS 'Department for Education code, three digits.';
COMMENT ON COLUMN authorities.ofsted_urn IS 'Ofsted''s provider number.';
COMMENT ON COLUMN authorities.region IS 'Region, by its ONS name.';
COMMENT ON COLUMN authorities.authority_type IS 'london_borough, metropolitan, unitary or county.';
COMMENT ON COLUMN authorities.platform IS 'System that publishes the committee papers: moderngov, cmis, other or unknown.';
COMMENT ON COLUMN authorities.base_url IS 'Root of the ModernGov site with a trailing slash; null on other platforms.';
COMMENT ON COLUMN authorities.statistical_neighbours IS 'la_code of the ten statistical neighbours.';

CREATE TABLE domains (
    framework VARCHAR NOT NULL CHECK (framework IN ('ilacs', 'sif', 'other')),
    domain VARCHAR NOT NULL CHECK (domain IN ('overall', 'leaders', 'help_protection', 'care_and_care_leavers', 'in_care', 'care_leavers', 'adoption', 'lscb')),
    title VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE domains IS 'Reference: which judgement domains a regime has. One row a framework, domain and span of time; a grade that a regime never gave is no gap. Visits, joint and SEND inspections give no grades and have no rows.';
COMMENT ON COLUMN domains.framework IS 'Graded inspection framework: ilacs, sif (single inspection framework) or other (before 2013).';
COMMENT ON COLUMN domains.domain IS 'Judgement domain.';
COMMENT ON COLUMN domains.title IS 'What the framework''s reports call the domain.';
COMMENT ON COLUMN domains.position IS 'Order for display, overall first.';
COMMENT ON COLUMN domains.valid_from IS 'First start date of inspections that are judged in this domain; null: since the framework began.';
COMMENT ON COLUMN domains.valid_to IS 'Last such start date; null: still so.';

CREATE TABLE grades (
    grade VARCHAR NOT NULL CHECK (grade IN ('outstanding', 'good', 'requires_improvement', 'inadequate', 'adequate')),
    rank INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE grades IS 'Reference: Ofsted''s grades, best first.';
COMMENT ON COLUMN grades.grade IS 'Code of the grade, unique.';
COMMENT ON COLUMN grades.rank IS '1 (best) to 4; adequate was the third point of the scale before requires_improvement took its place.';
COMMENT ON COLUMN grades.title IS 'The grade as reports print it.';
COMMENT ON COLUMN grades.valid_from IS 'First start date of inspections with this grade; null: always.';
COMMENT ON COLUMN grades.valid_to IS 'Last such start date; null: still in use.';

CREATE TABLE themes (
    theme VARCHAR NOT NULL,
    theme_group VARCHAR NOT NULL CHECK (theme_group IN ('help_and_protection', 'children_in_care_and_adoption', 'care_leavers', 'leadership_and_across_services')),
    definition VARCHAR NOT NULL,
    triggers VARCHAR[] NOT NULL
);
COMMENT ON TABLE themes IS 'Reference: the controlled vocabulary of improvement_areas.themes.';
COMMENT ON COLUMN themes.theme IS 'Code of the theme, unique.';
COMMENT ON COLUMN themes.theme_group IS 'Part of the service that the theme belongs to.';
COMMENT ON COLUMN themes.definition IS 'What the theme covers.';
COMMENT ON COLUMN themes.triggers IS 'Words by which the theme is known, for a reader; the rules that assign themes are in the extractors.';

-- Provenance --------------------------------------------------------------------------------------------------------------------

CREATE TABLE captures (
    capture_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    page_key VARCHAR,
    authority VARCHAR,
    fetched_at TIMESTAMP,
    content_type VARCHAR,
    http_status INTEGER,
    raw_path VARCHAR NOT NULL,
    raw_offset BIGINT,
    bytes BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE captures IS 'Provenance: one row a fetched or imported resource that was read. A new version of an address is a new capture.';
COMMENT ON COLUMN captures.capture_id IS 'Unique; made from the payload''s sha256 and the URL.';
COMMENT ON COLUMN captures.url IS 'Address the payload came from; file:<authority>/<name> for a file that does not say (file:<name> where its authority is not known).';
COMMENT ON COLUMN captures.page_key IS 'What all spellings of one page''s address have in common (scheme, case, order and alternative names of parameters folded); null for files. Captures with one page_key are versions of one page.';
COMMENT ON COLUMN captures.authority IS 'Slug of the authority that the caller or the place of the file named; null: not known.';
COMMENT ON COLUMN captures.fetched_at IS 'When it was fetched, UTC; the latest time where the same payload was met at the address more than once; null for files that do not say.';
COMMENT ON COLUMN captures.content_type IS 'Content type as served, or by the file''s ending.';
COMMENT ON COLUMN captures.http_status IS 'Status of the response; null for files.';
COMMENT ON COLUMN captures.raw_path IS 'File that holds the bytes, as the path was given.';
COMMENT ON COLUMN captures.raw_offset IS 'Byte offset of the record in a web archive; null for a file of its own.';
COMMENT ON COLUMN captures.bytes IS 'Length of the payload in bytes.';
COMMENT ON COLUMN captures.sha256 IS 'SHA-256 of the payload, hexadecimal.';

CREATE TABLE documents (
    document_id VARCHAR NOT NULL,
    capture_id VARCHAR NOT NULL,
    authority VARCHAR,
    page_kind VARCHAR NOT NULL CHECK (page_kind IN ('agenda_item', 'issue_meetings', 'meeting', 'decision', 'minutes_pdf', 'inspection_report', 'unknown')),
    url VARCHAR,
    title VARCHAR,
    parser VARCHAR NOT NULL,
    parse_status VARCHAR NOT NULL CHECK (parse_status IN ('complete', 'partial', 'empty')),
    warnings VARCHAR[] NOT NULL,
    fingerprint VARCHAR NOT NULL
);
COMMENT ON TABLE documents IS 'Provenance: one row a capture that was read into items.';
COMMENT ON COLUMN documents.document_id IS 'Unique; follows from capture_id.';
COMMENT ON COLUMN documents.capture_id IS 'Refers to captures.';
COMMENT ON COLUMN documents.authority IS 'Slug of the authority whose document it is; null: not known.';
COMMENT ON COLUMN documents.page_kind IS 'ModernGov page or document that it is.';
COMMENT ON COLUMN documents.url IS 'Address of the document: the page''s own where it says, else that of its capture.';
COMMENT ON COLUMN documents.title IS 'Title of the page or document.';
COMMENT ON COLUMN documents.parser IS 'Name and version of the reader.';
COMMENT ON COLUMN documents.parse_status IS 'complete; partial (an item is cut off by the page, or there is a warning); empty (no items).';
COMMENT ON COLUMN documents.warnings IS 'What the reader and the extractors remarked, one entry a remark.';
COMMENT ON COLUMN documents.fingerprint IS 'Digest of all that the rows of this document depend on besides its bytes (versions of reader and rules, what the caller said); when it differs the document is read again.';

CREATE TABLE meetings (
    meeting_id VARCHAR NOT NULL,
    authority VARCHAR,
    committee VARCHAR,
    meeting_date DATE,
    url VARCHAR
);
COMMENT ON TABLE meetings IS 'Provenance: one row a meeting that an item names, by committee or date.';
COMMENT ON COLUMN meetings.meeting_id IS 'Unique; made from authority, committee (whatever its case) and date.';
COMMENT ON COLUMN meetings.authority IS 'Slug of the authority; null: not known.';
COMMENT ON COLUMN meetings.committee IS 'Name of the committee, mixed case where any page writes it so; null: not stated.';
COMMENT ON COLUMN meetings.meeting_date IS 'Day of the meeting; null: not stated.';
COMMENT ON COLUMN meetings.url IS 'Address of the meeting''s own page or printed minutes, where one was read; else null.';

CREATE TABLE items (
    item_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    meeting_id VARCHAR,
    item INTEGER NOT NULL,
    number VARCHAR,
    title VARCHAR,
    committee VARCHAR,
    meeting_date DATE,
    text VARCHAR NOT NULL,
    truncated BOOLEAN NOT NULL,
    line_pages INTEGER[],
    superseded_by VARCHAR
);
COMMENT ON TABLE items IS 'Provenance: one row an agenda item of a document. One meeting''s item can stand in several documents (meeting page, issue page, printed minutes).';
COMMENT ON COLUMN items.item_id IS 'Unique; made from document and position.';
COMMENT ON COLUMN items.document_id IS 'Refers to documents.';
COMMENT ON COLUMN items.meeting_id IS 'Refers to meetings; null when the page names neither committee nor date.';
COMMENT ON COLUMN items.item IS 'Position in the document, from 0.';
COMMENT ON COLUMN items.number IS 'Item or minute number as written.';
COMMENT ON COLUMN items.title IS 'Title of the item.';
COMMENT ON COLUMN items.committee IS 'Committee as this page writes it.';
COMMENT ON COLUMN items.meeting_date IS 'Day of the meeting as this page states it.';
COMMENT ON COLUMN items.text IS 'Text of the item, fixed when read; start_char and end_char of extracted rows count its Unicode code points.';
COMMENT ON COLUMN items.truncated IS 'Whether the page cuts the item''s minutes off.';
COMMENT ON COLUMN items.superseded_by IS 'Refers to documents: the one that counts instead, because it is a later capture of the page or tells the same item of the same meeting at least as fully; null: this item stands.';
COMMENT ON COLUMN items.line_pages IS 'For PDFs the page number of each line of text (pages from 1, lines separated by line feeds); null elsewhere. page_of_char(line_pages, text, start_char) gives the page of a character.';

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    version VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    paths VARCHAR[] NOT NULL,
    documents_loaded INTEGER NOT NULL,
    documents_unchanged INTEGER NOT NULL,
    failures INTEGER NOT NULL
);
COMMENT ON TABLE runs IS 'Provenance: one row a run that wrote this file.';
COMMENT ON COLUMN runs.run_id IS 'Unique; made from process, machine and time.';
COMMENT ON COLUMN runs.started_at IS 'Start of the run, UTC.';
COMMENT ON COLUMN runs.finished_at IS 'End of its loading, UTC.';
COMMENT ON COLUMN runs.version IS 'Version of the program.';
COMMENT ON COLUMN runs.command IS 'What ran: ingest, official import …';
COMMENT ON COLUMN runs.paths IS 'Paths that it was given.';
COMMENT ON COLUMN runs.documents_loaded IS 'Documents that were new or changed, and are in the tables since.';
COMMENT ON COLUMN runs.documents_unchanged IS 'Documents that were in the tables already.';
COMMENT ON COLUMN runs.failures IS 'Sources that could not be used in this run.';

CREATE TABLE failures (
    failure_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    error VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL
);
COMMENT ON TABLE failures IS 'Provenance: what became of the sources that are not in the tables. The same failure met again stays the row it was; a source that is read in the end, or fails otherwise, loses its older rows.';
COMMENT ON COLUMN failures.failure_id IS 'Unique; made from stage, source, error and message (but for a locked database, whose message names a process).';
COMMENT ON COLUMN failures.run_id IS 'The run that met it first (a run that could not write the file has no row in runs).';
COMMENT ON COLUMN failures.stage IS 'Where it happened: read, parse, extract, load …';
COMMENT ON COLUMN failures.source IS 'The file, record or address.';
COMMENT ON COLUMN failures.error IS 'Class of the error.';
COMMENT ON COLUMN failures.message IS 'The reason, one line.';
COMMENT ON COLUMN failures."at" IS 'When it was met first, UTC.';

-- Extracted ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE inspections (
    inspection_id VARCHAR NOT NULL,
    authority VARCHAR,
    document_id VARCHAR,
    framework VARCHAR NOT NULL CHECK (framework IN ('ilacs', 'sif', 'focused_visit', 'monitoring_visit', 'jtai', 'area_send', 'other')),
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR CHECK (date_precision IN ('day', 'month', 'year')),
    publication_date DATE,
    publication_precision VARCHAR CHECK (publication_precision IN ('day', 'month', 'year')),
    n_mentions INTEGER NOT NULL
);
COMMENT ON TABLE inspections IS 'Extracted: one row an inspection event of an authority, resolved from inspection_mentions; the most precise and most mentioned dates stand for it.';
COMMENT ON COLUMN inspections.inspection_id IS 'Unique; made from authority, framework and dates.';
COMMENT ON COLUMN inspections.authority IS 'Slug of the authority; null when its documents do not tell.';
COMMENT ON COLUMN inspections.document_id IS 'Refers to documents, only where authority is null: such events are told apart by document.';
COMMENT ON COLUMN inspections.framework IS 'Framework or kind of visit.';
COMMENT ON COLUMN inspections.start_date IS 'First day, or first day of the month or year that is stated; null: not stated.';
COMMENT ON COLUMN inspections.end_date IS 'Last day, or last day of the month or year that is stated; null: not stated.';
COMMENT ON COLUMN inspections.date_precision IS 'How precise start_date and end_date are: day, month or year; null when both are.';
COMMENT ON COLUMN inspections.publication_date IS 'Day the report or letter was published (first day of a month or year if no day is stated); null: not stated.';
COMMENT ON COLUMN inspections.publication_precision IS 'How precise publication_date is.';
COMMENT ON COLUMN inspections.n_mentions IS 'Rows of inspection_mentions that were read as this event.';

CREATE TABLE inspection_mentions (
    mention_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    inspection_id VARCHAR,
    authority VARCHAR,
    framework VARCHAR NOT NULL CHECK (framework IN ('ilacs', 'sif', 'focused_visit', 'monitoring_visit', 'jtai', 'area_send', 'other')),
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR CHECK (date_precision IN ('day', 'month', 'year')),
    publication_date DATE,
    publication_precision VARCHAR CHECK (publication_precision IN ('day', 'month', 'year')),
    period VARCHAR NOT NULL CHECK (period IN ('current', 'previous')),
    evidence VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE
);
COMMENT ON TABLE inspection_mentions IS 'Extracted: one row an inspection that an item tells of, as that item states it.';
COMMENT ON COLUMN inspection_mentions.mention_id IS 'Unique.';
COMMENT ON COLUMN inspection_mentions.item_id IS 'Refers to items.';
COMMENT ON COLUMN inspection_mentions.inspection_id IS 'Refers to inspections; null when the mention is too vague to say which of several events it means, or its item is superseded.';
COMMENT ON COLUMN inspection_mentions.authority IS 'Slug of the authority; null: not known.';
COMMENT ON COLUMN inspection_mentions.framework IS 'Framework or kind of visit.';
COMMENT ON COLUMN inspection_mentions.start_date IS 'First day of what the text says; null: not stated.';
COMMENT ON COLUMN inspection_mentions.end_date IS 'Last day of what the text says; null: not stated.';
COMMENT ON COLUMN inspection_mentions.date_precision IS 'How precise the text is: day, month or year; null when it gives no dates.';
COMMENT ON COLUMN inspection_mentions.publication_date IS 'Day (or first day of the month or year) that the text gives for publication; null: none.';
COMMENT ON COLUMN inspection_mentions.publication_precision IS 'How precise publication_date is.';
COMMENT ON COLUMN inspection_mentions.period IS 'current: the latest inspection that the item reports; previous: an earlier one.';
COMMENT ON COLUMN inspection_mentions.evidence IS 'The words it rests on; equal to the slice start_char to end_char of items.text.';
COMMENT ON COLUMN inspection_mentions.start_char IS 'First character of the evidence in items.text, from 0.';
COMMENT ON COLUMN inspection_mentions.end_char IS 'Character after its last one.';
COMMENT ON COLUMN inspection_mentions.rule IS 'Id of the rule that read it.';
COMMENT ON COLUMN inspection_mentions.confidence IS 'Measured precision of the rule on the gold set when the row was written, 0 to 1; null: not measured.';

CREATE TABLE judgements (
    judgement_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    inspection_id VARCHAR,
    authority VARCHAR,
    domain VARCHAR NOT NULL CHECK (domain IN ('overall', 'leaders', 'help_protection', 'care_and_care_leavers', 'in_care', 'care_leavers', 'adoption', 'lscb')),
    grade VARCHAR NOT NULL CHECK (grade IN ('outstanding', 'good', 'requires_improvement', 'inadequate', 'adequate')),
    period VARCHAR NOT NULL CHECK (period IN ('current', 'previous')),
    evidence VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE
);
COMMENT ON TABLE judgements IS 'Extracted: one row a grade that an item says Ofsted gave to this authority''s children''s services.';
COMMENT ON COLUMN judgements.judgement_id IS 'Unique.';
COMMENT ON COLUMN judgements.item_id IS 'Refers to items.';
COMMENT ON COLUMN judgements.inspection_id IS 'Refers to inspections: the graded inspection of the same period that the item mentions; null when it mentions none or is superseded.';
COMMENT ON COLUMN judgements.authority IS 'Slug of the authority; null: not known.';
COMMENT ON COLUMN judgements.domain IS 'Domain that was judged.';
COMMENT ON COLUMN judgements.grade IS 'Grade given.';
COMMENT ON COLUMN judgements.period IS 'current: of the latest inspection that the item reports; previous: of an earlier one.';
COMMENT ON COLUMN judgements.evidence IS 'The words it rests on; equal to the slice start_char to end_char of items.text.';
COMMENT ON COLUMN judgements.start_char IS 'First character of the evidence in items.text, from 0.';
COMMENT ON COLUMN judgements.end_char IS 'Character after its last one.';
COMMENT ON COLUMN judgements.rule IS 'Id of the rule that read it.';
COMMENT ON COLUMN judgements.confidence IS 'Measured precision of the rule on the gold set when the row was written, 0 to 1; null: not measured.';

CREATE TABLE improvement_areas (
    improvement_area_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    inspection_id VARCHAR,
    authority VARCHAR,
    ordinal INTEGER NOT NULL,
    label VARCHAR,
    text VARCHAR NOT NULL,
    themes VARCHAR[] NOT NULL,
    evidence VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE
);
COMMENT ON TABLE improvement_areas IS 'Extracted: one row a thing that inspectors said must get better.';
COMMENT ON COLUMN improvement_areas.improvement_area_id IS 'Unique.';
COMMENT ON COLUMN improvement_areas.item_id IS 'Refers to items.';
COMMENT ON COLUMN improvement_areas.inspection_id IS 'Refers to inspections: the current inspection or visit that the item mentions; null when it mentions none or is superseded.';
COMMENT ON COLUMN improvement_areas.authority IS 'Slug of the authority; null: not known.';
COMMENT ON COLUMN improvement_areas.ordinal IS 'Position among the item''s areas, from 1.';
COMMENT ON COLUMN improvement_areas.label IS 'List label as written, without punctuation; null: none.';
COMMENT ON COLUMN improvement_areas.text IS 'The area in the minutes'' words.';
COMMENT ON COLUMN improvement_areas.themes IS 'Themes it touches (refer to themes); an empty list when none is recognised.';
COMMENT ON COLUMN improvement_areas.evidence IS 'The words it rests on; equal to the slice start_char to end_char of items.text.';
COMMENT ON COLUMN improvement_areas.start_char IS 'First character of the evidence in items.text, from 0.';
COMMENT ON COLUMN improvement_areas.end_char IS 'Character after its last one.';
COMMENT ON COLUMN improvement_areas.rule IS 'Id of the rule that read it.';
COMMENT ON COLUMN improvement_areas.confidence IS 'Measured precision of the rule on the gold set when the row was written, 0 to 1; null: not measured.';

CREATE TABLE actions (
    action_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    authority VARCHAR,
    ordinal INTEGER NOT NULL,
    label VARCHAR,
    text VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('note', 'approve', 'request', 'refer', 'delegate', 'other')),
    owner VARCHAR,
    due_text VARCHAR,
    due_date DATE,
    due_precision VARCHAR CHECK (due_precision IN ('day', 'month', 'year')),
    evidence VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE
);
COMMENT ON TABLE actions IS 'Extracted: one row a part of what a meeting resolved. Resolved is not finished: nothing here says whether the work was done.';
COMMENT ON COLUMN actions.action_id IS 'Unique.';
COMMENT ON COLUMN actions.item_id IS 'Refers to items.';
COMMENT ON COLUMN actions.authority IS 'Slug of the authority; null: not known.';
COMMENT ON COLUMN actions.ordinal IS 'Position among the item''s actions, from 1.';
COMMENT ON COLUMN actions.label IS 'Label as written, without punctuation; null: none.';
COMMENT ON COLUMN actions.text IS 'The resolution in the minutes'' words.';
COMMENT ON COLUMN actions.kind IS 'What it does: note, approve, request, refer, delegate or other; the strongest verb counts.';
COMMENT ON COLUMN actions.owner IS 'Who is to do it, as written; null: not stated.';
COMMENT ON COLUMN actions.due_text IS 'When it is due, as written; null: not stated.';
COMMENT ON COLUMN actions.due_date IS 'Day it is due (last day of the month or year where only that is named); null when the text names no date.';
COMMENT ON COLUMN actions.due_precision IS 'How precise due_date is: day, month or year.';
COMMENT ON COLUMN actions.evidence IS 'The words it rests on; equal to the slice start_char to end_char of items.text.';
COMMENT ON COLUMN actions.start_char IS 'First character of the evidence in items.text, from 0.';
COMMENT ON COLUMN actions.end_char IS 'Character after its last one.';
COMMENT ON COLUMN actions.rule IS 'Id of the rule that read it.';
COMMENT ON COLUMN actions.confidence IS 'Measured precision of the rule on the gold set when the row was written, 0 to 1; null: not measured.';

-- Official record ---------------------------------------------------------------------------------------------------------------

CREATE TABLE official_outcomes (
    outcome_id VARCHAR NOT NULL,
    official_id VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    framework VARCHAR NOT NULL CHECK (framework IN ('ilacs', 'sif', 'focused_visit', 'monitoring_visit', 'jtai', 'area_send', 'other')),
    variant VARCHAR CHECK (variant IN ('standard', 'short')),
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR CHECK (date_precision IN ('day', 'month', 'year')),
    publication_date DATE,
    publication_basis VARCHAR CHECK (publication_basis IN ('printed', 'file_name', 'listing')),
    lead_inspector VARCHAR,
    domain VARCHAR CHECK (domain IN ('overall', 'leaders', 'help_protection', 'care_and_care_leavers', 'in_care', 'care_leavers', 'adoption', 'lscb')),
    grade VARCHAR CHECK (grade IN ('outstanding', 'good', 'requires_improvement', 'inadequate', 'adequate')),
    source VARCHAR NOT NULL,
    page INTEGER,
    evidence VARCHAR,
    document_id VARCHAR
);
COMMENT ON TABLE official_outcomes IS 'Official record: one row a grade in Ofsted''s own reports or lists, in long form; an inspection or visit without grades has one row without domain. Empty until reports are ingested or a list is imported. Minutes never change it.';
COMMENT ON COLUMN official_outcomes.outcome_id IS 'Unique; made from source, inspection and domain.';
COMMENT ON COLUMN official_outcomes.official_id IS 'One inspection by one source: what its rows have in common.';
COMMENT ON COLUMN official_outcomes.authority IS 'Slug of the authority.';
COMMENT ON COLUMN official_outcomes.framework IS 'Framework of the inspection.';
COMMENT ON COLUMN official_outcomes.variant IS 'standard or short, derived from the days on site (no report states it); null: not told.';
COMMENT ON COLUMN official_outcomes.start_date IS 'First day of the inspection.';
COMMENT ON COLUMN official_outcomes.end_date IS 'Last day of the inspection.';
COMMENT ON COLUMN official_outcomes.date_precision IS 'How precise start_date and end_date are.';
COMMENT ON COLUMN official_outcomes.publication_date IS 'Day the report was published.';
COMMENT ON COLUMN official_outcomes.publication_basis IS 'printed (in the report), file_name (in the name of its file) or listing: where the day is from.';
COMMENT ON COLUMN official_outcomes.lead_inspector IS 'Lead inspector as printed.';
COMMENT ON COLUMN official_outcomes.domain IS 'Domain that was judged; null: the inspection gave no grades, or none could be read.';
COMMENT ON COLUMN official_outcomes.grade IS 'Grade given.';
COMMENT ON COLUMN official_outcomes.source IS 'Address of the report, or file:<name>; file:<name>#<line> for a row of a list.';
COMMENT ON COLUMN official_outcomes.page IS 'Page of a report; null for lists.';
COMMENT ON COLUMN official_outcomes.evidence IS 'The words or cell that it was read from.';
COMMENT ON COLUMN official_outcomes.document_id IS 'Refers to documents: the report; null for lists.';

CREATE TABLE official_improvement_items (
    official_item_id VARCHAR NOT NULL,
    official_id VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('area', 'priority_action', 'recommendation')),
    text VARCHAR NOT NULL,
    themes VARCHAR[] NOT NULL,
    page INTEGER,
    source VARCHAR NOT NULL,
    document_id VARCHAR
);
COMMENT ON TABLE official_improvement_items IS 'Official record: what a report says needs to improve, one row a point.';
COMMENT ON COLUMN official_improvement_items.official_item_id IS 'Unique; made from source, inspection and position.';
COMMENT ON COLUMN official_improvement_items.official_id IS 'Refers to official_outcomes.official_id: the inspection, by this source.';
COMMENT ON COLUMN official_improvement_items.authority IS 'Slug of the authority.';
COMMENT ON COLUMN official_improvement_items.ordinal IS 'Position in the report, from 1.';
COMMENT ON COLUMN official_improvement_items.kind IS 'area, priority_action or recommendation.';
COMMENT ON COLUMN official_improvement_items.text IS 'The point as printed.';
COMMENT ON COLUMN official_improvement_items.themes IS 'Codes of themes that it touches.';
COMMENT ON COLUMN official_improvement_items.page IS 'Page of the report.';
COMMENT ON COLUMN official_improvement_items.source IS 'Address of the report, or file:<name>.';
COMMENT ON COLUMN official_improvement_items.document_id IS 'Refers to documents: the report; null for lists.';

CREATE TABLE official_narratives (
    official_id VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    domain VARCHAR NOT NULL CHECK (domain IN ('overall', 'leaders', 'help_protection', 'care_and_care_leavers', 'in_care', 'care_leavers', 'adoption', 'lscb')),
    text VARCHAR NOT NULL,
    page INTEGER,
    source VARCHAR NOT NULL,
    document_id VARCHAR
);
COMMENT ON TABLE official_narratives IS 'Official record: the headline paragraph that a report gives a domain, or the whole inspection.';
COMMENT ON COLUMN official_narratives.official_id IS 'Refers to official_outcomes.official_id: the inspection, by this source.';
COMMENT ON COLUMN official_narratives.authority IS 'Slug of the authority.';
COMMENT ON COLUMN official_narratives.domain IS 'Domain; overall for the whole inspection.';
COMMENT ON COLUMN official_narratives.text IS 'The paragraph as printed.';
COMMENT ON COLUMN official_narratives.page IS 'Page of the report.';
COMMENT ON COLUMN official_narratives.source IS 'Address of the report, or file:<name>.';
COMMENT ON COLUMN official_narratives.document_id IS 'Refers to documents: the report; null for lists.';

CREATE TABLE areas_told (
    official_item_id VARCHAR NOT NULL,
    improvement_area_id VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL
);
COMMENT ON TABLE areas_told IS 'Which point of a report an improvement area told in minutes is: derived, one row a pair that is similar enough.';
COMMENT ON COLUMN areas_told.official_item_id IS 'Refers to official_improvement_items.';
COMMENT ON COLUMN areas_told.improvement_area_id IS 'Refers to improvement_areas; each has one point at most.';
COMMENT ON COLUMN areas_told.similarity IS 'Likeness of words and themes, 0 to 1.';
