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
