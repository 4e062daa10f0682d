"""The papers of a partnership: acts of authorities, which may cover several, and its own documents."""

import uuid

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models import Organizatie
from parteneriate.models.etape import FelAct, FelDocument, VizibilitateDocument
from parteneriate.models.parteneriat import Parteneriat
from platforma.incarcari import cale_parteneriate, stocare_privata

NUMAR_DE_ACT = r"^\d{1,5}$"


class ActQuerySet(models.QuerySet):
    def publice(self):
        """Read by a moderator, and of a public partnership."""
        legate = Parteneriat.acte.through.objects.filter(parteneriat__in=Parteneriat.objects.publice().values("pk"))
        return self.filter(pk__in=legate.values("act_id")).exclude(verificat_la=None)

    def vizibile_pentru(self, utilizator):
        """To the parties' people those of their partnerships, to staff all, to others the public ones."""
        if not utilizator.is_authenticated:
            return self.publice()
        if utilizator.poate_modera or (utilizator.is_staff and utilizator.has_perm("parteneriate.view_parteneriat")):
            return self
        ale_mele = Parteneriat.acte.through.objects.filter(parteneriat__in=Parteneriat.objects.vazute_de(utilizator))
        return self.filter(Q(pk__in=self.publice().values("pk")) | Q(pk__in=ale_mele.values("act_id")))


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Act(models.Model):
    """A decision by which an authority approves: „HCL nr. 341/25.06.2019”. One may approve several partnerships.

    It is public once a moderator has read it (`verificat_la`), and never changes after.
    """

    emitent = models.ForeignKey(
        Organizatie, on_delete=models.PROTECT, related_name="acte_emise", verbose_name=_("emitentul")
    )
    fel = models.CharField(_("felul actului"), max_length=20, choices=FelAct, default=FelAct.HCL)
    numar = models.CharField(
        _("numărul"), max_length=5, validators=[RegexValidator(NUMAR_DE_ACT, _("Scrieți numai numărul, fără an."))]
    )
    data = models.DateField(_("data"))
    titlu = models.CharField(_("titlul"), max_length=500)
    link = models.URLField(_("adresa pe site-ul emitentului"), max_length=500, blank=True)
    fisier = models.FileField(_("fișierul"), storage=stocare_privata, upload_to=cale_parteneriate, blank=True)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255, blank=True)
    creat_la = models.DateTimeField(_("adăugat la"), default=timezone.now)
    verificat_la = models.DateTimeField(_("citit de un moderator la"), null=True, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act de aprobare")
        verbose_name_plural = _("acte de aprobare")
        ordering = ["-data", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["emitent", "fel", "numar", "data"],
                name="parteneriate_act_o_data",
                violation_error_message=_("Actul este deja pe platformă. Alegeți-l din listă."),
            ),
            models.CheckConstraint(condition=Q(numar__regex=NUMAR_DE_ACT), name="parteneriate_act_numar"),
            models.CheckConstraint(condition=Q(fel__in=FelAct.values), name="parteneriate_act_fel"),
            models.CheckConstraint(
                condition=~Q(link="") | ~Q(fisier=""),
                name="parteneriate_act_se_poate_citi",
                violation_error_message=_("Puneți adresa actului sau fișierul lui, ca să poată fi citit."),
            ),
        ]

    def __str__(self):
        return f"{self.get_fel_display()} nr. {self.numar}/{self.data:%d.%m.%Y}"

    def get_absolute_url(self):
        return reverse("parteneriate:act", args=[self.pk])

    def clean(self):
        if self.data and self.data > timezone.localdate():
            raise ValidationError({"data": _("Data actului nu poate fi în viitor.")})


class DocumentQuerySet(models.QuerySet):
    def publice(self):
        """What anybody may download: meant for the public, read by a moderator, of a public partnership."""
        return self.filter(
            vizibilitate=VizibilitateDocument.PUBLIC, parteneriat__in=Parteneriat.objects.publice()
        ).exclude(verificat_la=None)

    def vizibile_pentru(self, utilizator):
        """To the parties' people theirs, to staff who read partnerships in the admin all, to others the public ones."""
        if not utilizator.is_authenticated:
            return self.publice()
        if utilizator.poate_modera or (utilizator.is_staff and utilizator.has_perm("parteneriate.view_parteneriat")):
            return self
        ale_mele = Parteneriat.objects.vazute_de(utilizator)
        return self.filter(Q(pk__in=self.publice().values("pk")) | Q(parteneriat__in=ale_mele))


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class DocumentParteneriat(models.Model):
    """A file of a partnership, kept privately and handed out by a view.

    What is added after publication is public once a moderator has read it (`verificat_la`).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="documente", verbose_name=_("parteneriatul")
    )
    fel = models.CharField(_("ce este"), max_length=20, choices=FelDocument, default=FelDocument.ACORD)
    titlu = models.CharField(_("titlu"), max_length=200)
    vizibilitate = models.CharField(
        _("cine îl vede"), max_length=20, choices=VizibilitateDocument, default=VizibilitateDocument.PUBLIC
    )
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_parteneriate)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255)
    marime = models.PositiveIntegerField(_("mărime (octeți)"))
    incarcat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("încărcat de")
    )
    creat_la = models.DateTimeField(_("încărcat la"), default=timezone.now)
    verificat_la = models.DateTimeField(_("citit de un moderator la"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document al unui parteneriat")
        verbose_name_plural = _("documente ale parteneriatelor")
        ordering = ["creat_la", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(fel__in=FelDocument.values), name="parteneriate_document_fel"),
            models.CheckConstraint(
                condition=Q(vizibilitate__in=VizibilitateDocument.values), name="parteneriate_document_vizibilitate"
            ),
        ]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("parteneriate:document", args=[self.uuid])
