"""Certificates: the immutable row, the counter that numbers them, bulk issue, and those that others have issued."""

import re
import secrets
import uuid

import pghistory
import pgtrigger
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import CharField, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cursuri.models.cerere import SEMNATAR, Cerere
from cursuri.models.serie import Serie
from organizatii.models import Membru
from platforma.conturi.models import Utilizator
from platforma.declansatoare import NUMAI_ADAUGARE
from platforma.incarcari import nume_intamplator, stocare_privata
from platforma.locuri.models import Parte

ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LUNGIME = 12  # 60 bits
SABLON = 1  # the version of the printed design, cursuri/pdf/certificat-<n>.typ
ANONIM = "titular anonimizat la cerere"  # stored, so it is the same in every language
_CONFUNDATE = str.maketrans("OIL", "011")


def cod_nou():
    return "".join(secrets.choice(ALFABET) for _n in range(LUNGIME))


def citeste_cod(text):
    """The code that somebody typed, or "" for what cannot be one. Case, dashes and spaces do not matter."""
    cod = re.sub(r"[\s\-–—]", "", text[:40]).upper().translate(_CONFUNDATE)
    return cod if len(cod) == LUNGIME and all(c in ALFABET for c in cod) else ""


def in_grupuri(cod):
    """XXXX-XXXX-XXXX, as it is printed."""
    return "-".join(cod[i : i + 4] for i in range(0, LUNGIME, 4))


class NumarCertificat(models.Model):
    """The last number given in a year. Whoever issues holds this row's lock to the end, so numbers have no gaps."""

    an = models.PositiveSmallIntegerField(_("anul"), unique=True)
    ultimul = models.PositiveIntegerField(_("ultimul număr dat"), default=0)

    class Meta:
        verbose_name = _("numărătoare de certificate")
        verbose_name_plural = _("numărători de certificate")

    def __str__(self):
        return f"{self.an}: {self.ultimul}"


class StareCertificat(models.TextChoices):
    EMIS = "emis", _("Valabil")
    REVOCAT = "revocat", _("Revocat")
    INLOCUIT = "inlocuit", _("Înlocuit")


class CategorieRevocare(models.TextChoices):
    """What the public page says of a revocation; the words of `motiv_revocare` stay with the staff."""

    GRESEALA = "greseala", _("a fost emis din greșeală")
    CONDITII = "conditii", _("condițiile cursului nu erau îndeplinite")
    FALS = "fals", _("s-a emis pe baza unor date neadevărate")
    CERERE = "cerere", _("la cererea titularului")


class CertificatQuerySet(models.QuerySet):
    def valabile(self):
        return self.filter(stare=StareCertificat.EMIS)

    def ale_reprezentantilor(self):
        """Of those who came from an organisation or a social enterprise, not from an authority."""
        return self.filter(cerere__parte=Parte.ONG)

    def vizibile_pentru(self, utilizator):
        """Her own, those of the organisations she administers, all for whoever organises or certifies."""
        if not utilizator.is_authenticated:
            return self.none()
        if utilizator.has_perm("cursuri.certifica") or utilizator.has_perm("cursuri.organizeaza"):
            return self.all()
        administrate = Membru.objects.filter(utilizator=utilizator.pk, rol=Membru.Rol.ADMINISTRATOR)
        return self.filter(
            Q(cerere__persoana=utilizator.pk) | Q(cerere__organizatie__in=administrate.values("organizatie_id"))
        )

    def cu_persoana(self):
        """Each with `om`, the same for every certificate of one person: her account, also when only her address is on
        the application, or else the address.

        An erased address keeps the number of its account or of its first application, so what is counted distinct
        stays what it was.
        """
        adresa = Func(
            OuterRef("cerere__email"), Value(r"^\d+-sters-"), Value("sters-"),
            function="regexp_replace", output_field=CharField(),
        )  # fmt: skip
        cont = Coalesce(
            "cerere__persoana",
            Subquery(EmailAddress.objects.filter(email=OuterRef("cerere__email"), verified=True).values("user_id")[:1]),
            Subquery(Utilizator.objects.filter(email=adresa).values("pk")[:1]),
        )
        return self.annotate(om=Coalesce(Cast(cont, CharField()), F("cerere__email"), output_field=CharField()))

    def fara_pdf(self):
        """Whose file was never written, and that a worker may still draw."""
        return self.filter(sha256="", problema="", anonimizat_la=None)

    def cu_problema(self):
        """That somebody has to put right by hand."""
        return self.exclude(problema="").filter(stare=StareCertificat.EMIS)


