CREATE TABLE notice (
    number INTEGER PRIMARY KEY, kind VARCHAR, language VARCHAR, texts VARCHAR, state VARCHAR, written_by VARCHAR,
    written_at TIMESTAMP, sent_on DATE, channels VARCHAR[], people BIGINT, sent_by VARCHAR, reason VARCHAR
);
