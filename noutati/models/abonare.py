from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.core.signing import Signer
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from noutati.models.noutate import Categorie, Noutate
from noutati.orar import ultimul_termen, urmatorul_termen
from organizatii.models import Organizatie
from platforma.mesaje.models import Mesaj
from platforma.nomenclatoare.models import Domeniu, Sector

ACORD = date(2026, 11, 24)  # the version of the sentence under the button; raised when its words change
NECONFIRMATE = timedelta(days=7)  # as the form and the privacy page say
SEMNATAR = Signer(salt="noutati.abonare")
SEMNATAR_CONFIRMARE = Signer(salt="noutati.abonare.confirmare")


class Frecventa(models.TextChoices):
    IMEDIAT = "imediat", _("Imediat, câte un mesaj când apare ceva")
    ZILNIC = "zilnic", _("Zilnic, la ora 8, un mesaj cu tot ce a apărut")
    SAPTAMANAL = "saptamanal", _("Săptămânal, lunea la ora 8")


class AbonareQuerySet(models.QuerySet):
    def confirmate(self):
        return self.exclude(confirmata_la=None)

    def valabile(self, acum=None):
        """Confirmed, or asked for less than NECONFIRMATE ago."""
        acum = acum or timezone.now()
        return self.filter(~Q(confirmata_la=None) | Q(ceruta_la__gt=acum - NECONFIRMATE))

    def ale(self, persoana):
        """What this person follows: made from her workspace, or with the address of her account."""
        return self.filter(Q(persoana=persoana) | Q(email=persoana.email.lower()))

    def scadente(self, limita):
        """Whose period may be closed at `limita`: a term has passed since the last one, or an item has appeared."""
        ultima = (
            Noutate.objects.publice()
            .filter(aparuta_la__lte=limita)
            .order_by()
            .values("stare")
            .annotate(la=models.Max("aparuta_la"))
            .values("la")
        )
        return self.confirmate().filter(
            Q(frecventa=Frecventa.ZILNIC, trimis_pana__lt=ultimul_termen(False, limita))
            | Q(frecventa=Frecventa.SAPTAMANAL, trimis_pana__lt=ultimul_termen(True, limita))
            | Q(frecventa=Frecventa.IMEDIAT, trimis_pana__lt=models.Subquery(ultima))
        )


