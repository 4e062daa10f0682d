from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models import Membru, Organizatie
from parteneriate.models.anunt import Anunt

RASPUNS_IN = timedelta(days=30)
AMINTIRI = (10, 25)  # days after which the notice's people are reminded, gently


class StareInteres(models.TextChoices):
    TRIMIS = "trimis", _("Așteaptă răspuns")
    ACCEPTAT = "acceptat", _("Acceptată")
    REFUZAT = "refuzat", _("Refuzată")
    RETRAS = "retras", _("Retrasă")


DESCHISE = [StareInteres.TRIMIS, StareInteres.ACCEPTAT]


class InteresQuerySet(models.QuerySet):
    def ale_lui(self, persoana):
        """Those that an organisation of this person has sent."""
        return self.filter(organizatie__in=Membru.objects.filter(utilizator=persoana.pk).values("organizatie_id"))

    def primite_de(self, persoana):
        """Those about a notice of an organisation of this person."""
        ale_ei = Membru.objects.filter(utilizator=persoana.pk).values("organizatie_id")
        return self.filter(anunt__organizatie__in=ale_ei)

    def vizibile_pentru(self, persoana):
        """For the people of both sides; nobody else, staff included."""
        return self.ale_lui(persoana) | self.primite_de(persoana)

    def deschise(self):
        return self.filter(stare__in=DESCHISE)

    def pentru_lista(self):
        return self.select_related("organizatie", "anunt__organizatie", "contact", "contact_anunt")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Interes(models.Model):
    """An organisation answers a notice. Only `interese.muta` writes `stare`.

    `contact` and `contact_anunt` are the persons named on either side; empty once the account was erased.
    """

    anunt = models.ForeignKey(Anunt, on_delete=models.PROTECT, related_name="interese", verbose_name=_("anunțul"))
    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.PROTECT, related_name="interese", verbose_name=_("cine răspunde")
    )
    ofera = models.TextField(_("ce oferiți"), max_length=2000)
    cauta = models.TextField(_("ce căutați"), max_length=2000, blank=True)
    disponibilitate = models.CharField(_("când și cât"), max_length=300, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("persoana de contact"),
    )
    contact_anunt = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("persoana de contact a anunțului"),
    )
    stare = models.CharField(_("stare"), max_length=10, choices=StareInteres, default=StareInteres.TRIMIS)
    stare_din = models.DateTimeField(_("în această stare din"), default=timezone.now)
    trimis_la = models.DateTimeField(_("trimisă la"), default=timezone.now)
    raspuns = models.TextField(_("răspunsul"), max_length=2000, blank=True)
    amintiri = models.PositiveSmallIntegerField(_("amintiri trimise"), default=0, editable=False)

    objects = InteresQuerySet.as_manager()

    class Meta:
        verbose_name = _("manifestare de interes")
        verbose_name_plural = _("manifestări de interes")
        ordering = ["-trimis_la", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=StareInteres.values), name="parteneriate_interes_stare"),
            models.UniqueConstraint(
                fields=["anunt", "organizatie"],
                condition=Q(stare__in=["trimis", "acceptat"]),
                name="parteneriate_un_interes_deschis",
                violation_error_message=_("Organizația are deja o manifestare de interes la acest anunț."),
            ),
            models.CheckConstraint(
                condition=~Q(stare="refuzat") | ~Q(raspuns=""), name="parteneriate_interes_refuz_cu_motiv"
            ),
        ]
        indexes = [
            models.Index(fields=["trimis_la"], condition=Q(stare="trimis"), name="parteneriate_interese_asteapta")
        ]

    def __str__(self):
        return f"{self.organizatie} – {self.anunt}"

    def get_absolute_url(self):
        return reverse("parteneriate:interes", args=[self.pk])

    @property
    def s_au_cunoscut(self):
        """Whether the two sides know each other's names: once it was accepted, also when it was withdrawn later."""
        return self.stare == StareInteres.ACCEPTAT or self.contact_anunt_id is not None

    @property
    def deschis(self):
        return self.stare in DESCHISE

    @property
    def raspuns_pana_la(self):
        """The day by which an answer is expected: friendly, not legal."""
        return timezone.localdate(self.trimis_la) + RASPUNS_IN

    @property
    def intarziat(self):
        return self.stare == StareInteres.TRIMIS and self.raspuns_pana_la < timezone.localdate()
