import pghistory
from django.core.signing import Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ateliere.models.atelier import Atelier
from ateliere.models.valori import StareInscriere, SursaInscriere
from platforma.locuri.models import Loc, LocQuerySet
from platforma.locuri.ocupare import pozitie
from platforma.locuri.triggere import nu_depaseste_capacitatea
from platforma.prezenta.coduri import LUNGIME_COD, cod_nou

SEMNATAR = Signer(salt="ateliere.inscriere")


class InscriereQuerySet(LocQuerySet):
    def ale_persoanei(self, utilizator):
        """Those in which this person is the one who comes."""
        return self.filter(persoana=utilizator)

    def pe_seama_organizatiilor(self, utilizator):
        """Those of the organisations whose member this person is."""
        return self.filter(organizatie__membri__utilizator=utilizator)

    def confirmate(self):
        return self.filter(stare=StareInscriere.CONFIRMATA)


@pghistory.track(
    pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["nume", "email", "functie", "nevoi", "cod"]
)
class Inscriere(Loc):
    """A named person's place at a workshop, or in its queue.

    `cod` stands in the QR of the entrance: opaque, gone with the place. `nevoi` may say something of a person's
    health, so it is kept only until a month after the workshop.
    """

    OFERTA = "atelier"
    OCUPA = (StareInscriere.CONFIRMATA,)
    COADA = StareInscriere.ASTEPTARE
    DUPA_PROMOVARE = StareInscriere.CONFIRMATA

    atelier = models.ForeignKey(Atelier, on_delete=models.PROTECT, related_name="inscrieri", verbose_name=_("atelier"))
    stare = models.CharField(_("stare"), max_length=20, choices=StareInscriere)
    sursa = models.CharField(_("sursa"), max_length=20, choices=SursaInscriere, default=SursaInscriere.PUBLIC)
    nevoi = models.CharField(_("de ce aveți nevoie ca să puteți participa"), max_length=300, blank=True)
    acord_nume = models.BooleanField(_("numele poate apărea pe pagina atelierului"), default=False)
    cod = models.CharField(_("codul de la intrare"), max_length=LUNGIME_COD, unique=True, null=True, editable=False)

    objects = InscriereQuerySet.as_manager()

    class Meta(Loc.Meta):
        verbose_name = _("înscriere")
        verbose_name_plural = _("înscrieri")
        ordering = ["pk"]
        constraints = [
            *Loc.Meta.constraints,
            models.CheckConstraint(condition=Q(stare__in=StareInscriere.values), name="ateliere_inscriere_stare"),
            models.CheckConstraint(
                condition=Q(stare__in=["anulata", "refuzata"], incheiata_la__isnull=False)
                | Q(stare__in=["confirmata", "asteptare"], incheiata_la=None),
                name="ateliere_inscriere_incheiata",
            ),
            models.CheckConstraint(
                condition=Q(stare="confirmata", cod__isnull=False) | ~Q(stare="confirmata") & Q(cod=None),
                name="ateliere_inscriere_cod_cat_are_loc",
            ),
            models.UniqueConstraint(
                fields=["atelier", "email"],
                condition=Q(stare__in=["confirmata", "asteptare"]),
                name="ateliere_inscriere_unica",
            ),
        ]
        indexes = [
            models.Index(fields=["atelier", "id"], condition=Q(stare="asteptare"), name="ateliere_coada"),
            models.Index(fields=["atelier", "stare"], name="ateliere_inscrieri_stare"),
        ]
        triggers = [
            nu_depaseste_capacitatea(oferta="ateliere_atelier", cheie="atelier_id", ocupa=[StareInscriere.CONFIRMATA])
        ]

    def get_absolute_url(self):
        """The page of this registration: its address is the key, so it goes to nobody but the person."""
        return reverse("ateliere:inscriere", args=[SEMNATAR.sign(self.pk)])

    def get_intrare_url(self):
        """What the QR of the entrance holds."""
        return reverse("ateliere:intrare", args=[self.cod])

    def campuri_la_promovare(self):
        return {"cod": cod_nou()}

    def este_a(self, utilizator):
        """Whether it is this person's own, or her organisation's."""
        return utilizator.is_authenticated and (
            self.persoana_id == utilizator.pk
            or (
                self.organizatie_id is not None
                and utilizator.calitati.filter(organizatie_id=self.organizatie_id).exists()
            )
        )

    @property
    def pozitie(self):
        return pozitie(self)

    @property
    def activa(self):
        return self.stare in (*self.OCUPA, self.COADA)
