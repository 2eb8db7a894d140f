ALTER TABLE assessment ADD COLUMN waiting VARCHAR[];
ALTER TABLE assessment ADD COLUMN restricted BOOLEAN;
ALTER TABLE assessment ADD COLUMN shares VARCHAR;
ALTER TABLE assessment ADD COLUMN due_from DATE;
ALTER TABLE assessment ALTER restricted SET DEFAULT false;
ALTER TABLE assessment ALTER shares SET DEFAULT '[]';
UPDATE assessment SET restricted = false, shares = '[]';
