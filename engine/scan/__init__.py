"""From text to findings, and from findings to the people they speak of; knows no file, database or screen."""
