import pghistory
import pgtrigger
from django.conf import settings
from django.core.signing import Signer
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cursuri.models.serie import OCUPA, Serie
from cursuri.models.valori import StareCerere
from platforma.locuri.models import Loc, LocQuerySet
from platforma.locuri.triggere import nu_depaseste_capacitatea
from platforma.prezenta.coduri import LUNGIME_COD
from platforma.prezenta.triggere import cine_a_venit_isi_pastreaza_locul

SEMNATAR = Signer(salt="cursuri.cerere")
NEINCHEIATE = [
    StareCerere.CIORNA,
    StareCerere.DEPUSA,
    StareCerere.ACCEPTATA,
    StareCerere.REZERVA,
    StareCerere.CONFIRMATA,
]

FISA_DEPUSA = pgtrigger.Trigger(
    name="depusa_ramane",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=pgtrigger.Func("""
        IF OLD.depusa_la IS NOT NULL AND (TG_OP = 'DELETE' OR
           (NEW.cerere_id, NEW.evaluator_id, NEW.conflict, NEW.total, NEW.depusa_la)
           IS DISTINCT FROM (OLD.cerere_id, OLD.evaluator_id, OLD.conflict, OLD.total, OLD.depusa_la)) THEN
            RAISE EXCEPTION 'fisa depusa' USING ERRCODE = '23514', CONSTRAINT = 'fisa_depusa';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """),
)
PUNCTAJ_IN_LIMITE = pgtrigger.Trigger(
    name="in_limite",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("r", "record"), ("f", "record"), ("c", "record")],
    func=pgtrigger.Func("""
        IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
        SELECT fisa.depusa_la, cerere.serie_id INTO f FROM cursuri_fisa fisa
            JOIN cursuri_cerere cerere ON cerere.id = fisa.cerere_id WHERE fisa.id = r.fisa_id;
        IF f.depusa_la IS NOT NULL THEN
            RAISE EXCEPTION 'fisa depusa' USING ERRCODE = '23514', CONSTRAINT = 'fisa_depusa';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        SELECT maxim, serie_id INTO c FROM cursuri_criteriu WHERE id = r.criteriu_id;
        IF r.puncte > c.maxim OR c.serie_id <> f.serie_id THEN
            RAISE EXCEPTION 'punctaj in afara limitelor' USING ERRCODE = '23514', CONSTRAINT = 'punctaj_in_limite';
        END IF;
        RETURN NEW;
    """),
)


class CerereQuerySet(LocQuerySet):
    def in_coada(self):
        """The reserves, in the order that the selection gave them."""
        return self.filter(stare=StareCerere.REZERVA).order_by("loc_rezerva", "pk")

    def neincheiate(self):
        """Drafts included: neither refused nor withdrawn."""
        return self.filter(stare__in=NEINCHEIATE)

    def depuse(self):
        """Everything that was ever handed in, whatever came of it."""
        return self.filter(depusa_la__isnull=False)

    def confirmate(self):
        """Those who learn: their seat is confirmed."""
        return self.filter(stare=StareCerere.CONFIRMATA)

    def ale_persoanei(self, utilizator):
        """Those in which this person is the one who comes."""
        return self.filter(persoana=utilizator)

    def pe_seama_organizatiilor(self, utilizator):
        """Those of the organisations whose member this person is."""
        return self.filter(organizatie__membri__utilizator=utilizator)