INGHETATE = "an nr cod cerere_id emis_la emis_de_id sablon_versiune inlocuieste_id motiv_inlocuire temei".split()
_INGHETATE = " OR ".join(f"NEW.{camp} IS DISTINCT FROM OLD.{camp}" for camp in INGHETATE)


@pghistory.track(
    pghistory.UpdateEvent(row="OLD"),
    exclude=["date", "sha256", "temei", "motiv_revocare", "motiv_inlocuire", "problema"],
)
class Certificat(models.Model):
    """What was certified, once and for good: the PDF and the public page both come from this row.

    Only `cursuri.certificare` writes one. `date` is everything that is printed, word by word; a trigger keeps it, the
    number and the code from changing, and the row from being deleted. Erasure alone may blank the name. A mistake is
    put right by another certificate that points at the wrong one (`inlocuieste`).
    """

    an = models.PositiveSmallIntegerField(_("anul"))
    nr = models.PositiveIntegerField(_("numărul"))
    cod = models.CharField(_("codul de verificare"), max_length=LUNGIME, unique=True, default=cod_nou)
    cerere = models.ForeignKey(Cerere, on_delete=models.PROTECT, related_name="certificate", verbose_name=_("cererea"))
    date = models.JSONField(_("ce este tipărit"))
    temei = models.JSONField(_("condițiile îndeplinite"), default=dict)  # the verdict at issue; never printed
    sablon_versiune = models.PositiveSmallIntegerField(_("versiunea tiparului"), default=SABLON)
    sha256 = models.CharField(_("amprenta PDF-ului"), max_length=64, blank=True)
    problema = models.CharField(_("de ce nu are PDF"), max_length=300, blank=True)
    stare = models.CharField(_("stare"), max_length=20, choices=StareCertificat, default=StareCertificat.EMIS)
    emis_la = models.DateTimeField(_("emis la"), default=timezone.now)
    emis_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("emis de")
    )
    inlocuieste = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="inlocuit_de",
        verbose_name=_("înlocuiește certificatul"),
    )  # fmt: skip
    motiv_inlocuire = models.TextField(_("motivul înlocuirii"), blank=True)
    categorie_revocare = models.CharField(_("revocat pentru că"), max_length=20, choices=CategorieRevocare, blank=True)
    motiv_revocare = models.TextField(_("motivul revocării"), blank=True)
    revocat_la = models.DateTimeField(_("revocat la"), null=True, blank=True)
    revocat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("revocat de"),
    )  # fmt: skip
    initiale = models.BooleanField(_("pagina publică arată numai inițialele"), default=False)
    anonimizat_la = models.DateTimeField(_("anonimizat la"), null=True, blank=True)

    objects = CertificatQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificat")
        verbose_name_plural = _("certificate")
        ordering = ["-an", "-nr"]
        constraints = [
            models.UniqueConstraint(fields=["an", "nr"], name="cursuri_certificat_numar"),
            models.UniqueConstraint(
                fields=["cerere"], condition=Q(stare="emis"), name="cursuri_certificat_unul_valabil"
            ),
            models.CheckConstraint(condition=Q(stare__in=StareCertificat.values), name="cursuri_certificat_stare"),
            models.CheckConstraint(
                condition=Q(cod__regex=rf"^[{ALFABET}]{{{LUNGIME}}}$"), name="cursuri_certificat_cod"
            ),
            models.CheckConstraint(
                condition=Q(sha256="") | Q(sha256__regex=r"^[0-9a-f]{64}$"), name="cursuri_certificat_sha256"
            ),
            models.CheckConstraint(
                condition=Q(
                    stare="revocat", revocat_la__isnull=False, revocat_de__isnull=False,
                    categorie_revocare__in=CategorieRevocare.values,
                ) & ~Q(motiv_revocare="")
                | ~Q(stare="revocat") & Q(revocat_la=None, revocat_de=None, motiv_revocare="", categorie_revocare=""),
                name="cursuri_certificat_revocat_cu_motiv",
            ),
            models.CheckConstraint(
                condition=Q(inlocuieste=None, motiv_inlocuire="") | Q(inlocuieste__isnull=False)
                & ~Q(motiv_inlocuire="") & ~Q(inlocuieste=F("pk")),
                name="cursuri_certificat_inlocuieste_cu_motiv",
            ),
            models.CheckConstraint(
                condition=Q(anonimizat_la=None) | Q(sha256="", date__nume=ANONIM),
                name="cursuri_certificat_anonimizat_fara_nume",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(sha256="", problema="", anonimizat_la=None),
                name="cursuri_certificat_de_desenat",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="nu_se_sterge", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="inghetat",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("gdpr", "boolean")],
                func=pgtrigger.Func(f"""
                    gdpr := coalesce(current_setting('app.stergere_gdpr', true), '') = 'da';
                    IF ({_INGHETATE}) AND NOT (gdpr AND NEW.cod = OLD.cod AND NEW.an = OLD.an AND NEW.nr = OLD.nr
                            AND NEW.cerere_id = OLD.cerere_id AND NEW.temei = OLD.temei)
                       OR NEW.date IS DISTINCT FROM OLD.date
                            AND NOT (gdpr AND NEW.date - 'nume' = OLD.date - 'nume')
                       OR NEW.sha256 <> OLD.sha256 AND OLD.sha256 <> '' AND NOT gdpr
                       OR OLD.anonimizat_la IS NOT NULL AND NEW.anonimizat_la IS DISTINCT FROM OLD.anonimizat_la
                       OR NEW.stare <> OLD.stare AND OLD.stare <> 'emis'
                       OR OLD.stare = 'revocat' AND NOT gdpr AND (NEW.motiv_revocare, NEW.categorie_revocare,
                            NEW.revocat_la, NEW.revocat_de_id) IS DISTINCT FROM (OLD.motiv_revocare,
                            OLD.categorie_revocare, OLD.revocat_la, OLD.revocat_de_id) THEN
                        RAISE EXCEPTION 'certificatul nu se schimba' USING ERRCODE = '23514', CONSTRAINT = 'inghetat';
                    END IF;
                    RETURN NEW;
                """),
            ),
        ]

    def __str__(self):
        return self.numar

    def get_absolute_url(self):
        """The public page that proves it."""
        return reverse("cursuri:verifica_cod", args=[self.cod])

    @property
    def numar(self):
        return f"BSS-{self.an}-{self.nr:06d}"

    @property
    def cod_afisat(self):
        return in_grupuri(self.cod)

    @property
    def cale_pdf(self):
        """Where its file lies in the private storage; named by its content."""
        return f"certificate/{self.sha256[:2]}/{self.sha256}.pdf" if self.sha256 else ""

    @property
    def nume_public(self):
        """The name on the public page: as printed, or its initials when the holder has asked for that."""
        nume = self.date["nume"]
        return initialele(nume) if self.initiale and self.anonimizat_la is None else nume

    def get_spatiu_url(self):
        return reverse("cursuri:certificat", args=[self.pk])

    def get_titular_url(self):
        """The signed page of its holder."""
        return reverse("cursuri:cerere", args=[SEMNATAR.sign(self.cerere_id)])


