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
