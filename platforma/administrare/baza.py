"""What several of the staff's pages share."""

from django.db import models

from platforma.formulare import CampMoment, DataNativa, MomentNativ


class NumaiCitire:
    """Mixin of ModelAdmin: to look at, for superusers too. What is written elsewhere is not written here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class FormularSimplu:
    """Mixin of ModelAdmin: the browser's own pickers of date and hour, and no pencils and pluses beside the choices."""

    formfield_overrides = {
        models.DateField: {"widget": DataNativa},
        models.DateTimeField: {"form_class": CampMoment, "widget": MomentNativ},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        camp = super().formfield_for_dbfield(db_field, request, **kwargs)
        for ce in ("add", "change", "delete", "view"):
            if hasattr(getattr(camp, "widget", None), f"can_{ce}_related"):
                setattr(camp.widget, f"can_{ce}_related", False)
        return camp