def initialele(nume):
    """„Ana-Maria Pop” as „A.-M. P.”"""
    return " ".join("-".join(f"{parte[0]}." for parte in cuvant.split("-") if parte) for cuvant in nume.split())


class LotQuerySet(models.QuerySet):
    def neincheiate(self):
        return self.filter(incheiat_la=None)


class Lot(models.Model):
    """A bulk issue: whom the organiser saw and confirmed, one row each. A worker goes on from where one has died."""

    serie = models.ForeignKey(Serie, on_delete=models.PROTECT, related_name="loturi", verbose_name=_("seria"))
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("pornit de")
    )
    creat_la = models.DateTimeField(_("pornit la"), default=timezone.now)
    incheiat_la = models.DateTimeField(_("încheiat la"), null=True, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = _("emitere în lot")
        verbose_name_plural = _("emiteri în lot")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["serie"], condition=Q(incheiat_la=None), name="cursuri_lot_unul_deschis")
        ]

    def __str__(self):
        return f"{self.serie} – {self.creat_la:%d.%m.%Y}"

    def get_absolute_url(self):
        return reverse("cursuri:lot", args=[self.serie_id, self.pk])


class RandLot(models.Model):
    """One learner of a bulk issue, and what came of it: a certificate, or a sentence that says why none."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="randuri", verbose_name=_("lotul"))
    cerere = models.ForeignKey(Cerere, on_delete=models.PROTECT, related_name="+", verbose_name=_("cererea"))
    certificat = models.ForeignKey(
        Certificat, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("certificatul")
    )
    refuz = models.CharField(_("de ce nu"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("rând al lotului")
        verbose_name_plural = _("rânduri ale lotului")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "cerere"], name="cursuri_rand_lot_unic"),
            models.CheckConstraint(condition=Q(certificat=None) | Q(refuz=""), name="cursuri_rand_lot_un_rezultat"),
        ]

    def __str__(self):
        return f"{self.lot_id}/{self.pk}"


def cale_scan(obiect, nume):
    return nume_intamplator("certificate-externe", nume)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["serie_act", "numar_act", "scan"])
class CertificatExtern(models.Model):
    """A certificate of the National Authority for Qualifications, issued by an authorised provider on its own form.

    The platform only records it (OG 129/2000): series, number, date, provider and its number in RNFPA. It is never
    generated, and nobody verifies it here.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cerere = models.ForeignKey(
        Cerere, on_delete=models.PROTECT, related_name="certificate_externe", verbose_name=_("cererea")
    )
    serie_act = models.CharField(_("seria"), max_length=20)
    numar_act = models.CharField(_("numărul"), max_length=30)
    data = models.DateField(_("data eliberării"))
    furnizor = models.CharField(_("furnizorul autorizat"), max_length=200)
    rnfpa = models.CharField(
        _("numărul din RNFPA"),
        max_length=60,
        help_text=_("Registrul național al furnizorilor de formare profesională."),
    )
    scan = models.FileField(_("copia scanată"), storage=stocare_privata, upload_to=cale_scan, blank=True)
    adaugat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("adăugat de")
    )
    creat_la = models.DateTimeField(_("adăugat la"), default=timezone.now)

    class Meta:
        verbose_name = _("certificat ANC")
        verbose_name_plural = _("certificate ANC")
        ordering = ["-data", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["serie_act", "numar_act"],
                name="cursuri_extern_unic",
                condition=~Q(numar_act=""),
                violation_error_message=_("Acest certificat este deja trecut."),
            )
        ]

    def __str__(self):
        return f"{self.serie_act} {self.numar_act}"


class ExportCertificate(models.Model):
    """One list of certified persons taken out as a file. Append-only."""

    format = models.CharField(_("format"), max_length=10)
    filtre = models.JSONField(_("filtre"), default=dict, blank=True)
    randuri = models.PositiveIntegerField(_("rânduri"))
    personale = models.BooleanField(_("cu date personale"))
    de = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("cine"))
    la = models.DateTimeField(_("când"), default=timezone.now)

    class Meta:
        verbose_name = _("listă de certificați descărcată")
        verbose_name_plural = _("liste de certificați descărcate")
        ordering = ["-pk"]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return f"{self._meta.verbose_name} ({self.format.upper()})"
