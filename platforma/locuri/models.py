"""The two abstract halves of the rule: what has places, and who holds one."""

from collections import Counter

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Parte(models.TextChoices):
    """The side a place is taken for; an offering may keep places for each."""

    ONG = "ong", _("Organizații")
    AUTORITATE = "autoritate", _("Autorități publice")
    CETATEAN = "cetatean", _("Locuitori")


class CuLocuri(models.Model):
    """Something with a number of places. `LOCURI` names the relation to the rows that take them."""

    LOCURI = "inscrieri"

    capacitate = models.PositiveSmallIntegerField(_("locuri"), validators=[MinValueValidator(1)])
    capacitate_ong = models.PositiveSmallIntegerField(
        _("din care cel mult pentru organizații"), null=True, blank=True, help_text=_("Gol: fără limită pe parte.")
    )
    capacitate_autoritati = models.PositiveSmallIntegerField(
        _("din care cel mult pentru autorități"), null=True, blank=True
    )
    max_per_organizatie = models.PositiveSmallIntegerField(
        _("cel mult, de la o organizație"), default=2, validators=[MinValueValidator(1)]
    )
    inscrieri_de_la = models.DateTimeField(_("înscrieri de la"))
    inscrieri_pana_la = models.DateTimeField(_("înscrieri până la"))
    lista_asteptare = models.BooleanField(_("listă de așteptare"), default=True)
    promovare_pana_la = models.DateTimeField(
        _("promovare automată până la"),
        help_text=_("După acest moment, locurile eliberate nu se mai dau singure celor de pe lista de așteptare."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(capacitate__gte=1), name="%(app_label)s_%(class)s_capacitate"),
            models.CheckConstraint(
                condition=Q(max_per_organizatie__gte=1), name="%(app_label)s_%(class)s_max_per_organizatie"
            ),
            models.CheckConstraint(
                condition=Q(inscrieri_de_la__lt=F("inscrieri_pana_la")), name="%(app_label)s_%(class)s_fereastra"
            ),
        ]

    @property
    def locuri(self):
        return getattr(self, self.LOCURI)

    def limita_partii(self, parte):
        """How many places one side may take, or None for no limit of its own."""
        return {Parte.ONG: self.capacitate_ong, Parte.AUTORITATE: self.capacitate_autoritati}.get(parte)


class LocQuerySet(models.QuerySet):
    def ocupate(self):
        """Those that hold a place."""
        return self.filter(stare__in=self.model.OCUPA)

    def in_coada(self):
        """Those that wait, first come first."""
        return self.filter(stare=self.model.COADA).order_by("pk")

    def active(self):
        """Holding a place or waiting for one."""
        return self.filter(stare__in=[*self.model.OCUPA, self.model.COADA])

    def pe_parti(self):
        """{side: how many places it holds}."""
        return Counter(dict(self.ocupate().order_by().values_list("parte").annotate(Count("pk"))))


class Loc(models.Model):
    """One named person = one place. A finished row stays as it is; whoever comes back is a new row at the end.

    A subclass names its foreign key to the offering (`OFERTA`), says which states hold a place (`OCUPA`), which one
    waits (`COADA`) and what promotion leads to (`DUPA_PROMOVARE`), and adds `stare` and the partial unique constraint
    on (offering, e-mail).
    """

    OFERTA = ""
    OCUPA = ()
    COADA = ""
    DUPA_PROMOVARE = ""

    organizatie = models.ForeignKey(
        "organizatii.Organizatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_locuri",
        verbose_name=_("organizația"),
    )
    parte = models.CharField(_("din partea"), max_length=20, choices=Parte)
    persoana = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_locuri",
        verbose_name=_("contul persoanei"),
    )
    nume = models.CharField(_("nume și prenume"), max_length=120)
    email = models.EmailField(_("adresă de e-mail"))  # lower case
    functie = models.CharField(_("funcția"), max_length=120, blank=True)
    stare_din = models.DateTimeField(_("în această stare din"), default=timezone.now)
    incheiata_la = models.DateTimeField(_("încheiată la"), null=True, blank=True)
    motiv = models.TextField(_("motiv"), blank=True)
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("făcută de"),
    )
    creat_la = models.DateTimeField(_("făcută la"), default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(parte__in=Parte.values), name="%(app_label)s_%(class)s_parte"),
            models.CheckConstraint(
                condition=Q(parte="cetatean", organizatie=None) | ~Q(parte="cetatean") & Q(organizatie__isnull=False),
                name="%(app_label)s_%(class)s_pe_seama_cui",
            ),
        ]

    def __str__(self):
        return self.nume

    def campuri_la_promovare(self):
        """Values of further columns that come with a place, written together with the state."""
        return {}
