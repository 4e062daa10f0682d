"""What goes into people's own calendars: the builder, the addresses one subscribes to, the personal one.

The ground knows no workshop: an app makes `Eveniment`s of its own rows, and registers a source for the personal
calendar.
"""
