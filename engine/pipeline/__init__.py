"""Ingest, scan, store, assess: the order, and nothing else."""
