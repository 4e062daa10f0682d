"""What several of the staff's pages share."""


class NumaiCitire:
    """Mixin of ModelAdmin: to look at, for superusers too. What is written elsewhere is not written here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
