CREATE TABLE assessed (telling VARCHAR);
CREATE TABLE outlived (
    said_in VARCHAR, purpose VARCHAR, saying VARCHAR, day DATE, rule VARCHAR, place VARCHAR,
    record VARCHAR, ordinal INTEGER, masked_name VARCHAR
);
