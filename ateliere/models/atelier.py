import uuid
from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ateliere.models.tema import Serie, Tema
from ateliere.models.valori import Ce, StareAtelier, StareInscriere
from organizatii.cautare import interogare
from organizatii.models import Membru, Organizatie
from organizatii.models.expresii import FaraSemne
from platforma.declansatoare import NUMAI_ADAUGARE
from platforma.locuri.models import CuLocuri
from platforma.locuri.triggere import nu_scade_sub_ocupate
from platforma.nomenclatoare.models import Sector
from platforma.prezenta.models import CuPrezenta, Format, MotivRespingere
from platforma.templatetags.platforma import data_ora
from platforma.text import normalizeaza

PROMOVARE_INAINTE = timedelta(hours=24)  # by default the waiting list stops by itself a day before
PASTRARE_ANULATE = timedelta(days=30)  # in feeds, from the cancellation on
PASTRARE_TRECUTE = timedelta(days=365)  # in feeds
PUBLICE = [
    StareAtelier.PUBLICAT,
    StareAtelier.INCHIS,
    StareAtelier.DESFASURAT,
    StareAtelier.INCHEIAT,
    StareAtelier.ANULAT,
]
IN_PROGRAM = [StareAtelier.PUBLICAT, StareAtelier.INCHIS]
AVUTE_LOC = [StareAtelier.DESFASURAT, StareAtelier.INCHEIAT]


class AtelierQuerySet(models.QuerySet):
    def publice(self):
        """What a citizen may open: published once, whatever came of it; a cancelled one says that it is."""
        return self.filter(stare__in=PUBLICE)

    def viitoare(self, acum=None):
        """On the programme and not over yet, the nearest first."""
        return self.filter(stare__in=IN_PROGRAM, se_incheie_la__gt=acum or timezone.now()).order_by("incepe_la", "pk")

    def trecute(self, acum=None):
        """Over, the latest first; what was cancelled did not take place."""
        acum = acum or timezone.now()
        return self.filter(Q(stare__in=AVUTE_LOC) | Q(stare__in=IN_PROGRAM, se_incheie_la__lte=acum)).order_by(
            "-incepe_la", "-pk"
        )

    def pentru_calendar(self, acum=None):
        """What a feed holds: all that is ahead, and a year back. A cancelled one stays a while, to be struck out."""
        acum = acum or timezone.now()
        anulate_demult = Q(stare=StareAtelier.ANULAT, stare_din__lt=acum - PASTRARE_ANULATE)
        recente = self.publice().filter(se_incheie_la__gt=acum - PASTRARE_TRECUTE)
        return recente.exclude(anulate_demult).order_by("incepe_la", "pk")

    def organizate_de(self, utilizator):
        """Those whose room this person keeps: all for the secretariat, else those of her authority or organisation.

        A draft is staff's alone.
        """
        if utilizator.has_perm("ateliere.organizeaza"):
            return self.all()
        ale_mele = Membru.objects.filter(utilizator=utilizator.pk).values("organizatie_id")
        organizatori = Atelier.organizatori.through.objects.filter(organizatie_id__in=ale_mele)
        return self.publice().filter(Q(gazda__in=ale_mele) | Q(pk__in=organizatori.values("atelier_id")))

    def cu_ocuparea(self):
        """Each with `confirmate` and `in_asteptare`, counted from the rows."""
        return self.annotate(
            confirmate=Count("inscrieri", filter=Q(inscrieri__stare=StareInscriere.CONFIRMATA)),
            in_asteptare=Count("inscrieri", filter=Q(inscrieri__stare=StareInscriere.ASTEPTARE)),
        )

    def pentru_lista(self):
        """With what a line of the list reads, in a fixed number of queries."""
        return self.cu_ocuparea().select_related("tema", "gazda", "serie", "sector")

    def cauta(self, text):
        """Those that hold every word of the text in title, summary or description."""
        intrebare = interogare(normalizeaza(text))
        return self.none() if intrebare is None else self.filter(cautare=intrebare)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["cautare"])
