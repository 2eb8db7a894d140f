"""Measurements run by hand; each prints its ratios against stock Presidio in the same run."""
