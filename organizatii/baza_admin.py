"""What the staff's pages of things that hang on a profile share."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from platforma.administrare.baza import NumaiCitire
from platforma.templatetags.platforma import stare as context_stare


def legatura(adresa, text):
    return format_html('<a href="{}">{}</a>', adresa, text)


def eticheta(obiect):
    return render_to_string("platforma/_stare.html", context_stare(obiect))


def legatura_admin(obiect):
    """Its name, linked to its page in the admin; a dash for nothing."""
    if obiect is None:
        return "–"
    return legatura(
        reverse(f"admin:{obiect._meta.app_label}_{obiect._meta.model_name}_change", args=[obiect.pk]), obiect
    )


class DeOrganizatie(NumaiCitire):
    """Mixin for what hangs on an organisation: to look at here, changed by its people in their workspace."""

    @admin.display(description=_("organizația"), ordering="organizatie__cheie_sortare")
    def organizatia(self, obiect):
        return legatura_admin(obiect.organizatie)
