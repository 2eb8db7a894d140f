CREATE SEQUENCE saved_view_number;
CREATE TABLE saved_view (
    number INTEGER PRIMARY KEY, name VARCHAR, screen VARCHAR, filter VARCHAR, made_by VARCHAR, made_at TIMESTAMP
);
