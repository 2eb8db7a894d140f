UPDATE assessment SET due_from = keep_until + 1 WHERE due_from IS NULL AND retention_state IN ('may_keep', 'due');
