CREATE TABLE masked_value (
    record VARCHAR, field VARCHAR, start_at INTEGER, end_at INTEGER, entity_type VARCHAR
);
