CREATE TABLE client_mark (drawing VARCHAR);
