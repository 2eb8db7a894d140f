"""The workspace on disk: encrypted databases, the vault of originals, the audit log."""
