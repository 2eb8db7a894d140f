CREATE TABLE presentation (slide VARCHAR PRIMARY KEY, place INTEGER, shown BOOLEAN, notes VARCHAR);
