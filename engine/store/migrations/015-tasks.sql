CREATE TABLE updated_before AS SELECT task, state, assignee, due, note, evidence FROM task_update;
DROP TABLE task_update;
CREATE TABLE task_update (task VARCHAR PRIMARY KEY, state VARCHAR, assignee VARCHAR, due DATE, reason VARCHAR);
INSERT INTO task_update
    SELECT task, state, assignee, due, CASE state WHEN 'not_applicable' THEN note ELSE '' END FROM updated_before;
CREATE TABLE task_comment (
    number INTEGER PRIMARY KEY, task VARCHAR, text VARCHAR, made_by VARCHAR, made_at TIMESTAMP
);
INSERT INTO task_comment
    SELECT row_number() OVER (ORDER BY task), task, note, '', NULL FROM updated_before
    WHERE note <> '' AND state <> 'not_applicable';
CREATE TABLE task_reference (
    task VARCHAR, kind VARCHAR, text VARCHAR, stated_by VARCHAR, stated_at TIMESTAMP, PRIMARY KEY (task, kind)
);
INSERT INTO task_reference SELECT task, '', evidence, '', NULL FROM updated_before WHERE evidence <> '';
DROP TABLE updated_before;
CREATE TABLE attachment (
    id VARCHAR PRIMARY KEY, owner VARCHAR, kind VARCHAR, name VARCHAR, bytes BIGINT, sha256 VARCHAR,
    attached_by VARCHAR, attached_at TIMESTAMP
);
CREATE TABLE own_task (
    number INTEGER PRIMARY KEY, title VARCHAR, phase VARCHAR, responsible VARCHAR, accountable VARCHAR,
    consulted VARCHAR[], informed VARCHAR[], gate BOOLEAN, done VARCHAR, made_by VARCHAR, made_at TIMESTAMP
);
