CREATE TABLE system (
    number INTEGER PRIMARY KEY, kind VARCHAR, name VARCHAR, state VARCHAR, owner VARCHAR, place VARCHAR,
    people BIGINT, abroad BOOLEAN, sources INTEGER[], note VARCHAR, removed BOOLEAN DEFAULT false
);
