CREATE TABLE column_meaning (
    source VARCHAR, sheet VARCHAR, header VARCHAR, meaning VARCHAR, scanned_as VARCHAR,
    PRIMARY KEY (source, sheet, header)
);