@pghistory.track(
    pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["nume", "email", "functie", "motivatie", "cod"]
)
class Cerere(Loc):
    """An organisation asks that a named person be admitted to a series; later, that person as a learner.

    Only `cursuri.selectie` writes `stare`. A seat is held from acceptance on; `confirmare_pana_la` is when an accepted
    one is given to the next. `cod` stands in the QR of the entrance and lives as long as the seat.
    """

    OFERTA = "serie"
    OCUPA = tuple(OCUPA)
    COADA = StareCerere.REZERVA
    DUPA_PROMOVARE = StareCerere.ACCEPTATA

    serie = models.ForeignKey(Serie, on_delete=models.PROTECT, related_name="cereri", verbose_name=_("seria"))
    stare = models.CharField(_("stare"), max_length=20, choices=StareCerere, default=StareCerere.CIORNA)
    motivatie = models.TextField(_("de ce doriți să participați"), max_length=3000, blank=True)
    depusa_la = models.DateTimeField(_("depusă la"), null=True, blank=True)
    loc_rezerva = models.PositiveSmallIntegerField(_("locul pe lista de rezervă"), null=True, blank=True)
    confirmare_pana_la = models.DateTimeField(_("de confirmat până la"), null=True, blank=True)
    cod = models.CharField(_("codul de la intrare"), max_length=LUNGIME_COD, unique=True, null=True, editable=False)

    objects = CerereQuerySet.as_manager()

    class Meta(Loc.Meta):
        verbose_name = _("cerere de participare")
        verbose_name_plural = _("cereri de participare")
        ordering = ["pk"]
        constraints = [
            *Loc.Meta.constraints,
            models.CheckConstraint(condition=Q(stare__in=StareCerere.values), name="cursuri_cerere_stare"),
            models.CheckConstraint(condition=Q(organizatie__isnull=False), name="cursuri_cerere_are_organizatie"),
            models.CheckConstraint(
                condition=Q(stare__in=["respinsa", "retrasa"], incheiata_la__isnull=False)
                | ~Q(stare__in=["respinsa", "retrasa"]) & Q(incheiata_la=None),
                name="cursuri_cerere_incheiata",
            ),
            models.CheckConstraint(
                condition=~Q(stare="respinsa") | ~Q(motiv=""), name="cursuri_cerere_respinsa_cu_motiv"
            ),
            models.CheckConstraint(
                condition=Q(stare="ciorna", depusa_la=None)
                | Q(stare="retrasa")
                | Q(depusa_la__isnull=False) & ~Q(stare="ciorna"),
                name="cursuri_cerere_depusa",
            ),
            models.CheckConstraint(
                condition=Q(stare="rezerva", loc_rezerva__isnull=False) | ~Q(stare="rezerva") & Q(loc_rezerva=None),
                name="cursuri_cerere_rezerva_are_loc",
            ),
            models.CheckConstraint(
                condition=Q(stare="acceptata", confirmare_pana_la__isnull=False)
                | ~Q(stare="acceptata") & Q(confirmare_pana_la=None),
                name="cursuri_cerere_acceptata_are_termen",
            ),
            models.CheckConstraint(
                condition=Q(stare="confirmata", cod__isnull=False) | ~Q(stare="confirmata") & Q(cod=None),
                name="cursuri_cerere_cod_cat_are_loc",
            ),
            models.UniqueConstraint(
                fields=["serie", "email"],
                condition=~Q(stare__in=["respinsa", "retrasa"]),
                name="cursuri_cerere_unica",
            ),
            models.UniqueConstraint(
                fields=["serie", "loc_rezerva"], condition=Q(stare="rezerva"), name="cursuri_cerere_loc_rezerva_unic"
            ),
        ]
        indexes = [
            models.Index(fields=["serie", "loc_rezerva"], condition=Q(stare="rezerva"), name="cursuri_coada"),
            models.Index(fields=["serie", "stare"], name="cursuri_cereri_stare"),
        ]
        triggers = [
            nu_depaseste_capacitatea(oferta="cursuri_serie", cheie="serie_id", ocupa=OCUPA),
            cine_a_venit_isi_pastreaza_locul(
                prezente="cursuri_prezenta", cheie_loc="cerere_id", ocupa=[StareCerere.CONFIRMATA]
            ),
        ]

    def get_absolute_url(self):
        """The page of this application: its address is the key, so it goes to nobody but the person."""
        return reverse("cursuri:cerere", args=[SEMNATAR.sign(self.pk)])

    def get_intrare_url(self):
        """What the QR of the entrance holds."""
        return reverse("cursuri:intrare", args=[self.cod])

    def campuri_la_promovare(self):
        return {"loc_rezerva": None, "confirmare_pana_la": self.serie.termen_confirmare(timezone.now())}

    def este_a(self, utilizator):
        """Whether it is this person's own, or her organisation's."""
        return utilizator.is_authenticated and (
            self.persoana_id == utilizator.pk or utilizator.calitati.filter(organizatie_id=self.organizatie_id).exists()
        )

    @property
    def in_joc(self):
        """Handed in, and neither turned down nor withdrawn."""
        return self.stare in NEINCHEIATE and self.stare != StareCerere.CIORNA

    @property
    def pozitie(self):
        """Place on the reserve list, from 1, or None for somebody who is not on it."""
        if self.stare != StareCerere.REZERVA:
            return None
        return type(self).objects.in_coada().filter(serie=self.serie_id, loc_rezerva__lte=self.loc_rezerva).count()


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Criteriu(models.Model):
    """One line of the score sheet of a series."""

    serie = models.ForeignKey(Serie, on_delete=models.CASCADE, related_name="criterii", verbose_name=_("seria"))
    nume = models.CharField(_("criteriu"), max_length=200)
    descriere = models.CharField(_("cum se punctează"), max_length=500, blank=True)
    maxim = models.PositiveSmallIntegerField(
        _("punctaj maxim"), default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=1)

    class Meta:
        verbose_name = _("criteriu de selecție")
        verbose_name_plural = _("criterii de selecție")
        ordering = ["ordine", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(maxim__gte=1, maxim__lte=100), name="cursuri_criteriu_maxim"),
            models.UniqueConstraint(
                fields=["serie", "nume"],
                name="cursuri_criteriu_unic",
                violation_error_message=_("Seria are deja acest criteriu."),
            ),
        ]

    def __str__(self):
        return self.nume


