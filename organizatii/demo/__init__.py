"""Fictional content for a newcomer's machine; nothing here runs in production (see the command `date_demo`)."""
