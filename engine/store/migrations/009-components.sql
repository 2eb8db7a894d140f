CREATE TABLE component (
    record VARCHAR, ordinal INTEGER, first_record VARCHAR, first_ordinal INTEGER, fingerprint VARCHAR
);
