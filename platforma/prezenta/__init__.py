"""Attendance: who came, and which codes were turned away; the same rule for everything people are expected at.

The meeting (`CuPrezenta`), its rows (`Prezenta`) and the refused scans (`ScanareRespinsa`) belong to an app above; here
is only the rule: `marcare` writes under the lock of the meeting, `triggere` keeps it in PostgreSQL against every other
path. Who may write, and the journal, are the app's.
"""
