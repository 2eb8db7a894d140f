"""Closeout's engine: from an uploaded export to records, findings, dispositions, risks and papers."""
