"""Fictional workshops over the fictional city; nothing here runs in production (see the command `ateliere_demo`)."""
