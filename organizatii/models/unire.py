from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models.organizatie import Organizatie

SE_POATE_DESFACE = timedelta(days=30)


class MotivPereche(models.TextChoices):
    NUMAR = "numar", _("același număr în registru")
    NUME = "nume", _("nume apropiate, în același loc")
    ALEASA = "aleasa", _("aleasă de un coleg")


class StarePereche(models.TextChoices):
    DESCHISA = "deschisa", _("De comparat")
    NU_SUNT = "nu_sunt", _("Nu sunt aceeași")
    UNITA = "unita", _("Unite")


class PerecheDubla(models.Model):
    """Two public profiles that may be one organisation: the staff's work list, found again each night (perechi).

    The older row is always `prima`, so a pair has one row. What staff have decided about it stays.
    """

    prima = models.ForeignKey(Organizatie, on_delete=models.CASCADE, related_name="+", verbose_name=_("prima"))
    a_doua = models.ForeignKey(Organizatie, on_delete=models.CASCADE, related_name="+", verbose_name=_("a doua"))
    motiv = models.CharField(_("de ce"), max_length=20, choices=MotivPereche)
    apropiere = models.FloatField(_("cât seamănă numele (0–1)"), default=0)
    stare = models.CharField(_("stare"), max_length=20, choices=StarePereche, default=StarePereche.DESCHISA)
    gasita_la = models.DateTimeField(_("găsită la"), default=timezone.now)
    decisa_la = models.DateTimeField(_("hotărâtă la"), null=True, blank=True)
    decisa_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hotărâtă de"),
    )
    nota = models.TextField(_("motivul hotărârii"), blank=True)

    class Meta:
        verbose_name = _("pereche asemănătoare")
        verbose_name_plural = _("perechi asemănătoare")
        ordering = ["-apropiere", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["prima", "a_doua"], name="organizatii_pereche_unica"),
            models.CheckConstraint(condition=Q(prima__lt=F("a_doua")), name="organizatii_pereche_in_ordine"),
            models.CheckConstraint(condition=Q(stare__in=StarePereche.values), name="organizatii_pereche_stare"),
            models.CheckConstraint(
                condition=Q(stare="deschisa", decisa_la=None) | ~Q(stare="deschisa") & Q(decisa_la__isnull=False),
                name="organizatii_pereche_decisa_are_data",
            ),
        ]
        indexes = [models.Index(fields=["stare", "-apropiere", "id"], name="organizatii_pereche_lista")]

    def __str__(self):
        return f"{self.prima} – {self.a_doua}"


class UnireQuerySet(models.QuerySet):
    def active(self):
        return self.filter(anulata_la=None)


class Unire(models.Model):
    """One profile merged into another: what was chosen and every row that moved, so that it can be taken back (unire).

    While it stands, the source's address leads to the target's, for ever.
    """

    sursa = models.ForeignKey(Organizatie, on_delete=models.PROTECT, related_name="+", verbose_name=_("unită"))
    tinta = models.ForeignKey(Organizatie, on_delete=models.PROTECT, related_name="+", verbose_name=_("rămasă"))
    campuri = models.JSONField(_("câmpuri alese"), encoder=DjangoJSONEncoder, default=dict)  # name → [before, after]
    mutate = models.JSONField(_("legături mutate"), encoder=DjangoJSONEncoder, default=dict)  # foreign key → note
    motiv = models.TextField(_("motiv"))
    de = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("de"))
    la = models.DateTimeField(_("la"), default=timezone.now)
    anulata_la = models.DateTimeField(_("desfăcută la"), null=True, blank=True)
    anulata_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("desfăcută de"),
    )
    anulata_motiv = models.TextField(_("de ce s-a desfăcut"), blank=True)

    objects = UnireQuerySet.as_manager()

    class Meta:
        verbose_name = _("unire")
        verbose_name_plural = _("uniri")
        ordering = ["-la", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sursa"], condition=Q(anulata_la=None), name="organizatii_unire_o_data"),
            models.CheckConstraint(condition=~Q(sursa=F("tinta")), name="organizatii_unire_a_doua_diferite"),
            models.CheckConstraint(
                condition=Q(anulata_la=None, anulata_de=None) | Q(anulata_la__isnull=False, anulata_de__isnull=False),
                name="organizatii_unire_desfacuta_de_cineva",
            ),
        ]

    def __str__(self):
        return f"{self.sursa} → {self.tinta}"

    def get_absolute_url(self):
        return reverse("admin:organizatii_unire_change", args=[self.pk])

    @property
    def se_poate_desface(self):
        return self.anulata_la is None and timezone.now() < self.la + SE_POATE_DESFACE
