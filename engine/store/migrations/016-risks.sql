ALTER TABLE risk DROP COLUMN reasons;
ALTER TABLE risk ADD COLUMN target_likelihood VARCHAR;
ALTER TABLE risk ADD COLUMN target_impact VARCHAR;
ALTER TABLE risk ADD COLUMN target_level VARCHAR;
ALTER TABLE risk ADD COLUMN aim VARCHAR;
ALTER TABLE risk ADD COLUMN causes VARCHAR;
ALTER TABLE risk ALTER target_likelihood SET DEFAULT 'unknown';
ALTER TABLE risk ALTER target_impact SET DEFAULT 'unknown';
ALTER TABLE risk ALTER target_level SET DEFAULT 'unknown';
ALTER TABLE risk ALTER aim SET DEFAULT 'unknown';
ALTER TABLE risk ALTER causes SET DEFAULT '{}';
DELETE FROM risk;
ALTER TABLE risk_decision ADD COLUMN review_on DATE;
ALTER TABLE risk_decision ADD COLUMN aim VARCHAR DEFAULT '';
ALTER TABLE control_answer ADD COLUMN owner VARCHAR;
ALTER TABLE control_answer ADD COLUMN due DATE;
ALTER TABLE control_answer ADD COLUMN evidence_on DATE;
ALTER TABLE control_answer ALTER owner SET DEFAULT '';
UPDATE control_answer SET evidence_on = answered_on, owner = '';
CREATE TABLE risk_judgement (
    number INTEGER PRIMARY KEY, scenario VARCHAR, axis VARCHAR, steps INTEGER, reason VARCHAR, judged_by VARCHAR,
    judged_on DATE, undone BOOLEAN
);
