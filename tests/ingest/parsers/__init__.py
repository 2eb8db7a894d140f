"""Stand-ins for a foreign parser, each with one failing; they run in the helper process."""
