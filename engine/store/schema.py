"""The tables of an engagement's database, as a list of numbered migrations.

Each runs in a transaction of its own. There DuckDB 1.5.5 refuses to alter a table that holds rows once the same
transaction changed rows of it or added a column with a default to it: alter first, then set defaults and fill.
"""

MIGRATIONS: list[str] = [
    """
    CREATE TABLE engagement (
        slug VARCHAR, company VARCHAR, deal_structure VARCHAR, as_of DATE, closing_date DATE, recipient VARCHAR,
        jurisdictions VARCHAR[], staff_domains VARCHAR[], facts VARCHAR, risk_method VARCHAR, demo BOOLEAN
    );
    CREATE TABLE source (
        sha256 VARCHAR PRIMARY KEY, ordinal INTEGER, name VARCHAR, format VARCHAR, bytes BIGINT, received_at TIMESTAMP,
        details VARCHAR, notes VARCHAR[], state VARCHAR, units INTEGER
    );
    CREATE TABLE inbox_file (path VARCHAR PRIMARY KEY, bytes BIGINT, modified_ns BIGINT, source VARCHAR);
    CREATE TABLE piece (
        source VARCHAR, ordinal INTEGER, start_at BIGINT, length BIGINT, pack_offset BIGINT, pack_length BIGINT,
        separator BOOLEAN, sha256 VARCHAR, data_key BLOB
    );
    CREATE TABLE unit (
        source VARCHAR, ordinal INTEGER, records INTEGER, skipped INTEGER, PRIMARY KEY (source, ordinal)
    );
    CREATE TABLE record (
        id VARCHAR, source VARCHAR, unit INTEGER, position INTEGER, locator VARCHAR, kind VARCHAR, dated VARCHAR,
        day DATE, fields VARCHAR, content_hash VARCHAR, origin BIGINT, thread VARCHAR[], warnings VARCHAR[],
        duplicate_of VARCHAR
    );
    CREATE TABLE skipped (
        source VARCHAR, unit INTEGER, position INTEGER, locator VARCHAR, reason VARCHAR, detail VARCHAR
    );
    CREATE TABLE finding (
        id VARCHAR, record VARCHAR, field VARCHAR, start_at INTEGER, end_at INTEGER, entity_type VARCHAR, score FLOAT,
        recognizer VARCHAR, masked VARCHAR, value_hmac VARCHAR, state VARCHAR
    );
    CREATE TABLE subject (id VARCHAR, kind VARCHAR, masked_name VARCHAR, household VARCHAR, minor BOOLEAN);
    CREATE TABLE appearance (
        record VARCHAR, ordinal INTEGER, role VARCHAR, subject VARCHAR, reason VARCHAR, entity_type VARCHAR
    );
    CREATE TABLE attribution (finding VARCHAR, record VARCHAR, subject VARCHAR);
    CREATE TABLE assessment (
        record VARCHAR, record_class VARCHAR, class_rule VARCHAR, class_evidence VARCHAR, retention_state VARCHAR,
        rules VARCHAR[], start_event VARCHAR, started DATE, keep_until DATE, proposal VARCHAR, proposal_reason VARCHAR
    );
    CREATE TABLE disposition (record VARCHAR, state VARCHAR, done BOOLEAN, until DATE, event BIGINT);
    CREATE TABLE risk (
        scenario VARCHAR, inherent_likelihood VARCHAR, inherent_impact VARCHAR, inherent_level VARCHAR,
        current_likelihood VARCHAR, current_impact VARCHAR, current_level VARCHAR,
        residual_likelihood VARCHAR, residual_impact VARCHAR, residual_level VARCHAR, evidence VARCHAR,
        reasons VARCHAR[]
    );
    CREATE TABLE risk_decision (
        scenario VARCHAR PRIMARY KEY, state VARCHAR, treatment VARCHAR, owner VARCHAR, due DATE, accepted_by VARCHAR,
        accepted_until DATE, reason VARCHAR
    );
    CREATE TABLE control_answer (
        control VARCHAR PRIMARY KEY, answer VARCHAR, planned BOOLEAN, evidence VARCHAR, answered_by VARCHAR,
        answered_on DATE
    );
    CREATE TABLE task (id VARCHAR, phase VARCHAR, owner VARCHAR, gate BOOLEAN, due DATE);
    CREATE TABLE task_update (
        task VARCHAR PRIMARY KEY, state VARCHAR, assignee VARCHAR, due DATE, note VARCHAR, evidence VARCHAR
    );
    CREATE TABLE scan_run (
        ordinal INTEGER PRIMARY KEY, started_at TIMESTAMP, seconds DOUBLE, state VARCHAR, items BIGINT, bytes BIGINT,
        workers INTEGER, engine VARCHAR
    );
    CREATE TABLE event (
        sequence BIGINT PRIMARY KEY, happened_at VARCHAR, actor VARCHAR, actor_role VARCHAR, kind VARCHAR,
        facts VARCHAR, previous VARCHAR, hash VARCHAR
    );
    """,
    """
    ALTER TABLE skipped ADD COLUMN id VARCHAR;
    ALTER TABLE skipped ADD COLUMN origin BIGINT DEFAULT 0;
    CREATE TABLE password (source VARCHAR, secret VARCHAR, PRIMARY KEY (source, secret));
    ALTER TABLE engagement ADD COLUMN archive_depth INTEGER DEFAULT 3;
    ALTER TABLE record ADD COLUMN suborder INTEGER DEFAULT 0;
    ALTER TABLE record ADD COLUMN item_key VARCHAR;
    ALTER TABLE skipped ADD COLUMN suborder INTEGER DEFAULT 0;
    ALTER TABLE skipped ADD COLUMN again BOOLEAN DEFAULT false;
    CREATE TABLE finding_review (finding VARCHAR PRIMARY KEY, record VARCHAR, state VARCHAR);
    INSERT INTO finding_review SELECT id, record, state FROM finding WHERE state <> 'open';
    CREATE TABLE withdrawal (
        ordinal INTEGER PRIMARY KEY, sha256 VARCHAR, read BIGINT, skipped BIGINT, findings BIGINT, reason VARCHAR,
        withdrawn_at TIMESTAMP, withdrawn_by VARCHAR
    );
    """,
    """
    CREATE TABLE column_meaning (
        source VARCHAR, sheet VARCHAR, header VARCHAR, meaning VARCHAR, scanned_as VARCHAR,
        PRIMARY KEY (source, sheet, header)
    );
    """,
    """
    CREATE TABLE reviewed_before AS SELECT finding, record, state FROM finding_review;
    DROP TABLE finding_review;
    CREATE TABLE finding_review (finding VARCHAR, record VARCHAR, state VARCHAR, event BIGINT, made_in VARCHAR);
    INSERT INTO finding_review SELECT finding, record, state, 0, 'list' FROM reviewed_before;
    DROP TABLE reviewed_before;
    CREATE TABLE review_rule (
        event BIGINT, kind VARCHAR, reach VARCHAR, state VARCHAR, entity_type VARCHAR, source VARCHAR, text VARCHAR,
        hashes VARCHAR[], shown VARCHAR, reason VARCHAR, made_by VARCHAR, made_at TIMESTAMP, ended BIGINT,
        applied BOOLEAN
    );
    ALTER TABLE finding ADD COLUMN decided_by VARCHAR DEFAULT '';
    ALTER TABLE finding ADD COLUMN decision BIGINT DEFAULT 0;
    ALTER TABLE finding ADD COLUMN listed BIGINT DEFAULT 0;
    UPDATE finding SET decided_by = 'person' FROM finding_review v WHERE v.finding = finding.id;
    """,
    """
    CREATE TABLE masked_value (
        record VARCHAR, field VARCHAR, start_at INTEGER, end_at INTEGER, entity_type VARCHAR
    );
    """,
    """
    ALTER TABLE subject ADD COLUMN name_key VARCHAR DEFAULT '';
    ALTER TABLE appearance ADD COLUMN masked_name VARCHAR DEFAULT '';
    CREATE TABLE tie (
        subject VARCHAR, thing INTEGER, record VARCHAR, ordinal INTEGER, reason VARCHAR, entity_type VARCHAR,
        masked VARCHAR
    );
    CREATE TABLE people_decision (
        number INTEGER PRIMARY KEY, merged BOOLEAN, insisted BOOLEAN, reason VARCHAR, decided_by VARCHAR,
        decided_at TIMESTAMP, undone BOOLEAN
    );
    CREATE TABLE people_anchor (decision INTEGER, side INTEGER, record VARCHAR, ordinal INTEGER, marks VARCHAR[]);
    """,
    """
    ALTER TABLE review_rule ADD COLUMN changed BIGINT DEFAULT 0;
    UPDATE review_rule SET changed = coalesce(ended, event);
    """,
    """
    CREATE TABLE known_text (key BLOB, engine VARCHAR, spans VARCHAR);
    """,
    """
    CREATE TABLE component (
        record VARCHAR, ordinal INTEGER, first_record VARCHAR, first_ordinal INTEGER, fingerprint VARCHAR
    );
    """,
    """
    CREATE TABLE rule_override (
        number INTEGER, section VARCHAR, rule VARCHAR, content VARCHAR, reason VARCHAR, made_by VARCHAR,
        made_at TIMESTAMP, event BIGINT, ended BIGINT
    );
    """,
    """
    CREATE TABLE system (
        number INTEGER PRIMARY KEY, kind VARCHAR, name VARCHAR, state VARCHAR, owner VARCHAR, place VARCHAR,
        people BIGINT, abroad BOOLEAN, sources INTEGER[], note VARCHAR, removed BOOLEAN DEFAULT false
    );
    """,
    """
    ALTER TABLE assessment ADD COLUMN waiting VARCHAR[];
    ALTER TABLE assessment ADD COLUMN restricted BOOLEAN;
    ALTER TABLE assessment ADD COLUMN shares VARCHAR;
    ALTER TABLE assessment ADD COLUMN due_from DATE;
    ALTER TABLE assessment ALTER restricted SET DEFAULT false;
    ALTER TABLE assessment ALTER shares SET DEFAULT '[]';
    UPDATE assessment SET restricted = false, shares = '[]';
    """,
    """
    CREATE TABLE hold (
        number INTEGER PRIMARY KEY, reach VARCHAR, matter VARCHAR, ordered_by VARCHAR, since DATE, filter VARCHAR,
        standing BOOLEAN, placed_by VARCHAR, placed_at TIMESTAMP, event BIGINT, released BIGINT, released_by VARCHAR,
        released_at TIMESTAMP, released_for VARCHAR
    );
    CREATE TABLE hold_person (hold INTEGER, record VARCHAR, ordinal INTEGER, marks VARCHAR[]);
    CREATE TABLE held (record VARCHAR, hold INTEGER);
    ALTER TABLE disposition RENAME TO ending;
    CREATE VIEW disposition AS
        SELECT coalesce(e.record, h.record) AS record,
            CASE WHEN h.record IS NULL OR coalesce(e.done, false) THEN e.state ELSE 'on_hold' END AS state,
            coalesce(e.done, false) AS done,
            CASE WHEN h.record IS NULL OR coalesce(e.done, false) THEN e.until END AS until, e.event AS event
        FROM ending e FULL JOIN (SELECT DISTINCT record FROM held) h ON h.record = e.record;
    """,
    """
    CREATE TABLE duty_answer (
        obligation VARCHAR PRIMARY KEY, state VARCHAR, note VARCHAR, answered_by VARCHAR, answered_on DATE
    );
    CREATE TABLE clock_start (clock VARCHAR PRIMARY KEY, day DATE);
    """,
    """
    CREATE TABLE updated_before AS SELECT task, state, assignee, due, note, evidence FROM task_update;
    DROP TABLE task_update;
    CREATE TABLE task_update (task VARCHAR PRIMARY KEY, state VARCHAR, assignee VARCHAR, due DATE, reason VARCHAR);
    INSERT INTO task_update
        SELECT task, state, assignee, due, CASE state WHEN 'not_applicable' THEN note ELSE '' END FROM updated_before;
    CREATE TABLE task_comment (
        number INTEGER PRIMARY KEY, task VARCHAR, text VARCHAR, made_by VARCHAR, made_at TIMESTAMP
    );
    INSERT INTO task_comment
        SELECT row_number() OVER (ORDER BY task), task, note, '', NULL FROM updated_before
        WHERE note <> '' AND state <> 'not_applicable';
    CREATE TABLE task_reference (
        task VARCHAR, kind VARCHAR, text VARCHAR, stated_by VARCHAR, stated_at TIMESTAMP, PRIMARY KEY (task, kind)
    );
    INSERT INTO task_reference SELECT task, '', evidence, '', NULL FROM updated_before WHERE evidence <> '';
    DROP TABLE updated_before;
    CREATE TABLE attachment (
        id VARCHAR PRIMARY KEY, owner VARCHAR, kind VARCHAR, name VARCHAR, bytes BIGINT, sha256 VARCHAR,
        attached_by VARCHAR, attached_at TIMESTAMP
    );
    CREATE TABLE own_task (
        number INTEGER PRIMARY KEY, title VARCHAR, phase VARCHAR, responsible VARCHAR, accountable VARCHAR,
        consulted VARCHAR[], informed VARCHAR[], gate BOOLEAN, done VARCHAR, made_by VARCHAR, made_at TIMESTAMP
    );
    """,
    """
    ALTER TABLE risk DROP COLUMN reasons;
    ALTER TABLE risk ADD COLUMN target_likelihood VARCHAR;
    ALTER TABLE risk ADD COLUMN target_impact VARCHAR;
    ALTER TABLE risk ADD COLUMN target_level VARCHAR;
    ALTER TABLE risk ADD COLUMN aim VARCHAR;
    ALTER TABLE risk ADD COLUMN causes VARCHAR;
    ALTER TABLE risk ALTER target_likelihood SET DEFAULT 'unknown';
    ALTER TABLE risk ALTER target_impact SET DEFAULT 'unknown';
    ALTER TABLE risk ALTER target_level SET DEFAULT 'unknown';
    ALTER TABLE risk ALTER aim SET DEFAULT 'unknown';
    ALTER TABLE risk ALTER causes SET DEFAULT '{}';
    DELETE FROM risk;
    ALTER TABLE risk_decision ADD COLUMN review_on DATE;
    ALTER TABLE risk_decision ADD COLUMN aim VARCHAR DEFAULT '';
    ALTER TABLE control_answer ADD COLUMN owner VARCHAR;
    ALTER TABLE control_answer ADD COLUMN due DATE;
    ALTER TABLE control_answer ADD COLUMN evidence_on DATE;
    ALTER TABLE control_answer ALTER owner SET DEFAULT '';
    UPDATE control_answer SET evidence_on = answered_on, owner = '';
    CREATE TABLE risk_judgement (
        number INTEGER PRIMARY KEY, scenario VARCHAR, axis VARCHAR, steps INTEGER, reason VARCHAR, judged_by VARCHAR,
        judged_on DATE, undone BOOLEAN
    );
    """,
    """
    UPDATE assessment SET due_from = keep_until + 1 WHERE due_from IS NULL AND retention_state IN ('may_keep', 'due');
    """,
    """
    CREATE TABLE fact_answer (
        fact VARCHAR PRIMARY KEY, value VARCHAR, found VARCHAR, reason VARCHAR, answered_by VARCHAR, answered_on DATE
    );
    """,
    """
    CREATE TABLE decision (
        event BIGINT PRIMARY KEY, kind VARCHAR, reason VARCHAR, decided_by VARCHAR, decided_at TIMESTAMP,
        needs VARCHAR[], filter VARCHAR, hold INTEGER, custodian VARCHAR, progress VARCHAR, closed_by VARCHAR,
        closed_at TIMESTAMP, closing BIGINT, closed_for VARCHAR
    );
    ALTER TABLE assessment ADD COLUMN proposal_until DATE;
    CREATE TABLE decided (event BIGINT, record VARCHAR, state VARCHAR, until DATE);
    INSERT INTO decided SELECT e.event, r.id, e.state, e.until FROM ending e
        JOIN record r ON coalesce(r.duplicate_of, r.id) = e.record WHERE NOT e.done;
    INSERT INTO decision (event, kind, reason, decided_by, decided_at, needs, filter, hold, custodian, progress)
        SELECT v.sequence, 'state', coalesce(json_extract_string(v.facts, '$.reason'), ''), v.actor,
            cast(cast(v.happened_at AS TIMESTAMPTZ) AS TIMESTAMP), [], '', 0, '{}', 'planned'
        FROM event v WHERE v.sequence IN (SELECT event FROM decided);
    """,
    """
    CREATE TABLE register_entry (
        register VARCHAR, number INTEGER, content VARCHAR, made_by VARCHAR, changed_at TIMESTAMP, removed BOOLEAN,
        PRIMARY KEY (register, number)
    );
    """,
    """
    ALTER TABLE assessment ADD COLUMN start_origin VARCHAR DEFAULT '';
    ALTER TABLE assessment ADD COLUMN start_place VARCHAR DEFAULT '';
    CREATE TABLE judgement (
        record VARCHAR, record_class VARCHAR, class_rule VARCHAR, class_evidence VARCHAR, rules VARCHAR
    );
    CREATE TABLE moment (record VARCHAR, event VARCHAR, day DATE, origin VARCHAR, place VARCHAR);
    CREATE TABLE thread (record VARCHAR, number BIGINT, owner VARCHAR);
    CREATE TABLE reclass (
        event BIGINT PRIMARY KEY, record_class VARCHAR, reason VARCHAR, made_by VARCHAR, made_at TIMESTAMP,
        selection VARCHAR, ended BIGINT
    );
    CREATE TABLE reclassed (event BIGINT, record VARCHAR);
    """,
    """
    CREATE SEQUENCE snapshot_number;
    CREATE TABLE snapshot (
        id VARCHAR PRIMARY KEY, sha256 VARCHAR, paper VARCHAR, language VARCHAR, created_at VARCHAR, made_by VARCHAR,
        engine VARCHAR, rules VARCHAR, sources VARCHAR, figures VARCHAR, levels VARCHAR, content BLOB,
        ordinal INTEGER DEFAULT nextval('snapshot_number')
    );
    INSERT OR IGNORE INTO snapshot BY NAME
        SELECT json_extract_string(facts, '$.id') AS id, json_extract_string(facts, '$.sha256') AS sha256,
            'report' AS paper, json_extract_string(facts, '$.language') AS language, happened_at AS created_at,
            actor AS made_by,
            '' AS engine, '' AS rules, '' AS sources, '{}' AS figures,
            coalesce(cast(json_extract(facts, '$.levels') AS VARCHAR), '{}') AS levels
        FROM event WHERE kind = 'snapshot_made' ORDER BY sequence;
    """,
    """
    CREATE TABLE stated_source (source VARCHAR PRIMARY KEY, records BIGINT, rules VARCHAR);
    CREATE TABLE statement (
        record VARCHAR, speaker VARCHAR, purpose VARCHAR, saying VARCHAR, day DATE, rule VARCHAR, place VARCHAR
    );
    CREATE TABLE owed (
        record VARCHAR, debt VARCHAR, amount DOUBLE, currency VARCHAR, day DATE, place VARCHAR
    );
    CREATE TABLE basis_decision (
        number INTEGER PRIMARY KEY, purpose VARCHAR, saying VARCHAR, day DATE, basis VARCHAR, filter VARCHAR,
        reason VARCHAR, made_by VARCHAR, made_at TIMESTAMP, event BIGINT, undone BIGINT
    );
    CREATE TABLE basis_person (decision INTEGER, record VARCHAR, ordinal INTEGER, masked_name VARCHAR);
    CREATE TABLE standing (
        subject VARCHAR, purpose VARCHAR, standing VARCHAR, disputed BOOLEAN, day DATE, decision INTEGER,
        record VARCHAR, rule VARCHAR, place VARCHAR
    );
    CREATE TABLE debt (
        subject VARCHAR, debt VARCHAR, amount DOUBLE, currency VARCHAR, unclear BOOLEAN, settled INTEGER,
        record VARCHAR
    );
    """,
    """
    CREATE TABLE presentation (slide VARCHAR PRIMARY KEY, place INTEGER, shown BOOLEAN, notes VARCHAR);
    """,
    """
    CREATE TABLE notice (
        number INTEGER PRIMARY KEY, kind VARCHAR, language VARCHAR, texts VARCHAR, state VARCHAR, written_by VARCHAR,
        written_at TIMESTAMP, sent_on DATE, channels VARCHAR[], people BIGINT, sent_by VARCHAR, reason VARCHAR
    );
    """,
    """
    CREATE TABLE sign_off (
        snapshot VARCHAR PRIMARY KEY, signed_by VARCHAR, signed_as VARCHAR, signed_at VARCHAR, event BIGINT
    );
    """,
    """
    CREATE TABLE assessed (telling VARCHAR);
    CREATE TABLE outlived (
        said_in VARCHAR, purpose VARCHAR, saying VARCHAR, day DATE, rule VARCHAR, place VARCHAR,
        record VARCHAR, ordinal INTEGER, masked_name VARCHAR
    );
    """,
    """
    CREATE SEQUENCE saved_view_number;
    CREATE TABLE saved_view (
        number INTEGER PRIMARY KEY, name VARCHAR, screen VARCHAR, filter VARCHAR, made_by VARCHAR, made_at TIMESTAMP
    );
    """,
]
