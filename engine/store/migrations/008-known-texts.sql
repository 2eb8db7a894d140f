CREATE TABLE known_text (key BLOB, engine VARCHAR, spans VARCHAR);
