"""Foreign parsers: each module's ``produce(file, …)`` runs in a helper process and yields plain JSON values."""
