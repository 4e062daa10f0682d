"""Triggers that several apps put on their tables."""

import pgtrigger

# What stands on record: rows are added, never changed or deleted; a mistake is put right by another row.
NUMAI_ADAUGARE = pgtrigger.Protect(name="numai_adaugare", operation=pgtrigger.Update | pgtrigger.Delete)
