"""Arithmetic on records, rules and answers: no database, no clock, no screen."""
