from django.conf import settings
from django.core.checks import Error


def izolarea_tranzactiilor(app_configs, **kwargs):
    """Places are counted after the lock, so what is read must not be older than the lock."""
    izolare = settings.DATABASES["default"].get("OPTIONS", {}).get("isolation_level")
    if izolare is None or int(izolare) == READ_COMMITTED:
        return []
    return [
        Error(
            "The database connection must stay READ COMMITTED: under a higher level places are given out twice.",
            hint="Remove isolation_level from the OPTIONS of the default database.",
            id="platforma.E001",
        )
    ]


READ_COMMITTED = 2  # psycopg.IsolationLevel.READ_COMMITTED
