import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parteneriate.models.parteneriat import Parteneriat


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Reper(models.Model):
    """A milestone: something to be done by a day. Public once a moderator has read it (`verificat_la`); that it was
    done is shown at once, other words or another day wait again."""

    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="repere", verbose_name=_("parteneriatul")
    )
    titlu = models.CharField(_("ce se face"), max_length=160)
    scadent_la = models.DateField(_("până la"))
    facut_la = models.DateField(_("făcut la"), null=True, blank=True)
    creat_la = models.DateTimeField(_("adăugat la"), default=timezone.now, editable=False)
    verificat_la = models.DateTimeField(_("citit de un moderator la"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("reper")
        verbose_name_plural = _("repere")
        ordering = ["scadent_la", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parteneriat", "titlu"],
                name="parteneriate_reper_o_data",
                violation_error_message=_("Parteneriatul are deja acest reper."),
            ),
            models.CheckConstraint(condition=~Q(titlu=""), name="parteneriate_reper_titlu"),
        ]

    def __str__(self):
        return self.titlu

    @property
    def intarziat(self):
        return self.facut_la is None and self.scadent_la < timezone.localdate()


class FelAtentionare(models.TextChoices):
    TACERE = "tacere", _("Fără nicio actualizare de șase luni")
    SFARSIT = "sfarsit", _("A trecut data la care se încheie")


class Atentionare(models.Model):
    """That the responsible persons were told once: of this silence, of this end. `pentru` is the day on which the
    silence began, or the end date: another silence, or another date, is another row."""

    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="atentionari", verbose_name=_("parteneriatul")
    )
    fel = models.CharField(_("despre ce"), max_length=10, choices=FelAtentionare)
    pentru = models.DateField(_("pentru data"))
    la = models.DateTimeField(_("când"), default=timezone.now)

    class Meta:
        verbose_name = _("atenționare")
        verbose_name_plural = _("atenționări")
        ordering = ["-la"]
        constraints = [
            models.UniqueConstraint(fields=["parteneriat", "fel", "pentru"], name="parteneriate_atentionare_o_data"),
            models.CheckConstraint(condition=Q(fel__in=FelAtentionare.values), name="parteneriate_atentionare_fel"),
        ]

    def __str__(self):
        return self.get_fel_display()
