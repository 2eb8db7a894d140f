CREATE TABLE register_entry (
    register VARCHAR, number INTEGER, content VARCHAR, made_by VARCHAR, changed_at TIMESTAMP, removed BOOLEAN,
    PRIMARY KEY (register, number)
);
