from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models.organizatie import Organizatie
from platforma.moderare.models import Moderat, TipDosar
from platforma.moderare.tranzitii import Actiune, Stare


class CeEsteGresit(models.TextChoices):
    DENUMIRE = "denumire", _("Denumirea sau datele de înregistrare")
    CONTACT = "contact", _("Datele de contact sau adresa")
    ACTIVITATE = "activitate", _("Ce face organizația, domeniile, sectoarele")
    DESFIINTATA = "desfiintata", _("Organizația nu mai există")
    PERSOANA = "persoana", _("Apare o persoană care nu vrea să apară")
    DUBLURA = "dublura", _("Organizația apare de două ori")
    ALTCEVA = "altceva", _("Altceva")


@dataclass(frozen=True)
class Raportor:
    """Whoever reported and left an address: she has no account here, as far as we know."""

    email: str
    pk: str = "raportor"
    nume: str = ""


class Sesizare(Moderat):
    """„Raportați o informație greșită”: what somebody, often without an account, says is wrong on a public profile.

    The address, if she left one, serves only to tell her the outcome, and is erased after that (see sesizari).
    """

    TIP_DOSAR = TipDosar.SESIZARE
    ACTIUNI = frozenset({Actiune.TRIMITE, Actiune.APROBA, Actiune.RESPINGE})
    ETICHETE_STARE = {Stare.PUBLICAT: _("Rezolvată"), Stare.RESPINS: _("Neconfirmată")}
    SABLON_DECIZIE = "organizatii/email/sesizare"

    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="sesizari", verbose_name=_("organizația")
    )
    ce = models.CharField(_("ce este greșit"), max_length=20, choices=CeEsteGresit)
    text = models.TextField(_("ce ați văzut și cum este corect"), max_length=2000)
    email = models.EmailField(_("adresa dumneavoastră de e-mail"), blank=True)
    creat_la = models.DateTimeField(_("primită la"), default=timezone.now)

    class Meta(Moderat.Meta):
        verbose_name = _("informație greșită")
        verbose_name_plural = _("informații greșite")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.CheckConstraint(condition=Q(ce__in=CeEsteGresit.values), name="organizatii_sesizare_ce_cunoscut"),
        ]

    def __str__(self):
        return str(self.organizatie)

    def este_autor(self, utilizator, actiune=None):
        return False

    def destinatari(self):
        """Told of the outcome only: nobody has shown that the mailbox is hers, so it is written to once."""
        return [Raportor(self.email)] if self.email and self.stare != Stare.TRIMIS else []

    def get_spatiu_url(self):
        return self.organizatie.get_absolute_url()

    def instantaneu(self):
        """Without her address and words: a decision is never changed."""
        return {cheie: v for cheie, v in super().instantaneu().items() if cheie not in {"email", "text"}}

    def obiect_public(self):
        return self.organizatie

    def comparatie(self, inainte, valori=None):
        from organizatii.dosar import comparatie_sesizare

        return comparatie_sesizare(self)

    def fapte(self):
        from organizatii.dosar import fapte_sesizare

        return fapte_sesizare(self)

    def asemanatoare(self):
        altele = self.organizatie.sesizari.filter(stare=Stare.TRIMIS).exclude(pk=self.pk)
        return [
            (alta, _("altă informație greșită semnalată: %(ce)s") % {"ce": alta.get_ce_display()}) for alta in altele
        ]