class FisaQuerySet(models.QuerySet):
    def valabile(self):
        """Handed in, by somebody without a conflict of interest: those that a decision stands on."""
        return self.filter(depusa_la__isnull=False, conflict=False)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["motivare"])
class Fisa(models.Model):
    """What one evaluator says of one application. Handed in, it does not change any more; a trigger sees to it.

    Only its words may go, when the person they are about asks to be forgotten.

    With a conflict of interest it holds the declaration and no points; somebody else scores then.
    """

    cerere = models.ForeignKey(Cerere, on_delete=models.PROTECT, related_name="fise", verbose_name=_("cererea"))
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="fise_de_selectie",
        verbose_name=_("evaluator"),
    )  # fmt: skip
    conflict = models.BooleanField(_("conflict de interese"), default=False)
    motivare = models.TextField(_("motivare"), max_length=2000, blank=True)
    total = models.PositiveSmallIntegerField(_("total"), null=True, blank=True)
    depusa_la = models.DateTimeField(_("depusă la"), null=True, blank=True)
    creat_la = models.DateTimeField(_("începută la"), default=timezone.now)

    objects = FisaQuerySet.as_manager()

    class Meta:
        verbose_name = _("fișă de selecție")
        verbose_name_plural = _("fișe de selecție")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cerere", "evaluator"], name="cursuri_fisa_unica"),
            models.CheckConstraint(
                condition=Q(conflict=False) | Q(total=None), name="cursuri_fisa_conflict_fara_puncte"
            ),
            models.CheckConstraint(
                condition=Q(depusa_la=None) | Q(conflict=True) | Q(total__isnull=False) & ~Q(motivare=""),
                name="cursuri_fisa_depusa_intreaga",
            ),
        ]
        triggers = [FISA_DEPUSA]

    def __str__(self):
        return f"{self.evaluator} – {self.cerere}"


class Punctaj(models.Model):
    """The points of one sheet for one criterion."""

    fisa = models.ForeignKey(Fisa, on_delete=models.CASCADE, related_name="punctaje", verbose_name=_("fișa"))
    criteriu = models.ForeignKey(Criteriu, on_delete=models.PROTECT, related_name="+", verbose_name=_("criteriul"))
    puncte = models.PositiveSmallIntegerField(_("puncte"))

    class Meta:
        verbose_name = _("punctaj")
        verbose_name_plural = _("punctaje")
        ordering = ["criteriu__ordine", "pk"]
        constraints = [models.UniqueConstraint(fields=["fisa", "criteriu"], name="cursuri_punctaj_unic")]
        triggers = [PUNCTAJ_IN_LIMITE]

    def __str__(self):
        return f"{self.criteriu}: {self.puncte}"
