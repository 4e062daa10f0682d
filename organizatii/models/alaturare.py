from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models.echipa import Membru
from organizatii.models.organizatie import Organizatie
from platforma.incarcari import cale_dovada, stocare_privata


class CerereAlaturareQuerySet(models.QuerySet):
    def deschise(self):
        return self.filter(stare=StareCerere.ASTEAPTA)

    def vizibile_pentru(self, utilizator):
        """Her own, and those to the organisations that she administers."""
        administrate = Organizatie.objects.administrate_de(utilizator).values("pk")
        return self.filter(Q(utilizator=utilizator) | Q(organizatie__in=administrate))


class StareCerere(models.TextChoices):
    ASTEAPTA = "asteapta", _("Așteaptă răspunsul")
    APROBATA = "aprobata", _("Aprobată")
    REFUZATA = "refuzata", _("Refuzată")
    RETRASA = "retrasa", _("Retrasă")


class CerereAlaturare(models.Model):
    """„Cer să mă alătur”: a person asks the administrators of a profile to let her into the team.

    They answer (alaturari), not staff; a profile without an administrator is asked for by `Revendicare`. Until they
    say yes neither side learns the other's address.
    """

    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="cereri", verbose_name=_("organizația")
    )
    utilizator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cereri", verbose_name=_("persoana")
    )
    functie = models.CharField(_("funcția dumneavoastră"), max_length=120)
    mesaj = models.TextField(_("mesaj pentru echipă"), max_length=1000, blank=True)
    dovada = models.FileField(_("dovada"), storage=stocare_privata, upload_to=cale_dovada, blank=True)
    dovada_nume = models.CharField(_("numele dovezii"), max_length=255, blank=True, editable=False)
    stare = models.CharField(_("stare"), max_length=20, choices=StareCerere, default=StareCerere.ASTEAPTA)
    creat_la = models.DateTimeField(_("trimisă la"), default=timezone.now)
    raspuns_la = models.DateTimeField(_("încheiată la"), null=True, blank=True)
    raspuns_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("încheiată de"),
    )
    rol = models.CharField(_("rolul primit"), max_length=20, choices=Membru.Rol, blank=True)
    motiv = models.TextField(_("motivul refuzului"), max_length=1000, blank=True)

    objects = CerereAlaturareQuerySet.as_manager()

    class Meta:
        verbose_name = _("cerere de alăturare")
        verbose_name_plural = _("cereri de alăturare")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organizatie", "utilizator"],
                condition=Q(stare="asteapta"),
                name="organizatii_o_cerere_deschisa",
            ),
            models.CheckConstraint(condition=Q(stare__in=StareCerere.values), name="organizatii_cerere_stare"),
            models.CheckConstraint(
                condition=Q(stare="asteapta", raspuns_la=None) | ~Q(stare="asteapta") & Q(raspuns_la__isnull=False),
                name="organizatii_cerere_raspuns_are_data",
            ),
            models.CheckConstraint(
                condition=~Q(stare="refuzata") | ~Q(motiv=""), name="organizatii_cerere_refuz_cu_motiv"
            ),
            models.CheckConstraint(
                condition=Q(stare="aprobata", rol__in=["administrator", "editor"]) | ~Q(stare="aprobata") & Q(rol=""),
                name="organizatii_cerere_aprobata_are_rol",
            ),
        ]

    def __str__(self):
        return str(self.organizatie)

    def get_absolute_url(self):
        """Its page in the asker's workspace."""
        return reverse("organizatii:cererea_mea", args=[self.pk])

    def get_raspuns_url(self):
        """Its page for those who answer."""
        return reverse("organizatii:raspunde", args=[self.organizatie_id, self.pk])

    @property
    def deschisa(self):
        return self.stare == StareCerere.ASTEAPTA
