CREATE TABLE fact_answer (
    fact VARCHAR PRIMARY KEY, value VARCHAR, found VARCHAR, reason VARCHAR, answered_by VARCHAR, answered_on DATE
);
