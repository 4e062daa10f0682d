"""Fields that name organisations by what people call them: a list of thousands fits no menu."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organizatii.models import Organizatie, pliat
from platforma.text import normalizeaza


def organizatia(denumire):
    """The public organisation of this name, or the only one whose name holds it. Raises ValidationError."""
    publice = Organizatie.objects.publice()
    gasite = list(publice.filter(denumire_pliata=pliat(denumire))[:2]) or list(
        publice.filter(denumire_pliata__contains=pliat(denumire))[:2]
    )
    if len(gasite) == 1:
        return gasite[0]
    if gasite:
        mesaj = _("„%(denumire)s”: sunt mai multe organizații cu acest nume. Scrieți denumirea întreagă.")
    else:
        mesaj = _("„%(denumire)s”: nu există un profil public cu această denumire.")
    raise ValidationError(mesaj, params={"denumire": denumire}, code="organizatie")


class CampOrganizatie(forms.CharField):
    """One organisation, by its name; None when empty."""

    def __init__(self, **kwargs):
        super().__init__(max_length=400, **kwargs)

    def clean(self, value):
        denumire = normalizeaza(super().clean(value))
        return organizatia(denumire) if denumire else None


class CampOrganizatii(forms.CharField):
    """Several organisations, a name on each line; a list of them, each once, in the order written."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(o.denumire for o in value) if isinstance(value, list) else value

    def clean(self, value):
        gasite, erori = {}, []
        for rand in super().clean(value).splitlines():
            if denumire := normalizeaza(rand):
                try:
                    organizatie = organizatia(denumire)
                except ValidationError as e:
                    erori.append(e)
                else:
                    gasite[organizatie.pk] = organizatie
        if erori:
            raise ValidationError(erori)
        return list(gasite.values())

    def has_changed(self, initial, data):
        return set((data or "").split("\n")) - {""} != {o.denumire for o in initial or []}
