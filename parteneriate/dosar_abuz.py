"""What a moderator reads of a report: between whom, since when, why. The words wait behind a button on record."""

from django.urls import reverse
from django.utils.translation import gettext as _

from parteneriate.models import Abuz, Partea
from platforma.moderare.comparatie import Rand
from platforma.templatetags.platforma import data_ora


def comparatie(abuz):
    camp = abuz._meta.get_field
    return [
        (
            "",
            [
                Rand("de_ce", str(camp("de_ce").verbose_name), abuz.get_de_ce_display()),
                Rand("replica", _("mesajul raportat este scris de"), str(organizatia(abuz.replica))),
                Rand("la", _("scris la"), data_ora(abuz.replica.la)),
            ],
        )
    ]


def fapte(abuz):
    """How the two stand, and whether this side was reported before."""
    interes = abuz.replica.interes
    altele = Abuz.objects.filter(replica__de=abuz.replica.de).exclude(pk=abuz.pk)
    randuri = [
        (_("Cine a publicat anunțul"), interes.anunt.organizatie.denumire),
        (_("Cine a răspuns"), interes.organizatie.denumire),
        (_("Manifestarea de interes"), interes.get_stare_display()),
        (_("Alte mesaje raportate ale aceleiași persoane"), str(altele.count())),
        (_("Conversația a fost deschisă de moderatori"), str(abuz.citiri.count())),
    ]
    return [(_("Conversația"), randuri)]


def fisiere(abuz):
    adresa = reverse("admin:parteneriate_abuz_conversatie", args=[abuz.pk])
    return [(_("Conversația, cu mesajul raportat"), adresa, _("se deschide cu un buton; deschiderea se consemnează"))]


def organizatia(replica):
    """The organisation for which a message was written."""
    interes = replica.interes
    return interes.anunt.organizatie if replica.partea == Partea.ANUNT else interes.organizatie
