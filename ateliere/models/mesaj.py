import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ateliere.models.atelier import Atelier


class Destinatari(models.TextChoices):
    CONFIRMATE = "confirmate", _("Cei cu loc confirmat")
    ASTEPTARE = "asteptare", _("Cei de pe lista de așteptare")
    TOTI = "toti", _("Toți cei înscriși")
    PREZENTI = "prezenti", _("Cei care au venit")


class MesajAtelierQuerySet(models.QuerySet):
    def ciorne(self):
        return self.filter(trimis_la=None)

    def trimise(self):
        return self.exclude(trimis_la=None)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class MesajAtelier(models.Model):
    """What the organisers write to those registered. It waits as a draft until a person has seen to whom it goes.

    Once sent (`ateliere.mesaje.trimite`) it stays as it went.
    """

    atelier = models.ForeignKey(Atelier, on_delete=models.CASCADE, related_name="mesaje", verbose_name=_("atelier"))
    subiect = models.CharField(_("subiect"), max_length=120)
    text = models.TextField(_("text"), max_length=5000)
    destinatari = models.CharField(_("destinatari"), max_length=20, choices=Destinatari, default=Destinatari.CONFIRMATE)
    creat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("scris de")
    )
    creat_la = models.DateTimeField(_("scris la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificat la"), default=timezone.now, editable=False)
    trimis_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("trimis de"),
    )  # fmt: skip
    trimis_la = models.DateTimeField(_("trimis la"), null=True, blank=True)
    catre_cati = models.PositiveIntegerField(_("către câte persoane"), null=True, blank=True)

    objects = MesajAtelierQuerySet.as_manager()

    class Meta:
        verbose_name = _("mesaj către cei înscriși")
        verbose_name_plural = _("mesaje către cei înscriși")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(destinatari__in=Destinatari.values), name="ateliere_mesajatelier_destinatari"
            ),
            models.CheckConstraint(
                condition=Q(trimis_la=None, trimis_de=None, catre_cati=None)
                | Q(trimis_la__isnull=False, trimis_de__isnull=False, catre_cati__gte=1),
                name="ateliere_mesajatelier_trimis",
            ),
        ]

    def __str__(self):
        return self.subiect

    def get_absolute_url(self):
        return reverse("ateliere:mesaj", args=[self.atelier_id, self.pk])

    @property
    def trimis(self):
        return self.trimis_la is not None
