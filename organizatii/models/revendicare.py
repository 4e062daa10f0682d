from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models.echipa import Membru
from organizatii.models.organizatie import Organizatie
from platforma.incarcari import cale_dovada, stocare_privata
from platforma.moderare.models import Moderat, TipDosar
from platforma.moderare.tranzitii import ACTIUNI_CERERE, Stare

CUVINTELE_PERSOANEI = {"functie", "mesaj", "dovada_nume"}


class Revendicare(Moderat):
    """A person's request to look after a profile that nobody administers; staff decide."""

    TIP_DOSAR = TipDosar.REVENDICARE
    ACTIUNI = ACTIUNI_CERERE
    ETICHETE_STARE = {Stare.PUBLICAT: _("Aprobată"), Stare.RESPINS: _("Respinsă"), Stare.ARHIVAT: _("Retrasă")}

    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="revendicari", verbose_name=_("organizația")
    )
    utilizator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="revendicari", verbose_name=_("persoana")
    )
    functie = models.CharField(_("funcția dumneavoastră"), max_length=120)
    mesaj = models.TextField(_("mesaj pentru moderator"), max_length=2000)
    dovada = models.FileField(_("dovada"), storage=stocare_privata, upload_to=cale_dovada)
    dovada_nume = models.CharField(_("numele dovezii"), max_length=255, editable=False)
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now)

    class Meta(Moderat.Meta):
        verbose_name = _("revendicare")
        verbose_name_plural = _("revendicări")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.UniqueConstraint(
                fields=["organizatie", "utilizator"],
                condition=Q(stare__in=["ciorna", "trimis", "completari"]),
                name="organizatii_o_revendicare_deschisa",
            ),
        ]

    def __str__(self):
        return str(self.organizatie)

    @classmethod
    def blocheaza(cls, pk):
        """Lock the organisation first: two approved claims must not both make the first administrator."""
        organizatie = Organizatie.blocheaza(cls.objects.values_list("organizatie", flat=True).get(pk=pk))
        revendicare = super().blocheaza(pk)
        revendicare.organizatie = organizatie
        return revendicare

    def este_autor(self, utilizator, actiune=None):
        return self.utilizator_id == utilizator.pk

    def destinatari(self):
        return [self.utilizator]

    def get_spatiu_url(self):
        """The request; once approved, the profile it was for."""
        if self.stare == Stare.PUBLICAT:
            return self.organizatie.get_spatiu_url()
        return reverse("organizatii:spatiu_revendicare", args=[self.pk])

    def valideaza_trimiterea(self):
        if self.organizatie.stare != Stare.PUBLICAT:
            raise ValidationError(_("Profilul nu mai este public, deci nu poate primi reprezentanți."))
        if self.organizatie.are_administrator:
            raise ValidationError(_("Profilul are între timp un administrator. Cereți-i să vă alăturați echipei."))

    def la_aprobare(self, de, acum):
        Membru.objects.update_or_create(
            organizatie=self.organizatie, utilizator=self.utilizator, defaults={"rol": Membru.Rol.ADMINISTRATOR}
        )
        Organizatie.objects.filter(pk=self.organizatie_id).update(revendicata=True, modificat_la=acum)

    def instantaneu(self):
        """Without the person's own words: a decision is never changed, and she may ask for their erasure."""
        date = super().instantaneu()
        return {cheie: valoare for cheie, valoare in date.items() if cheie not in CUVINTELE_PERSOANEI}

    def obiect_public(self):
        return self.organizatie

    def comparatie(self, inainte, valori=None):
        from organizatii.dosar import comparatie_revendicare

        return comparatie_revendicare(self)

    def fapte(self):
        from organizatii.dosar import fapte_revendicare

        return fapte_revendicare(self)

    def fisiere(self):
        if not self.dovada:  # erased with its person
            return []
        adresa = reverse("admin:organizatii_revendicare_dovada", args=[self.pk])
        return [(self.dovada_nume or _("Dovada"), adresa, _("dovada legăturii cu organizația"))]

    def asemanatoare(self):
        """Rival claims on the same profile that also wait, and the people it has got meanwhile."""
        rivale = self.organizatie.revendicari.filter(stare__in=[Stare.TRIMIS, Stare.COMPLETARI]).exclude(pk=self.pk)
        membri = self.organizatie.membri.select_related("utilizator")
        return [
            *((r, _("și %(cine)s a revendicat profilul") % {"cine": r.utilizator}) for r in rivale),
            *((self.organizatie, _("are deja ca membru pe %(cine)s") % {"cine": m.utilizator}) for m in membri),
        ]
