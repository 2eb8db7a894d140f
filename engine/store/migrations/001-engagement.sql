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
