"""What pages and papers ask: one module per question, the query beside the dataclass it fills."""
