import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parteneriate.models.dovezi import DocumentParteneriat
from parteneriate.models.etape import Etapa
from parteneriate.models.parteneriat import Parteneriat
from platforma.incarcari import cale_parteneriate, stocare_privata

AMINTIRI_RAPORT = (0, 14)  # days after the due date on which the responsible persons are reminded
SE_POATE_DIN = 30  # days before the due date from which a report may be begun


class Termen(models.IntegerChoices):
    """Months after the start."""

    TREI = 3, _("la 3 luni")
    SASE = 6, _("la 6 luni")
    DOISPREZECE = 12, _("la 12 luni")


class StareRaport(models.TextChoices):
    CIORNA = "ciorna", _("Ciornă")
    DEPUS = "depus", _("Trimis")


class RaportQuerySet(models.QuerySet):
    def depuse(self):
        return self.filter(stare=StareRaport.DEPUS)

    def de_facut(self):
        """Asked for and not sent yet, of partnerships under way; a correction of one that was sent is nobody's debt."""
        return self.filter(stare=StareRaport.CIORNA, versiune=1, parteneriat__etapa=Etapa.IMPLEMENTARE)

    def publice(self):
        """Sent, read by a moderator, and not replaced by a later version that was read too."""
        citite = self.model.objects.depuse().exclude(verificat_la=None)
        mai_noi = citite.filter(
            parteneriat=OuterRef("parteneriat"), luni=OuterRef("luni"), versiune__gt=OuterRef("versiune")
        )
        return self.depuse().exclude(verificat_la=None).filter(~models.Exists(mai_noi))


# What a report says; frozen once it was sent.
CAMPURI_RAPORT = ("parteneriat_id", "luni", "versiune", "realizat", "probleme", "buget_cheltuit", "depus_la", "stare")


def _schimbat(campuri):
    """SQL of a trigger: one of these columns gets another value."""
    vechi, noi = (", ".join(f'{rand}."{camp}"' for camp in campuri) for rand in ("OLD", "NEW"))
    return f"({vechi}) IS DISTINCT FROM ({noi})"


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Raport(models.Model):
    """What was done by 3, 6 and 12 months after the start. The row is there from the day on which it is due, or since
    somebody began to write; once sent it never changes. A correction is the next version, which takes its place on
    the public page after a moderator has read it.

    `scadent_la` is fixed when the row is made; `amintiri` counts the reminders sent.
    """

    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="rapoarte", verbose_name=_("parteneriatul")
    )
    luni = models.PositiveSmallIntegerField(_("raportul"), choices=Termen)
    versiune = models.PositiveSmallIntegerField(_("versiunea"), default=1)
    scadent_la = models.DateField(_("de trimis până la"))
    realizat = models.TextField(_("ce s-a realizat"), max_length=4000, blank=True)
    probleme = models.TextField(_("ce probleme au fost"), max_length=4000, blank=True)
    buget_cheltuit = models.DecimalField(
        _("bani cheltuiți de la început (lei)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    documente = models.ManyToManyField(
        DocumentParteneriat, blank=True, related_name="rapoarte", verbose_name=_("documente")
    )
    stare = models.CharField(_("stare"), max_length=10, choices=StareRaport, default=StareRaport.CIORNA)
    depus_la = models.DateTimeField(_("trimis la"), null=True, blank=True)
    depus_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("trimis de"),
    )  # fmt: skip
    verificat_la = models.DateTimeField(_("citit de un moderator la"), null=True, blank=True)
    amintiri = models.PositiveSmallIntegerField(_("amintiri trimise"), default=0)
    creat_la = models.DateTimeField(_("început la"), default=timezone.now)

    objects = RaportQuerySet.as_manager()

    class Meta:
        verbose_name = _("raport")
        verbose_name_plural = _("rapoarte")
        ordering = ["luni", "versiune"]
        constraints = [
            models.UniqueConstraint(fields=["parteneriat", "luni", "versiune"], name="parteneriate_raport_o_data"),
            models.UniqueConstraint(
                fields=["parteneriat", "luni"], condition=Q(stare="ciorna"), name="parteneriate_raport_o_ciorna"
            ),
            models.CheckConstraint(condition=Q(luni__in=Termen.values), name="parteneriate_raport_termen"),
            models.CheckConstraint(
                condition=Q(stare="ciorna", depus_la=None, verificat_la=None)
                | (Q(stare="depus", depus_la__isnull=False) & ~Q(realizat="")),
                name="parteneriate_raport_depus_intreg",
            ),
            models.CheckConstraint(
                condition=Q(buget_cheltuit=None) | Q(buget_cheltuit__gte=0), name="parteneriate_raport_buget"
            ),
        ]
        indexes = [
            models.Index(fields=["scadent_la"], condition=Q(stare="ciorna"), name="parteneriate_rapoarte_de_facut")
        ]
        triggers = [
            pgtrigger.Protect(
                name="depus_nu_se_schimba",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"OLD.stare = 'depus' AND {_schimbat(CAMPURI_RAPORT)}"),
            ),
            pgtrigger.Protect(
                name="depus_nu_se_sterge",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.stare = 'depus'"),
            ),
        ]

    def __str__(self):
        return str(_("Raportul %(cand)s") % {"cand": self.get_luni_display()})

    def get_absolute_url(self):
        """In the workspace."""
        return reverse("parteneriate:raport", args=[self.parteneriat_id, self.luni])

    @property
    def depus(self):
        return self.stare == StareRaport.DEPUS

    @property
    def intarziat(self):
        return not self.depus and self.scadent_la < timezone.localdate()


class FotografieRaportQuerySet(models.QuerySet):
    def vizibile_pentru(self, utilizator):
        """Of a report that was read by a moderator, even if corrected; to the parties' people theirs, to staff all."""
        publice = Q(
            raport__verificat_la__isnull=False,
            raport__parteneriat__in=Parteneriat.objects.publice().values("pk"),
        )
        if not utilizator.is_authenticated:
            return self.filter(publice)
        if utilizator.poate_modera or (utilizator.is_staff and utilizator.has_perm("parteneriate.view_parteneriat")):
            return self
        ale_mele = Parteneriat.objects.vazute_de(utilizator)
        return self.filter(publice | Q(raport__parteneriat__in=ale_mele.values("pk")))


@pghistory.track(pghistory.DeleteEvent())
class FotografieRaport(models.Model):
    """A picture of a report, taken only when somebody answers, by name and date, for the consent of those in it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    raport = models.ForeignKey(Raport, on_delete=models.PROTECT, related_name="fotografii", verbose_name=_("raportul"))
    imagine = models.ImageField(
        _("imagine"),
        storage=stocare_privata,
        upload_to=cale_parteneriate,
        width_field="latime",
        height_field="inaltime",
    )
    latime = models.PositiveSmallIntegerField(_("lățime (pixeli)"), editable=False)
    inaltime = models.PositiveSmallIntegerField(_("înălțime (pixeli)"), editable=False)
    alt = models.CharField(_("ce se vede în fotografie"), max_length=250)
    acord_la = models.DateTimeField(_("acordul declarat la"), default=timezone.now)
    acord_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("acordul declarat de")
    )

    objects = FotografieRaportQuerySet.as_manager()

    class Meta:
        verbose_name = _("fotografie a unui raport")
        verbose_name_plural = _("fotografii ale rapoartelor")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(alt=""), name="parteneriate_fotografie_alt")]

    def __str__(self):
        return self.alt

    def get_absolute_url(self):
        return reverse("parteneriate:fotografie", args=[self.uuid])
