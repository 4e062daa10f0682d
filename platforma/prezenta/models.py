"""The three abstract parts of the rule: the meeting, one person's row, a scan that was turned away."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.declansatoare import NUMAI_ADAUGARE

DESCHIDERE = timedelta(hours=1)  # attendance opens this long before the beginning


class StarePrezenta(models.TextChoices):
    PREZENT = "prezent", _("A venit")
    ABSENT = "absent", _("Nu a venit")
    MOTIVAT = "motivat", _("Absență motivată")


class SursaPrezenta(models.TextChoices):
    QR = "qr", _("Cod scanat la intrare")
    MANUAL = "manual", _("Bifă în listă")
    HARTIE = "hartie", _("Lista de semnături")
    IMPORT = "import", _("Din fișier")
    INCHIDERE = "inchidere", _("La închiderea prezenței")


class MotivRespingere(models.TextChoices):
    COD_NEVALABIL = "cod_nevalabil", _("Cod necunoscut sau al unei înscrieri anulate")
    ALT_EVENIMENT = "alt_eveniment", _("Cod pentru alt eveniment")
    FARA_LOC = "fara_loc", _("Persoana nu are loc confirmat")
    PREA_DEVREME = "prea_devreme", _("Prezența nu s-a deschis încă")
    INCHISA = "inchisa", _("Prezența este închisă")
    NU_SE_TINE = "nu_se_tine", _("Evenimentul nu se ține")


class Format(models.TextChoices):
    """How people meet."""

    FIZIC = "fizic", _("Cu prezență fizică")
    ONLINE = "online", _("Online")
    MIXT = "mixt", _("Cu prezență fizică și online")


class CuPrezenta(models.Model):
    """Something that begins at an hour (`incepe_la`) and at which attendance is taken."""

    prezenta_inchisa_la = models.DateTimeField(_("prezența închisă la"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def prezenta_de_la(self):
        return self.incepe_la - DESCHIDERE

    def de_ce_nu_se_bifeaza(self, acum):
        """The MotivRespingere for which nobody can be marked now, or None."""
        if self.prezenta_inchisa_la is not None:
            return MotivRespingere.INCHISA
        return MotivRespingere.PREA_DEVREME if acum < self.prezenta_de_la else None


class PrezentaQuerySet(models.QuerySet):
    def prezenti(self):
        return self.filter(stare=StarePrezenta.PREZENT)


class Prezenta(models.Model):
    """One person at one meeting: at most one row, changed in place, its history on triggers.

    A subclass says how it hangs on its meeting: `LOC` is its foreign key to the place of the person, `locuri` the
    places of a meeting, `ale` the rows of a meeting, `cheie` what makes a row unique; `RESPINSE` is the table of its
    refused scans. No row means: not marked yet.
    """

    LOC = "inscriere"
    RESPINSE = None

    stare = models.CharField(_("stare"), max_length=20, choices=StarePrezenta)
    sursa = models.CharField(_("sursa"), max_length=20, choices=SursaPrezenta)
    marcat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("marcată de")
    )
    marcat_la = models.DateTimeField(_("marcată la"), default=timezone.now)
    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = PrezentaQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=StarePrezenta.values), name="%(app_label)s_%(class)s_stare"),
            models.CheckConstraint(condition=Q(sursa__in=SursaPrezenta.values), name="%(app_label)s_%(class)s_sursa"),
        ]

    def __str__(self):
        return self.get_stare_display()

    @classmethod
    def locuri(cls, intalnire):
        raise NotImplementedError

    @classmethod
    def asteptati(cls, intalnire):
        """Of the places of a meeting, those whose holders may come."""
        return cls.locuri(intalnire).ocupate()

    @classmethod
    def are_loc(cls, loc):
        """The same of one place already read."""
        return loc.stare in loc.OCUPA

    @classmethod
    def ale(cls, intalnire):
        raise NotImplementedError

    @classmethod
    def cheie(cls, intalnire, loc):
        return {cls.LOC: loc}


class ScanareRespinsa(models.Model):
    """A code, or a tick, that was turned away, and why. A trigger refuses to change or delete a row.

    What stood in an unknown code is not kept. A subclass adds foreign keys, both empty when not known: the place
    (named as in the rows of attendance) and the meeting.
    """

    motiv = models.CharField(_("motiv"), max_length=20, choices=MotivRespingere)
    sursa = models.CharField(_("sursa"), max_length=20, choices=SursaPrezenta)
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("scanată de")
    )
    la = models.DateTimeField(_("când"), default=timezone.now)
    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-la", "-pk"]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return self.get_motiv_display()
