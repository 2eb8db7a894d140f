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
