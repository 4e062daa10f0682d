"""What a learner leaves behind: attendance, results, and the materials she works with."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cursuri.models.cerere import Cerere
from cursuri.models.serie import PUBLICE, Serie, Sesiune
from cursuri.models.valori import StareCerere
from organizatii.models import Membru
from platforma.declansatoare import NUMAI_ADAUGARE
from platforma.incarcari import nume_intamplator, stocare_privata
from platforma.prezenta.models import Prezenta as PrezentaDeBaza
from platforma.prezenta.models import PrezentaQuerySet
from platforma.prezenta.models import ScanareRespinsa as ScanareRespinsaDeBaza
from platforma.prezenta.triggere import numai_cat_e_deschisa


class ScanareRespinsa(ScanareRespinsaDeBaza):
    sesiune = models.ForeignKey(
        Sesiune, on_delete=models.PROTECT, null=True, blank=True, related_name="scanari_respinse",
        verbose_name=_("sesiune"),
    )  # fmt: skip
    cerere = models.ForeignKey(
        Cerere, on_delete=models.PROTECT, null=True, blank=True, related_name="scanari_respinse",
        verbose_name=_("cerere"),
    )  # fmt: skip

    class Meta(ScanareRespinsaDeBaza.Meta):
        verbose_name = _("scanare respinsă")
        verbose_name_plural = _("scanări respinse")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Prezenta(PrezentaDeBaza):
    """Whether a learner came to one session."""

    LOC = "cerere"
    RESPINSE = ScanareRespinsa

    sesiune = models.ForeignKey(Sesiune, on_delete=models.PROTECT, related_name="prezente", verbose_name=_("sesiune"))
    cerere = models.ForeignKey(Cerere, on_delete=models.PROTECT, related_name="prezente", verbose_name=_("cerere"))

    objects = PrezentaQuerySet.as_manager()

    class Meta(PrezentaDeBaza.Meta):
        verbose_name = _("prezență")
        verbose_name_plural = _("prezențe")
        ordering = ["pk"]
        constraints = [
            *PrezentaDeBaza.Meta.constraints,
            models.UniqueConstraint(fields=["sesiune", "cerere"], name="cursuri_prezenta_unica"),
        ]
        triggers = [
            numai_cat_e_deschisa(
                intalnire="cursuri_sesiune",
                cheie_intalnire="r.sesiune_id",
                loc="cursuri_cerere",
                cheie_loc="cerere_id",
                ocupa=[StareCerere.CONFIRMATA],
            )
        ]

    @classmethod
    def locuri(cls, sesiune):
        return Cerere.objects.filter(serie=sesiune.serie_id)

    @classmethod
    def asteptati(cls, sesiune):
        """An accepted seat is held, but only a confirmed one is somebody who learns."""
        return cls.locuri(sesiune).confirmate()

    @classmethod
    def are_loc(cls, cerere):
        return cerere.stare == StareCerere.CONFIRMATA

    @classmethod
    def ale(cls, sesiune):
        return cls.objects.filter(sesiune=sesiune)

    @classmethod
    def cheie(cls, sesiune, cerere):
        return {"sesiune": sesiune, "cerere": cerere}


class RezultatQuerySet(models.QuerySet):
    def in_vigoare(self):
        """Those that no later row corrects."""
        return self.filter(corectat_de=None)


class Rezultat(models.Model):
    """The points, of 100, of one attempt at the assessment. A trigger refuses to change or delete it.

    A mistake is put right by another row that points at the wrong one and says why.
    """

    cerere = models.ForeignKey(Cerere, on_delete=models.PROTECT, related_name="rezultate", verbose_name=_("cerere"))
    incercare = models.PositiveSmallIntegerField(_("a câta încercare"))
    punctaj = models.PositiveSmallIntegerField(_("punctaj (din 100)"))
    observatii = models.TextField(_("observații"), max_length=1000, blank=True)
    corecteaza = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corectat_de",
        verbose_name=_("corectează rezultatul"),
    )  # fmt: skip
    motiv = models.TextField(_("motivul corecturii"), max_length=1000, blank=True)
    dat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("dat de")
    )
    la = models.DateTimeField(_("când"), default=timezone.now)

    objects = RezultatQuerySet.as_manager()

    class Meta:
        verbose_name = _("rezultat la evaluare")
        verbose_name_plural = _("rezultate la evaluare")
        ordering = ["incercare", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(punctaj__lte=100, incercare__gte=1), name="cursuri_rezultat_punctaj"),
            models.CheckConstraint(
                condition=Q(corecteaza=None, motiv="") | Q(corecteaza__isnull=False) & ~Q(motiv=""),
                name="cursuri_rezultat_corectat_cu_motiv",
            ),
            models.UniqueConstraint(
                fields=["cerere", "incercare"], condition=Q(corecteaza=None), name="cursuri_rezultat_incercare_unica"
            ),
        ]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return f"{self.punctaj}"


class VizibilMaterial(models.TextChoices):
    PUBLIC = "public", _("Oricine")
    CURSANTI = "cursanti", _("Numai cursanții")
    FORMATORI = "formatori", _("Numai formatorii și organizatorii")


def cale_material(obiect, nume):
    return nume_intamplator("cursuri", nume)


class MaterialQuerySet(models.QuerySet):
    def vizibile_pentru(self, utilizator):
        """Public ones of public series; more to learners and their organisations, all to those who keep the room."""
        publice = Q(vizibil=VizibilMaterial.PUBLIC, serie__stare__in=PUBLICE)
        if not utilizator.is_authenticated:
            return self.filter(publice)
        organizate = Q(serie__in=Serie.objects.organizate_de(utilizator).values("pk"))
        ale_mele = Membru.objects.filter(utilizator=utilizator.pk).values("organizatie_id")
        locuri = Cerere.objects.confirmate().filter(Q(persoana=utilizator.pk) | Q(organizatie__in=ale_mele))
        return self.filter(
            publice | organizate | Q(serie__in=locuri.values("serie_id"), vizibil=VizibilMaterial.CURSANTI)
        )

    def ale_cererii(self, cerere):
        """What the holder of this application may have, with an account or without."""
        vazute = [VizibilMaterial.PUBLIC]
        if cerere.stare == StareCerere.CONFIRMATA:
            vazute.append(VizibilMaterial.CURSANTI)
        return self.filter(serie=cerere.serie_id, vizibil__in=vazute)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Material(models.Model):
    """A document of a series, or of one of its sessions. Stored privately, whoever may read it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    serie = models.ForeignKey(Serie, on_delete=models.PROTECT, related_name="materiale", verbose_name=_("seria"))
    sesiune = models.ForeignKey(
        Sesiune, on_delete=models.PROTECT, null=True, blank=True, related_name="materiale", verbose_name=_("sesiunea")
    )
    titlu = models.CharField(_("titlu"), max_length=200)
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_material)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255)
    marime = models.PositiveIntegerField(_("mărime (octeți)"))
    vizibil = models.CharField(
        _("cine îl poate descărca"), max_length=20, choices=VizibilMaterial, default=VizibilMaterial.CURSANTI
    )
    incarcat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("încărcat de")
    )
    creat_la = models.DateTimeField(_("încărcat la"), default=timezone.now)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materiale")
        ordering = ["titlu", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(vizibil__in=VizibilMaterial.values), name="cursuri_material_vizibil")
        ]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("cursuri:material", args=[self.uuid])
