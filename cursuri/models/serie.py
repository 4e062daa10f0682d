"""What is taught (`Tema`), when and for whom (`Serie`), and each meeting of it (`Sesiune`)."""

import uuid
from datetime import datetime, time, timedelta

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cursuri.models.valori import Ce, StareCerere, StareSerie
from organizatii.models import Organizatie
from platforma.declansatoare import NUMAI_ADAUGARE
from platforma.locuri.models import CuLocuri
from platforma.locuri.triggere import nu_scade_sub_ocupate
from platforma.nomenclatoare.models import Element
from platforma.prezenta.models import CuPrezenta, Format, MotivRespingere
from platforma.templatetags.platforma import data_ora
from platforma.zile import moment_local

PUBLICE = [StareSerie.PUBLICATA, StareSerie.INCHEIATA, StareSerie.ANULATA]
OCUPA = [StareCerere.ACCEPTATA, StareCerere.CONFIRMATA]
PRAG_PREZENTA = 80  # percent of the sessions; the project's own rule, changed for each series


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Tema(Element):
    """A course; the two of the project come with the migrations. It is taught in series."""

    rezumat = models.CharField(_("pe scurt"), max_length=300, blank=True)
    ce_invatati = models.TextField(_("ce învățați"), max_length=4000, blank=True)
    pentru_cine = models.TextField(_("pentru cine este"), max_length=2000, blank=True)

    class Meta(Element.Meta):
        verbose_name = _("curs")
        verbose_name_plural = _("cursuri")

    def get_absolute_url(self):
        return reverse("cursuri:curs", args=[self.slug])


