CREATE TABLE duty_answer (
    obligation VARCHAR PRIMARY KEY, state VARCHAR, note VARCHAR, answered_by VARCHAR, answered_on DATE
);
CREATE TABLE clock_start (clock VARCHAR PRIMARY KEY, day DATE);