class Atelier(CuLocuri, CuPrezenta):
    """A workshop, from the invitation to what came of it. Only `ateliere.stari.muta` writes `stare`.

    `ics_uid` is written once and `ics_modificat_la` only when time, place or state change: calendars are told by them.
    The online address is shown to those who hold a place, to nobody else.
    """

    titlu = models.CharField(_("titlu"), max_length=200)
    slug = models.SlugField(_("adresa paginii"), max_length=120, unique=True)
    tema = models.ForeignKey(Tema, on_delete=models.PROTECT, related_name="ateliere", verbose_name=_("tema"))
    serie = models.ForeignKey(
        Serie, on_delete=models.PROTECT, null=True, blank=True, related_name="ateliere", verbose_name=_("seria")
    )
    nr_in_serie = models.PositiveSmallIntegerField(_("al câtelea din serie"), null=True, blank=True)
    rezumat = models.CharField(_("pe scurt"), max_length=300)
    descriere = models.TextField(_("descriere"), max_length=8000, blank=True)
    gazda = models.ForeignKey(
        Organizatie, on_delete=models.PROTECT, related_name="ateliere_gazduite", verbose_name=_("autoritatea gazdă")
    )
    organizatori = models.ManyToManyField(
        Organizatie, blank=True, related_name="ateliere_organizate", verbose_name=_("organizatori")
    )
    invitate = models.ManyToManyField(
        Organizatie, blank=True, related_name="ateliere_la_care_este_invitata", verbose_name=_("organizații invitate")
    )
    numai_invitate = models.BooleanField(_("numai organizațiile invitate se pot înscrie"), default=False)
    cetateni = models.BooleanField(_("se pot înscrie și locuitori, în nume propriu"), default=False)
    # when and where
    incepe_la = models.DateTimeField(_("începe la"))
    se_incheie_la = models.DateTimeField(_("se încheie la"))
    format = models.CharField(_("format"), max_length=20, choices=Format, default=Format.FIZIC)
    loc_nume = models.CharField(_("locul"), max_length=200, blank=True)
    loc_adresa = models.CharField(_("adresa locului"), max_length=300, blank=True)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sectorul")
    )
    rampa = models.BooleanField(_("acces cu rampă sau lift"), default=False)
    limbaj_semne = models.BooleanField(_("interpret în limba semnelor române"), default=False)
    subtitrare = models.BooleanField(_("subtitrare în direct"), default=False)
    acces = models.TextField(_("cum se ajunge, ce mai trebuie știut"), max_length=1000, blank=True)
    link_online = models.URLField(_("adresa întâlnirii online"), max_length=500, blank=True)
    # where it stands
    stare = models.CharField(
        _("stare"), max_length=20, choices=StareAtelier, default=StareAtelier.CIORNA, db_index=True
    )
    stare_din = models.DateTimeField(_("în această stare din"), default=timezone.now)
    motiv_anulare = models.TextField(_("motivul anulării"), blank=True)
    publicat_la = models.DateTimeField(_("publicat la"), null=True, blank=True)
    ics_uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ics_modificat_la = models.DateTimeField(default=timezone.now, editable=False)
    demo = models.BooleanField(_("exemplu"), default=False, editable=False)
    creat_la = models.DateTimeField(_("creat la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificat la"), default=timezone.now, editable=False)
    cautare = models.GeneratedField(
        expression=SearchVector(FaraSemne("titlu"), weight="A", config="ro")
        + SearchVector(FaraSemne("titlu"), weight="A", config="romanian")
        + SearchVector(FaraSemne("rezumat"), FaraSemne("descriere"), weight="B", config="ro")
        + SearchVector(FaraSemne("rezumat"), FaraSemne("descriere"), weight="B", config="romanian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # a change of these, once published, is told to everybody registered and to their calendars
    CAMPURI_CALENDAR = frozenset("incepe_la se_incheie_la format loc_nume loc_adresa link_online".split())

    objects = AtelierQuerySet.as_manager()

    class Meta(CuLocuri.Meta):
        verbose_name = _("atelier")
        verbose_name_plural = _("ateliere")
        ordering = ["-incepe_la", "-pk"]
        permissions = [
            ("organizeaza", _("Poate organiza orice atelier")),
            ("exporta", _("Poate exporta participanții și prezența, cu date personale")),
        ]
        constraints = [
            *CuLocuri.Meta.constraints,
            models.CheckConstraint(condition=Q(stare__in=StareAtelier.values), name="ateliere_atelier_stare"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="ateliere_atelier_format"),
            models.CheckConstraint(condition=Q(incepe_la__lt=F("se_incheie_la")), name="ateliere_atelier_program"),
            models.CheckConstraint(
                condition=Q(inscrieri_pana_la__lte=F("incepe_la")), name="ateliere_atelier_inscrieri_inainte"
            ),
            models.CheckConstraint(
                condition=Q(promovare_pana_la__lte=F("incepe_la")), name="ateliere_atelier_promovare_inainte"
            ),
            models.CheckConstraint(
                condition=~Q(stare="anulat") | ~Q(motiv_anulare=""), name="ateliere_atelier_anulat_cu_motiv"
            ),
            models.CheckConstraint(
                condition=Q(stare="ciorna") | Q(publicat_la__isnull=False),
                name="ateliere_atelier_publicat_are_data",
            ),
            models.CheckConstraint(
                condition=Q(serie=None, nr_in_serie=None) | Q(serie__isnull=False, nr_in_serie__gte=1),
                name="ateliere_atelier_serie_cu_numar",
            ),
            models.UniqueConstraint(
                fields=["serie", "nr_in_serie"],
                condition=~Q(stare="anulat"),
                name="ateliere_atelier_numar_unic",
                violation_error_message=_("Există deja un atelier cu acest număr în serie."),
            ),
        ]
        indexes = [
            models.Index(fields=["incepe_la"], name="ateliere_atelier_cand"),
            GinIndex(fields=["cautare"], name="ateliere_atelier_cautare"),
        ]
        triggers = [
            nu_scade_sub_ocupate(locuri="ateliere_inscriere", cheie="atelier_id", ocupa=[StareInscriere.CONFIRMATA])
        ]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("ateliere:atelier", args=[self.slug])

    def get_spatiu_url(self):
        """Where its organisers work."""
        return reverse("ateliere:organizare", args=[self.pk])

    def clean(self):
        erori = {}
        if self.incepe_la and self.se_incheie_la and self.se_incheie_la <= self.incepe_la:
            erori["se_incheie_la"] = _("Sfârșitul trebuie să fie după început.")
        if self.incepe_la and self.inscrieri_pana_la and self.inscrieri_pana_la > self.incepe_la:
            erori["inscrieri_pana_la"] = _("Înscrierile se închid cel târziu la începutul atelierului.")
        if self.inscrieri_de_la and self.inscrieri_pana_la and self.inscrieri_pana_la <= self.inscrieri_de_la:
            erori.setdefault("inscrieri_pana_la", _("Închiderea înscrierilor trebuie să fie după deschiderea lor."))
        if self.incepe_la and self.promovare_pana_la and self.promovare_pana_la > self.incepe_la:
            erori["promovare_pana_la"] = _("Promovarea de pe lista de așteptare se oprește cel târziu la început.")
        if self.serie_id and not self.nr_in_serie:
            erori["nr_in_serie"] = _("Scrieți al câtelea atelier din serie este.")
        elif self.nr_in_serie and not self.serie_id:
            erori["serie"] = _("Alegeți seria din care face parte.")
        elif self.serie_id and self.nr_in_serie > self.serie.total:
            erori["nr_in_serie"] = _("Seria are numai %(n)s ateliere.") % {"n": self.serie.total}
        for camp in ("capacitate_ong", "capacitate_autoritati"):
            if self.capacitate and (getattr(self, camp) or 0) > self.capacitate:
                erori[camp] = _("Limita unei părți nu poate depăși numărul de locuri.")
        if self.format != Format.ONLINE and not self.loc_nume:
            erori["loc_nume"] = _("Scrieți unde are loc.")
        if self.format != Format.FIZIC and not self.link_online:
            erori["link_online"] = _("Scrieți adresa întâlnirii online; o văd numai cei cu loc confirmat.")
        if erori:
            raise ValidationError(erori)

    # --- what it is now -------------------------------------------------------------------------------------------
    @property
    def a_inceput(self):
        return self.incepe_la <= timezone.now()

    @property
    def s_a_incheiat(self):
        return self.se_incheie_la <= timezone.now()

    @property
    def locuri_libere(self):
        """Places nobody holds, whatever the side; for a row that comes from `cu_ocuparea`."""
        return max(0, self.capacitate - self.confirmate)

    @property
    def activi(self):
        return self.confirmate + self.in_asteptare

    @property
    def luna_locala(self):
        return timezone.localdate(self.incepe_la).replace(day=1)

    @property
    def la_distanta(self):
        return self.format != Format.FIZIC

    @property
    def numar(self):
        """„Atelierul 7 din 16”, or nothing outside a series."""
        if not self.serie_id:
            return ""
        return _("Atelierul %(nr)s din %(total)s") % {"nr": self.nr_in_serie, "total": self.serie.total}

    @property
    def facilitati(self):
        """Labels of the accessibility services that are there."""
        return [
            self._meta.get_field(c).verbose_name for c in ("rampa", "limbaj_semne", "subtitrare") if getattr(self, c)
        ]

    def de_ce_nu_se_inscrie(self, acum=None):
        """A sentence that says why nobody can register now, or nothing when one can."""
        acum = acum or timezone.now()
        if self.stare == StareAtelier.ANULAT:
            return _("Atelierul a fost anulat.")
        if self.stare in AVUTE_LOC or self.incepe_la <= acum:
            return _("Atelierul a avut loc.") if self.se_incheie_la <= acum else _("Atelierul a început.")
        if self.stare != StareAtelier.PUBLICAT:
            return _("Înscrierile s-au închis.")
        if acum < self.inscrieri_de_la:
            return _("Înscrierile se deschid pe %(cand)s.") % {"cand": data_ora(self.inscrieri_de_la)}
        return _("Înscrierile s-au închis.") if acum > self.inscrieri_pana_la else ""

    def de_ce_nu_se_bifeaza(self, acum):
        if self.stare not in (*IN_PROGRAM, *AVUTE_LOC):
            return MotivRespingere.NU_SE_TINE
        return super().de_ce_nu_se_bifeaza(acum)

    def poate_organiza(self, utilizator):
        """Whether this person keeps its room; `organizate_de` for one row already fetched."""
        return type(self).objects.organizate_de(utilizator).filter(pk=self.pk).exists()


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class PunctAgenda(models.Model):
    """One item of the programme, by its local hour."""

    atelier = models.ForeignKey(Atelier, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("atelier"))
    ora = models.TimeField(_("ora"))
    minute = models.PositiveSmallIntegerField(_("durata (minute)"), null=True, blank=True)
    titlu = models.CharField(_("titlu"), max_length=200)
    vorbitori = models.CharField(
        _("vorbitori"),
        max_length=300,
        blank=True,
        help_text=_("Nume, funcție, organizație; separate prin punct și virgulă."),
    )

    class Meta:
        verbose_name = _("punct în program")
        verbose_name_plural = _("programul")
        ordering = ["ora", "pk"]

    def __str__(self):
        return f"{self.ora:%H:%M} {self.titlu}"


class Fapta(models.Model):
    """The journal of a workshop since its publication: what happened, who did it, why. A trigger guards every row.

    It holds no name of a participant, only the key of the registration, so erasure need not rewrite it.
    """

    atelier = models.ForeignKey(Atelier, on_delete=models.PROTECT, related_name="fapte", verbose_name=_("atelier"))
    inscriere = models.ForeignKey(
        "ateliere.Inscriere", on_delete=models.PROTECT, null=True, blank=True, related_name="fapte",
        verbose_name=_("înscriere"),
    )  # fmt: skip
    ce = models.CharField(_("ce"), max_length=30, choices=Ce)
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cine"),
    )  # fmt: skip
    la = models.DateTimeField(_("când"), default=timezone.now)
    motiv = models.TextField(_("motiv"), blank=True)
    detalii = models.JSONField(_("detalii"), default=dict, blank=True)

    class Meta:
        verbose_name = _("faptă")
        verbose_name_plural = _("jurnal")
        ordering = ["-la", "-pk"]
        indexes = [models.Index(fields=["atelier", "-la"], name="ateliere_jurnal")]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return self.get_ce_display()
