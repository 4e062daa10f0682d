"""What migrations share."""

from django.db import migrations
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger


class Deodata(Operation):
    """Several operations on tables as one: the models are rendered once after all of them, not after each.

    Django renders again whatever is related to the model that an operation touches, and here nearly everything is:
    a hundred models for each constraint, most of the time that a new database needs. A table made here is made with
    all that the operations after it add, so the same operations in the same order lead to the same schema.

    Only for operations on tables, RunPython and RunSQL stand beside it; and what one of them adds, no other one alters.
    """

    CU_TABELUL = (migrations.AddField, migrations.AddIndex, migrations.AddConstraint)

    def __init__(self, operatii):
        self.operatii = operatii

    def state_forwards(self, app_label, state):
        vars(state).pop("apps", None)  # as ProjectState does itself; whoever needs them renders all of them, once
        for operatie in self.operatii:
            operatie.state_forwards(app_label, state)
        state.is_delayed = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        noi = self._tabele_noi()
        for operatie in self.operatii:
            if not self._vine_cu_tabelul(operatie, noi):
                operatie.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        noi = self._tabele_noi()
        for operatie in reversed(self.operatii):
            if isinstance(operatie, AddTrigger) and operatie.model_name_lower in noi:
                # It reads its model, which may be a proxy of a table that stays, from a state that has it.
                operatie.database_backwards(app_label, schema_editor, from_state, from_state)
            elif not self._vine_cu_tabelul(operatie, noi):
                operatie.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "; ".join(operatie.describe() for operatie in self.operatii)

    def _tabele_noi(self):
        return {o.name_lower for o in self.operatii if isinstance(o, migrations.CreateModel)}

    def _vine_cu_tabelul(self, operatie, noi):
        return isinstance(operatie, self.CU_TABELUL) and operatie.model_name_lower in noi
