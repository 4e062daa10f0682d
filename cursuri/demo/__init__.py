"""Fictional series over the fictional city; nothing here runs in production (see the command `cursuri_demo`)."""
