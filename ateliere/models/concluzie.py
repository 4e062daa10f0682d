from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ateliere.models.atelier import Atelier
from organizatii.models import Membru, Organizatie
from platforma.moderare.tranzitii import Stare

FARA_URMARE_DUPA = timedelta(days=60)


class StareConcluzie(models.TextChoices):
    DESCHISA = "deschisa", _("Deschisă")
    IN_LUCRU = "in_lucru", _("În lucru")
    REALIZATA = "realizata", _("Realizată")
    ABANDONATA = "abandonata", _("Abandonată")


NEINCHEIATE = [StareConcluzie.DESCHISA, StareConcluzie.IN_LUCRU]


class ConcluzieQuerySet(models.QuerySet):
    def publicate(self):
        """Those whose workshop has published minutes: citizens read them, and somebody should answer."""
        return self.filter(atelier__proces_verbal__versiune__gte=1)

    def in_grija(self, utilizator):
        """Public ones for which an organisation of this person answers."""
        ale_mele = Membru.objects.filter(utilizator=utilizator.pk).values("organizatie_id")
        return self.publicate().filter(responsabil__in=ale_mele)

    def fara_urmare(self, acum=None):
        """Public for 60 days, and nobody has answered or begun: no notice of a need or an offer grew out of it either
        (`anunturi`, from the app of partnerships)."""
        inainte = (acum or timezone.now()) - FARA_URMARE_DUPA
        return self.filter(
            stare=StareConcluzie.DESCHISA,
            raspuns="",
            creat_la__lte=inainte,
            atelier__proces_verbal__publicat_la__lte=inainte,
        ).exclude(anunturi__stare=Stare.PUBLICAT)

    def pentru_lista(self):
        return self.select_related("atelier", "responsabil")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Concluzie(models.Model):
    """One thing agreed upon in a workshop, and what came of it.

    What grows out of it (a need or an offer, a partnership) belongs to an app that points here with
    `models.ForeignKey("ateliere.Concluzie", on_delete=models.PROTECT)`; workshops know nothing of those apps.
    """

    atelier = models.ForeignKey(Atelier, on_delete=models.PROTECT, related_name="concluzii", verbose_name=_("atelier"))
    ordine = models.PositiveSmallIntegerField(_("a câta"), default=1)
    text = models.TextField(_("concluzia"), max_length=1000)
    responsabil = models.ForeignKey(
        Organizatie, on_delete=models.PROTECT, null=True, blank=True, related_name="concluzii",
        verbose_name=_("cine răspunde de ea"),
    )  # fmt: skip
    termen = models.DateField(_("termen"), null=True, blank=True)
    stare = models.CharField(_("stare"), max_length=20, choices=StareConcluzie, default=StareConcluzie.DESCHISA)
    raspuns = models.TextField(_("răspunsul organizației"), max_length=3000, blank=True)
    raspuns_la = models.DateTimeField(_("răspuns la"), null=True, blank=True)
    raspuns_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("răspuns scris de"),
    )  # fmt: skip
    creat_la = models.DateTimeField(_("adăugată la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificată la"), default=timezone.now, editable=False)

    objects = ConcluzieQuerySet.as_manager()

    class Meta:
        verbose_name = _("concluzie")
        verbose_name_plural = _("concluzii")
        ordering = ["atelier", "ordine", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=StareConcluzie.values), name="ateliere_concluzie_stare"),
            models.CheckConstraint(
                condition=Q(raspuns="", raspuns_la=None, raspuns_de=None)
                | ~Q(raspuns="") & Q(raspuns_la__isnull=False, raspuns_de__isnull=False),
                name="ateliere_concluzie_raspuns",
            ),
        ]
        indexes = [models.Index(fields=["responsabil", "stare"], name="ateliere_concluzii_raspund")]

    def __str__(self):
        return self.text[:80]

    def get_spatiu_url(self):
        """Where the organisation that answers for it does so."""
        return reverse("ateliere:raspunde", args=[self.pk])

    @property
    def neincheiata(self):
        return self.stare in NEINCHEIATE

    @property
    def intarziata(self):
        return self.neincheiata and self.termen is not None and self.termen < timezone.localdate()
