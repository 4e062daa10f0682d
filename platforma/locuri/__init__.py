"""Places that run out: capacity, waiting list and promotion, the same rule for everything one can register for.

A thing with places (`CuLocuri`) and the rows that take them (`Loc`) belong to an app above; here is only the rule:
`ocupare` asks and promotes under the lock of the offering, `triggere` keeps it in PostgreSQL against every other path.
"""
