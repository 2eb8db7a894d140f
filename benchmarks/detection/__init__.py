"""Detection beside its peers: what is found, what is wrongly found, how fast, and where the time goes."""