class SerieQuerySet(models.QuerySet):
    def publice(self):
        """What a citizen may open: published once, whatever came of it."""
        return self.filter(stare__in=PUBLICE)

    def deschise(self, acum=None):
        """Those that take applications now, the one that closes first in front."""
        acum = acum or timezone.now()
        return self.filter(stare=StareSerie.PUBLICATA, inscrieri_de_la__lte=acum, inscrieri_pana_la__gte=acum).order_by(
            "inscrieri_pana_la", "pk"
        )

    def organizate_de(self, utilizator):
        """Those whose room this person keeps: all for the secretariat, the public ones she teaches for a trainer."""
        if utilizator.has_perm("cursuri.organizeaza"):
            return self.all()
        ale_ei = Formator.objects.filter(cont=utilizator.pk)
        return self.filter(stare__in=[StareSerie.PUBLICATA, StareSerie.INCHEIATA], pk__in=ale_ei.values("serie_id"))

    def evaluate_de(self, utilizator):
        """Public ones whose applications this person was asked to score."""
        alese = Serie.evaluatori.through.objects.filter(utilizator_id=utilizator.pk)
        return self.publice().filter(pk__in=alese.values("serie_id"))

    def cu_ocuparea(self):
        """Each with `ocupate`, `in_rezerva` and `depuse` (all that ever came in), counted from the rows."""
        return self.annotate(
            ocupate=Count("cereri", filter=Q(cereri__stare__in=OCUPA)),
            in_rezerva=Count("cereri", filter=Q(cereri__stare=StareCerere.REZERVA)),
            depuse=Count("cereri", filter=Q(cereri__depusa_la__isnull=False)),
        )

    def pentru_lista(self):
        """With what a line of the list reads, in a fixed number of queries."""
        return self.cu_ocuparea().select_related("tema", "organizator")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Serie(CuLocuri):
    """One run of a course. Only `cursuri.stari.muta` writes `stare`.

    The window of `CuLocuri` is that of applications; a seat is taken by acceptance, never by applying. What a
    certificate asks for stands here: `prag_prezenta` (percent of the sessions), `prag_evaluare` (points of 100, empty
    when there is no assessment), `incercari` (how many times one may sit it) and `motivate` (how many absences with a
    reason are left out of the count).
    """

    LOCURI = "cereri"

    tema = models.ForeignKey(Tema, on_delete=models.PROTECT, related_name="serii", verbose_name=_("cursul"))
    numar = models.PositiveSmallIntegerField(_("a câta serie"), validators=[MinValueValidator(1)])
    organizator = models.ForeignKey(
        Organizatie, on_delete=models.PROTECT, related_name="serii_organizate", verbose_name=_("organizator")
    )
    data_inceput = models.DateField(_("prima zi"))
    data_sfarsit = models.DateField(_("ultima zi"))
    ore = models.PositiveSmallIntegerField(_("durata (ore)"), validators=[MinValueValidator(1)])
    format = models.CharField(_("format"), max_length=20, choices=Format, default=Format.FIZIC)
    detalii = models.TextField(_("ce mai trebuie știut"), max_length=4000, blank=True)
    cum_se_selecteaza = models.TextField(_("cum se face selecția"), max_length=2000, blank=True)
    # what a certificate asks for
    prag_prezenta = models.PositiveSmallIntegerField(
        _("prezență minimă (%)"), default=PRAG_PREZENTA, validators=[MaxValueValidator(100)]
    )
    motivate = models.PositiveSmallIntegerField(
        _("absențe motivate care nu se numără"),
        default=1,
        help_text=_("Peste acest număr, o absență motivată se numără ca oricare alta."),
    )
    prag_evaluare = models.PositiveSmallIntegerField(
        _("punctaj minim la evaluare (din 100)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Gol: cursul nu are evaluare."),
    )
    incercari = models.PositiveSmallIntegerField(
        _("de câte ori se poate da evaluarea"), default=2, validators=[MinValueValidator(1)]
    )
    # selection
    evaluatori = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="serii_evaluate", verbose_name=_("evaluatorii cererilor")
    )
    zile_confirmare = models.PositiveSmallIntegerField(
        _("în câte zile se confirmă locul"), default=5, validators=[MinValueValidator(1)]
    )
    # where it stands
    stare = models.CharField(_("stare"), max_length=20, choices=StareSerie, default=StareSerie.CIORNA, db_index=True)
    stare_din = models.DateTimeField(_("în această stare din"), default=timezone.now)
    motiv_anulare = models.TextField(_("motivul anulării"), blank=True)
    publicat_la = models.DateTimeField(_("publicată la"), null=True, blank=True)
    demo = models.BooleanField(_("exemplu"), default=False, editable=False)
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificată la"), default=timezone.now, editable=False)

    objects = SerieQuerySet.as_manager()

    class Meta(CuLocuri.Meta):
        verbose_name = _("serie")
        verbose_name_plural = _("serii")
        ordering = ["-data_inceput", "-pk"]
        permissions = [
            ("organizeaza", _("Poate organiza orice serie de curs")),
            ("certifica", _("Poate emite, înlocui și revoca certificate")),
            ("exporta", _("Poate exporta participanții la cursuri, cu date personale")),
        ]
        constraints = [
            *CuLocuri.Meta.constraints,
            models.CheckConstraint(condition=Q(stare__in=StareSerie.values), name="cursuri_serie_stare"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="cursuri_serie_format"),
            models.CheckConstraint(
                condition=Q(data_inceput__lte=F("data_sfarsit")),
                name="cursuri_serie_zile",
                violation_error_message=_("Ultima zi nu poate fi înaintea primei zile."),
            ),
            models.CheckConstraint(condition=Q(numar__gte=1, ore__gte=1), name="cursuri_serie_numar_ore"),
            models.CheckConstraint(condition=Q(prag_prezenta__lte=100), name="cursuri_serie_prag_prezenta"),
            models.CheckConstraint(
                condition=Q(prag_evaluare=None) | Q(prag_evaluare__gte=1, prag_evaluare__lte=100),
                name="cursuri_serie_prag_evaluare",
            ),
            models.CheckConstraint(
                condition=Q(incercari__gte=1, zile_confirmare__gte=1), name="cursuri_serie_incercari"
            ),
            models.CheckConstraint(
                condition=~Q(stare="anulata") | ~Q(motiv_anulare=""), name="cursuri_serie_anulata_cu_motiv"
            ),
            models.CheckConstraint(
                condition=Q(stare="ciorna") | Q(publicat_la__isnull=False), name="cursuri_serie_publicata_are_data"
            ),
            models.UniqueConstraint(
                fields=["tema", "numar"],
                name="cursuri_serie_unica",
                violation_error_message=_("Acest curs are deja o serie cu acest număr."),
            ),
        ]
        triggers = [nu_scade_sub_ocupate(locuri="cursuri_cerere", cheie="serie_id", ocupa=OCUPA)]

    def __str__(self):
        return f"{self.tema} – {self.nume_scurt}"

    @property
    def nume_scurt(self):
        return _("seria %(n)s") % {"n": self.numar}

    def get_absolute_url(self):
        return reverse("cursuri:serie", args=[self.tema.slug, self.numar])

    def get_spatiu_url(self):
        """Where its organisers work."""
        return reverse("cursuri:organizare", args=[self.pk])

    def clean(self):
        erori = {}
        if self.data_inceput and self.data_sfarsit and self.data_sfarsit < self.data_inceput:
            erori["data_sfarsit"] = _("Ultima zi nu poate fi înaintea primei zile.")
        if self.inscrieri_de_la and self.inscrieri_pana_la and self.inscrieri_pana_la <= self.inscrieri_de_la:
            erori["inscrieri_pana_la"] = _("Închiderea depunerii trebuie să fie după deschiderea ei.")
        if self.data_sfarsit and self.inscrieri_pana_la:
            if timezone.localdate(self.inscrieri_pana_la) > self.data_sfarsit:
                erori["inscrieri_pana_la"] = _("Depunerea cererilor se închide cel târziu în ultima zi a cursului.")
        if self.data_sfarsit and self.promovare_pana_la:
            if timezone.localdate(self.promovare_pana_la) > self.data_sfarsit:
                erori["promovare_pana_la"] = _("Locurile se mai dau cel târziu până în ultima zi a cursului.")
        for camp in ("capacitate_ong", "capacitate_autoritati"):
            if self.capacitate and (getattr(self, camp) or 0) > self.capacitate:
                erori[camp] = _("Limita unei părți nu poate depăși numărul de locuri.")
        if erori:
            raise ValidationError(erori)

    # --- what it is now -------------------------------------------------------------------------------------------
    @property
    def a_inceput(self):
        return self.data_inceput <= timezone.localdate()

    @property
    def locuri_libere(self):
        """Seats nobody holds, whatever the side; for a row that comes from `cu_ocuparea`."""
        return max(0, self.capacitate - self.ocupate)

    def de_ce_nu_se_depune(self, acum=None):
        """A sentence that says why nobody can apply now, or nothing when one can."""
        acum = acum or timezone.now()
        if self.stare == StareSerie.ANULATA:
            return _("Seria a fost anulată.")
        if self.stare == StareSerie.INCHEIATA:
            return _("Seria s-a încheiat.")
        if self.stare != StareSerie.PUBLICATA:
            return _("Seria nu este publicată.")
        if acum < self.inscrieri_de_la:
            return _("Cererile se pot depune de la %(cand)s.") % {"cand": data_ora(self.inscrieri_de_la)}
        return _("Termenul de depunere a cererilor a trecut.") if acum > self.inscrieri_pana_la else ""

    def termen_confirmare(self, acum):
        """Until when somebody admitted now confirms her seat: the end of that day, by Bucharest's clock."""
        zi = timezone.localdate(acum) + timedelta(days=self.zile_confirmare)
        return moment_local(datetime.combine(zi, time(23, 59, 59)))

    def poate_organiza(self, utilizator):
        """Whether this person keeps its room; `organizate_de` for one row already fetched."""
        return type(self).objects.organizate_de(utilizator).filter(pk=self.pk).exists()


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["nume", "prezentare"])
class Formator(models.Model):
    """Who teaches a series. With an account, she keeps its room: attendance, results, materials."""

    serie = models.ForeignKey(Serie, on_delete=models.CASCADE, related_name="formatori", verbose_name=_("seria"))
    nume = models.CharField(_("nume și prenume"), max_length=120)
    prezentare = models.CharField(_("prezentare"), max_length=300, blank=True)
    cont = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="predari",
        verbose_name=_("contul pe platformă"),
    )  # fmt: skip
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=1)

    class Meta:
        verbose_name = _("formator")
        verbose_name_plural = _("formatori")
        ordering = ["ordine", "pk"]

    def __str__(self):
        return self.nume


