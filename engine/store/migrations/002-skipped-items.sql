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
