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
