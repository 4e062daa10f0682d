"""The national NGO register, as the Ministry of Justice publishes it, made into profiles.

Source: weekly files per category on just.ro/registrul-national-ong (open data, OG 26/2000 art. 45). The path of a row:
`citire` (file or address → rows by column name) → `curatare` (row → clean record, or a reason to refuse it; `nume` and
`locuri` know names and places) → `aplicare` (records → FisaRegistru and unclaimed profiles, in batches).
"""
