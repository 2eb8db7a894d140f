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
