CREATE TABLE rule_override (
    number INTEGER, section VARCHAR, rule VARCHAR, content VARCHAR, reason VARCHAR, made_by VARCHAR,
    made_at TIMESTAMP, event BIGINT, ended BIGINT
);
