CREATE SEQUENCE snapshot_number;
CREATE TABLE snapshot (
    id VARCHAR PRIMARY KEY, sha256 VARCHAR, paper VARCHAR, language VARCHAR, created_at VARCHAR, made_by VARCHAR,
    engine VARCHAR, rules VARCHAR, sources VARCHAR, figures VARCHAR, levels VARCHAR, content BLOB,
    ordinal INTEGER DEFAULT nextval('snapshot_number')
);
INSERT OR IGNORE INTO snapshot BY NAME
    SELECT json_extract_string(facts, '$.id') AS id, json_extract_string(facts, '$.sha256') AS sha256,
        'report' AS paper, json_extract_string(facts, '$.language') AS language, happened_at AS created_at,
        actor AS made_by,
        '' AS engine, '' AS rules, '' AS sources, '{}' AS figures,
        coalesce(cast(json_extract(facts, '$.levels') AS VARCHAR), '{}') AS levels
    FROM event WHERE kind = 'snapshot_made' ORDER BY sequence;