class SesiuneQuerySet(models.QuerySet):
    def tinute(self):
        """Those that count: not cancelled."""
        return self.filter(anulata=False)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Sesiune(CuPrezenta):
    """One meeting of a series. The online address is shown to those who hold a seat, to nobody else.

    `ics_uid` is written once and `ics_modificat_la` only when time, place or `anulata` change.
    """

    serie = models.ForeignKey(Serie, on_delete=models.PROTECT, related_name="sesiuni", verbose_name=_("seria"))
    titlu = models.CharField(_("tema sesiunii"), max_length=200)
    descriere = models.TextField(_("ce se lucrează"), max_length=2000, blank=True)
    incepe_la = models.DateTimeField(_("începe la"))
    se_incheie_la = models.DateTimeField(_("se încheie la"))
    loc_nume = models.CharField(_("locul"), max_length=200, blank=True)
    loc_adresa = models.CharField(_("adresa locului"), max_length=300, blank=True)
    link_online = models.URLField(_("adresa întâlnirii online"), max_length=500, blank=True)
    anulata = models.BooleanField(_("nu se ține"), default=False)
    ics_uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ics_modificat_la = models.DateTimeField(default=timezone.now, editable=False)
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificată la"), default=timezone.now, editable=False)

    # a change of these, once published, is told to everybody with a seat and to their calendars
    CAMPURI_CALENDAR = frozenset("incepe_la se_incheie_la loc_nume loc_adresa link_online anulata".split())

    objects = SesiuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesiune")
        verbose_name_plural = _("sesiuni")
        ordering = ["incepe_la", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(incepe_la__lt=F("se_incheie_la")),
                name="cursuri_sesiune_program",
                violation_error_message=_("Sfârșitul trebuie să fie după început."),
            ),
            models.CheckConstraint(
                condition=~Q(loc_nume="") | ~Q(link_online=""),
                name="cursuri_sesiune_are_loc",
                violation_error_message=_("Scrieți locul sau adresa întâlnirii online."),
            ),
        ]
        indexes = [models.Index(fields=["serie", "incepe_la"], name="cursuri_sesiuni")]

    def __str__(self):
        return self.titlu

    @property
    def s_a_incheiat(self):
        return self.se_incheie_la <= timezone.now()

    def de_ce_nu_se_bifeaza(self, acum):
        if self.anulata or self.serie.stare != StareSerie.PUBLICATA:
            return MotivRespingere.NU_SE_TINE
        return super().de_ce_nu_se_bifeaza(acum)


class Fapta(models.Model):
    """The journal of a series: what happened, who did it, why. A trigger guards every row.

    It holds no name of a participant, only the key of the application, so erasure need not rewrite it.
    """

    serie = models.ForeignKey(Serie, on_delete=models.PROTECT, related_name="fapte", verbose_name=_("seria"))
    cerere = models.ForeignKey(
        "cursuri.Cerere", on_delete=models.PROTECT, null=True, blank=True, related_name="fapte",
        verbose_name=_("cererea"),
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
        indexes = [models.Index(fields=["serie", "-la"], name="cursuri_jurnal")]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return self.get_ce_display()
