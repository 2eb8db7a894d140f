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
