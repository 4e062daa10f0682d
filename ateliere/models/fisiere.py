"""What a workshop leaves behind as files: documents and photographs, all stored privately."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ateliere.models.atelier import PUBLICE, Atelier
from ateliere.models.inscriere import Inscriere
from ateliere.models.valori import StareInscriere
from organizatii.models import Membru
from platforma.incarcari import nume_intamplator, stocare_privata


class FelMaterial(models.TextChoices):
    INVITATIE = "invitatie", _("Invitație")
    PREZENTARE = "prezentare", _("Prezentare sau material de lucru")
    RESURSA = "resursa", _("Resursă")
    LISTA = "lista", _("Lista de prezență semnată (scanată sau fotografiată)")


class VizibilMaterial(models.TextChoices):
    PUBLIC = "public", _("Oricine")
    INSCRISI = "inscrisi", _("Numai cei cu loc la atelier și organizațiile lor")
    ORGANIZATORI = "organizatori", _("Numai organizatorii")


def cale_material(obiect, nume):
    return nume_intamplator("ateliere", nume)


def cale_fotografie(obiect, nume):
    return nume_intamplator("fotografii", nume)


class MaterialQuerySet(models.QuerySet):
    def vizibile_pentru(self, utilizator):
        """Public ones of public workshops; more to whoever has a place there, all to those who keep the room."""
        publice = Q(vizibil=VizibilMaterial.PUBLIC, atelier__stare__in=PUBLICE)
        if not utilizator.is_authenticated:
            return self.filter(publice)
        organizate = Q(atelier__in=Atelier.objects.organizate_de(utilizator).values("pk"))
        ale_mele = Membru.objects.filter(utilizator=utilizator.pk).values("organizatie_id")
        locuri = Inscriere.objects.filter(atelier=OuterRef("atelier"), stare=StareInscriere.CONFIRMATA)
        are_loc = Exists(locuri.filter(Q(persoana=utilizator.pk) | Q(organizatie__in=ale_mele)))
        return self.filter(publice | organizate | Q(are_loc, vizibil=VizibilMaterial.INSCRISI))

    def ale_inscrierii(self, inscriere):
        """What the holder of this registration may have, with an account or without."""
        vazute = [VizibilMaterial.PUBLIC]
        if inscriere.stare == StareInscriere.CONFIRMATA:
            vazute.append(VizibilMaterial.INSCRISI)
        return self.filter(atelier=inscriere.atelier_id, vizibil__in=vazute)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Material(models.Model):
    """A document of a workshop. A list of signatures holds personal data, so it never leaves the organisers."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    atelier = models.ForeignKey(Atelier, on_delete=models.PROTECT, related_name="materiale", verbose_name=_("atelier"))
    fel = models.CharField(_("ce este"), max_length=20, choices=FelMaterial, default=FelMaterial.PREZENTARE)
    titlu = models.CharField(_("titlu"), max_length=200)
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_material)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255)
    marime = models.PositiveIntegerField(_("mărime (octeți)"))
    vizibil = models.CharField(
        _("cine îl poate descărca"), max_length=20, choices=VizibilMaterial, default=VizibilMaterial.PUBLIC
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
            models.CheckConstraint(condition=Q(fel__in=FelMaterial.values), name="ateliere_material_fel"),
            models.CheckConstraint(condition=Q(vizibil__in=VizibilMaterial.values), name="ateliere_material_vizibil"),
            models.CheckConstraint(
                condition=~Q(fel="lista") | Q(vizibil="organizatori"), name="ateliere_material_lista_nu_se_publica"
            ),
        ]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("ateliere:material", args=[self.uuid])


class FotografieQuerySet(models.QuerySet):
    def cu_acord(self):
        return self.filter(acord_la__isnull=False)

    def vizibile_pentru(self, utilizator):
        """With consent, of public workshops; those who keep the room see the others too."""
        publice = Q(acord_la__isnull=False, atelier__stare__in=PUBLICE)
        if not utilizator.is_authenticated:
            return self.filter(publice)
        return self.filter(publice | Q(atelier__in=Atelier.objects.organizate_de(utilizator).values("pk")))


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Fotografie(models.Model):
    """A photograph. It is shown only while somebody answers, by name and date, for the consent of those in it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    atelier = models.ForeignKey(Atelier, on_delete=models.PROTECT, related_name="fotografii", verbose_name=_("atelier"))
    imagine = models.ImageField(
        _("imagine"), storage=stocare_privata, upload_to=cale_fotografie, width_field="latime", height_field="inaltime"
    )
    latime = models.PositiveSmallIntegerField(_("lățime (pixeli)"), editable=False)
    inaltime = models.PositiveSmallIntegerField(_("înălțime (pixeli)"), editable=False)
    alt = models.CharField(_("ce se vede în fotografie"), max_length=250)
    credit = models.CharField(_("cine a făcut-o"), max_length=120, blank=True)
    acord_la = models.DateTimeField(_("acordul declarat la"), null=True, blank=True)
    acord_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("acordul declarat de"),
    )  # fmt: skip
    incarcat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("încărcată de")
    )
    creat_la = models.DateTimeField(_("încărcată la"), default=timezone.now)

    objects = FotografieQuerySet.as_manager()

    class Meta:
        verbose_name = _("fotografie")
        verbose_name_plural = _("fotografii")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acord_la=None, acord_de=None) | Q(acord_la__isnull=False, acord_de__isnull=False),
                name="ateliere_fotografie_acord",
            ),
            models.CheckConstraint(condition=~Q(alt=""), name="ateliere_fotografie_alt"),
        ]

    def __str__(self):
        return self.alt

    def get_absolute_url(self):
        return reverse("ateliere:fotografie", args=[self.uuid])
