from parteneriate import admin_anunt  # noqa: F401 - each module registers what is its own
