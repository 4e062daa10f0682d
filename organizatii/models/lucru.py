import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models.echipa import Membru


class DelegareQuerySet(models.QuerySet):
    def din_organizatiile(self, persoana):
        """Those of the teams of which this person is."""
        ale_ei = Membru.objects.filter(utilizator=persoana.pk)
        return self.filter(catre__organizatie__in=ale_ei.values("organizatie_id"))


# Each event keeps the row as it was before the change. The note is between the two, so no history keeps it.
@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["nota"])
class Delegare(models.Model):
    """A task of the worklist that somebody handed to a colleague. `lucru.incredinteaza` writes it.

    `fel` and `cheie` name the task as `lucru.Sarcina` does, so what the apps above register needs no table here. It
    hangs on the colleague's place in the team, and ends with it; a task done ends it too (`lucru.curata`). It gives no
    right: the colleague is one who has the task in her own list.
    """

    fel = models.SlugField(_("felul sarcinii"), max_length=40)
    cheie = models.BigIntegerField(_("despre care rând"))
    catre = models.ForeignKey(Membru, on_delete=models.CASCADE, related_name="sarcini", verbose_name=_("cui"))
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("de")
    )
    nota = models.CharField(_("un cuvânt pentru colegul dumneavoastră"), max_length=500, blank=True)
    la = models.DateTimeField(_("la"), default=timezone.now)

    objects = DelegareQuerySet.as_manager()

    class Meta:
        verbose_name = _("sarcină încredințată")
        verbose_name_plural = _("sarcini încredințate")
        ordering = ["-la", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fel", "cheie"], name="organizatii_delegare_una_de_sarcina"),
            models.CheckConstraint(condition=Q(cheie__gt=0) & ~Q(fel=""), name="organizatii_delegare_are_sarcina"),
        ]

    def __str__(self):
        return f"{self.fel} {self.cheie}: {self.catre}"


class RezumatSarcini(models.Model):
    """What the morning mail has told a person, or that she does not want it.

    `spuse` are the signs of `rezumat_sarcini.semne`; a mail goes when today's hold one that is not among them.
    """

    persoana = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("persoana")
    )
    vrea = models.BooleanField(_("vrea mesajul de dimineață"), default=True)
    trimis_pe = models.DateField(_("ultimul mesaj"), null=True, blank=True)  # a day of Bucharest
    spuse = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name=_("spuse"))

    class Meta:
        verbose_name = _("rezumat al sarcinilor")
        verbose_name_plural = _("rezumate ale sarcinilor")

    def __str__(self):
        return str(self.persoana)
