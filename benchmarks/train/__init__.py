"""How the tagger's weights are made: texts written for it, values put into their slots, a small network, its export."""
