import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models import Membru, Organizatie
from parteneriate.models.etape import RolParte, Sursa
from parteneriate.models.parteneriat import Parteneriat
from parteneriate.models.semnat import amanat


class ParteQuerySet(models.QuerySet):
    def active(self):
        """Still in: neither refused nor taken out."""
        return self.filter(iesit_la=None)

    def conduse_de(self, utilizator):
        """Those for which this person acts: she answers for it, or administers its organisation.

        Somebody who has left the organisation acts no more, whatever the row still says.
        """
        membri = Membru.objects.filter(organizatie=OuterRef("organizatie"), utilizator=utilizator.pk)
        administrator = membri.filter(rol=Membru.Rol.ADMINISTRATOR)
        responsabil = Q(responsabil=utilizator.pk) & Exists(membri)
        return self.active().filter(responsabil | Q(Exists(administrator)))


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Parte(models.Model):
    """One organisation's place in a partnership, and the version of the text that it has confirmed.

    `confirmat_redactare` is compared with `Parteneriat.redactare`: a confirmation of an older text stays on record and
    no longer counts; so do the corrections asked of it. A row is never deleted; who refused or was taken out has
    `iesit_la`.
    """

    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="parti", verbose_name=_("parteneriatul")
    )
    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.PROTECT, related_name="parteneriate", verbose_name=_("organizația")
    )
    rol = models.CharField(_("rolul"), max_length=20, choices=RolParte, default=RolParte.PARTENER)
    contributie = models.CharField(_("ce aduce"), max_length=500, blank=True)
    responsabil = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsabil"),
    )  # fmt: skip
    public_devreme = models.BooleanField(_("de acord cu publicarea înainte de semnare"), default=False)
    invitat_la = models.DateTimeField(_("invitată la"), default=timezone.now)
    acceptat_la = models.DateTimeField(_("a răspuns la"), null=True, blank=True)
    confirmat_la = models.DateTimeField(_("a confirmat la"), null=True, blank=True)
    confirmat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("a confirmat"),
    )  # fmt: skip
    confirmat_redactare = models.PositiveIntegerField(_("redactarea confirmată"), null=True, blank=True)
    corecturi = models.TextField(_("corecturile cerute"), blank=True)
    corecturi_redactare = models.PositiveIntegerField(_("redactarea la care s-au cerut"), null=True, blank=True)
    iesit_la = models.DateTimeField(_("ieșită la"), null=True, blank=True)

    objects = ParteQuerySet.as_manager()

    class Meta:
        verbose_name = _("parte")
        verbose_name_plural = _("părți")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parteneriat", "organizatie"], condition=Q(iesit_la=None), name="parteneriate_parte_o_data"
            ),
            models.CheckConstraint(condition=Q(rol__in=RolParte.values), name="parteneriate_parte_rol"),
            models.CheckConstraint(
                condition=Q(confirmat_la=None, confirmat_redactare=None)
                | Q(confirmat_la__isnull=False, confirmat_redactare__isnull=False, acceptat_la__isnull=False),
                name="parteneriate_parte_confirmare",
            ),
            models.CheckConstraint(
                condition=Q(acceptat_la=None) | Q(responsabil__isnull=False) | Q(iesit_la__isnull=False),
                name="parteneriate_parte_are_responsabil",
            ),
        ]
        triggers = [
            amanat("COALESCE(NEW.parteneriat_id, OLD.parteneriat_id)", pgtrigger.Insert | pgtrigger.Update),
            pgtrigger.Protect(name="nu_se_sterge", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.organizatie} – {self.get_rol_display()}"

    def a_confirmat(self, redactare):
        """Whether it has confirmed this version of the text."""
        return self.confirmat_redactare == redactare

    def asteapta_corecturi(self, redactare):
        """Whether what it asked to be corrected is asked of this very version."""
        return self.corecturi_redactare == redactare


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Contributie(models.Model):
    """What one party puts in, from one source, in lei."""

    parte = models.ForeignKey(Parte, on_delete=models.PROTECT, related_name="contributii", verbose_name=_("partea"))
    sursa = models.CharField(_("sursa"), max_length=20, choices=Sursa, default=Sursa.PROPRIE)
    suma = models.DecimalField(_("suma (lei)"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("contribuție")
        verbose_name_plural = _("contribuții")
        ordering = ["parte", "sursa"]
        constraints = [
            models.UniqueConstraint(
                fields=["parte", "sursa"],
                name="parteneriate_contributie_o_data",
                violation_error_message=_("Partea are deja o contribuție din această sursă."),
            ),
            models.CheckConstraint(condition=Q(sursa__in=Sursa.values), name="parteneriate_contributie_sursa"),
            models.CheckConstraint(
                condition=Q(suma__gt=0),
                name="parteneriate_contributie_pozitiva",
                violation_error_message=_("Scrieți o sumă mai mare decât zero."),
            ),
        ]
        triggers = [
            amanat(
                "(SELECT pa.parteneriat_id FROM parteneriate_parte pa WHERE pa.id = COALESCE(NEW.parte_id,"
                " OLD.parte_id))",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self):
        return f"{self.parte}: {self.suma}"
