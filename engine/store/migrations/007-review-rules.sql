ALTER TABLE review_rule ADD COLUMN changed BIGINT DEFAULT 0;
UPDATE review_rule SET changed = coalesce(ended, event);