class Abonare(models.Model):
    """An address that follows the news: one row for an address, so nothing reaches it twice.

    Whatever appeared up to `trimis_pana` has been dealt with; the next period begins there, whatever the frequency was
    or becomes. One made from the workspace belongs to an account (`persoana`) and follows its address.

    Without history on purpose: a person who stops following leaves nothing behind.
    """

    email = models.EmailField(_("adresă de e-mail"))
    persoana = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="abonare",
        verbose_name=_("contul"),
    )
    frecventa = models.CharField(_("cât de des"), max_length=20, choices=Frecventa, default=Frecventa.SAPTAMANAL)
    categorii = ArrayField(
        models.CharField(max_length=20, choices=Categorie), default=list, blank=True, verbose_name=_("categorii")
    )
    domenii = models.ManyToManyField(Domeniu, blank=True, related_name="+", verbose_name=_("domenii"))
    sectoare = models.ManyToManyField(Sector, blank=True, related_name="+", verbose_name=_("sectoare"))
    organizatii = models.ManyToManyField(Organizatie, blank=True, related_name="+", verbose_name=_("organizații"))
    buletine = models.BooleanField(_("primește și buletinul echipei"), default=False)
    # consent
    acord_versiune = models.CharField(_("versiunea textului acceptat"), max_length=20)
    acord_la = models.DateTimeField(_("text acceptat la"))
    buletine_acord_la = models.DateTimeField(_("buletinul acceptat la"), null=True, blank=True)
    ceruta_la = models.DateTimeField(_("cerută la"), default=timezone.now)
    confirmata_la = models.DateTimeField(_("confirmată la"), null=True, blank=True)
    # sending
    trimis_pana = models.DateTimeField(_("trimis până la"), null=True, blank=True)

    objects = AbonareQuerySet.as_manager()

    class Meta:
        verbose_name = _("abonare")
        verbose_name_plural = _("abonări")
        ordering = ["-ceruta_la", "-pk"]
        indexes = [models.Index(fields=["frecventa", "trimis_pana"], name="noutati_abonari_scadente")]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="noutati_abonare_o_adresa"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="noutati_abonare_litere_mici"),
            models.CheckConstraint(condition=Q(frecventa__in=Frecventa.values), name="noutati_abonare_frecventa"),
            models.CheckConstraint(
                condition=Q(confirmata_la=None, trimis_pana=None)
                | Q(confirmata_la__isnull=False, trimis_pana__isnull=False),
                name="noutati_abonare_confirmata_are_perioada",
            ),
            models.CheckConstraint(
                condition=Q(buletine=False) | Q(buletine_acord_la__isnull=False), name="noutati_abonare_acord_buletin"
            ),
        ]

    def __str__(self):
        """Without the address: the admin's log of what was deleted keeps these words."""
        return _("Abonarea nr. %(n)s") % {"n": self.pk}

    def get_absolute_url(self):
        return reverse("noutati:preferinte", args=[self.jeton])

    def get_stop_url(self):
        return reverse("noutati:stop", args=[self.jeton])

    def get_confirmare_url(self):
        return reverse("noutati:confirma", args=[SEMNATAR_CONFIRMARE.sign(self.pk)])

    @property
    def jeton(self):
        """Whoever holds it has read a mail to this address."""
        return SEMNATAR.sign(self.pk)

    def criterii(self):
        from noutati.criterii import Criterii

        return Criterii(
            self.categorii, list(self.domenii.all()), list(self.sectoare.all()), list(self.organizatii.all())
        )

    def urmatorul_mesaj(self, acum=None):
        """When the next one leaves, if anything appears until then; None for „immediately”."""
        return urmatorul(self.frecventa, acum or timezone.now())


def urmatorul(frecventa, moment):
    if frecventa == Frecventa.IMEDIAT:
        return None
    return urmatorul_termen(frecventa == Frecventa.SAPTAMANAL, moment)


class Perioada(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Rezumat(models.Model):
    """One mail to a follower and the period whose items it holds. Periods of one follower never overlap.

    A period is (from, to]: what appeared at its very end belongs to it, what appeared at its beginning does not. One in
    which nothing appeared for her has no row: it only moves `Abonare.trimis_pana`.
    """

    abonare = models.ForeignKey(Abonare, on_delete=models.CASCADE, related_name="rezumate", verbose_name=_("abonarea"))
    de_la = models.DateTimeField(_("de la"))
    pana_la = models.DateTimeField(_("până la"))
    noutati = models.ManyToManyField(Noutate, through="RezumatNoutate", related_name="+", verbose_name=_("noutăți"))
    mesaj = models.OneToOneField(
        Mesaj, on_delete=models.SET_NULL, null=True, related_name="rezumat", verbose_name=_("mesajul")
    )

    class Meta:
        verbose_name = _("rezumat")
        verbose_name_plural = _("rezumate")
        ordering = ["-pana_la", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pana_la__gt=F("de_la")), name="noutati_rezumat_perioada"),
            ExclusionConstraint(
                name="noutati_rezumate_fara_suprapunere",
                expressions=[
                    (
                        Perioada("de_la", "pana_la", RangeBoundary(inclusive_lower=False, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                    ("abonare", RangeOperators.EQUAL),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.abonare} ({self.de_la:%d.%m.%Y %H:%M} – {self.pana_la:%d.%m.%Y %H:%M})"


class RezumatNoutate(models.Model):
    """An item that was sent to a follower; the constraint lets it happen once."""

    rezumat = models.ForeignKey(Rezumat, on_delete=models.CASCADE)
    abonare = models.ForeignKey(Abonare, on_delete=models.CASCADE)
    noutate = models.ForeignKey(Noutate, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["abonare", "noutate"], name="noutati_noutate_o_data")]
