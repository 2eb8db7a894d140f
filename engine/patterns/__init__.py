"""Many patterns over many texts: one spelling for what is written alike, and which patterns a text is worth trying."""
