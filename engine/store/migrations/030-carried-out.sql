CREATE TABLE carried_out (
    event BIGINT PRIMARY KEY, state VARCHAR, day DATE, carried_by VARCHAR, recipient VARCHAR, note VARCHAR,
    file VARCHAR, decisions BIGINT[]
);
