from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii import models as organizatii
from organizatii.models import FaraSemne, Membru, Organizatie
from platforma.conturi.models import Utilizator
from platforma.moderare.models import Moderat, TipDosar
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import Domeniu, GrupTinta, Sector

VALABILITATE = timedelta(days=90)
SE_APROPIE = timedelta(days=7)  # from when the end is near: a reminder goes, and it may be renewed
SEMNATAR_REINNOIRE = Signer(salt="parteneriate.reinnoire")
REZERVATE = ("reinnoire", "potriviri", "cum-potrivim")  # first parts of addresses under /anunturi/ that are no notice's


class Fel(models.TextChoices):
    NEVOIE = "nevoie", _("Nevoie")
    OFERTA = "oferta", _("Ofertă")

    @property
    def opus(self):
        return Fel.OFERTA if self == Fel.NEVOIE else Fel.NEVOIE


class Resursa(models.TextChoices):
    EXPERTIZA = "expertiza", _("Expertiză")
    SPATIU = "spatiu", _("Spațiu")
    PERSONAL = "personal", _("Personal")
    FONDURI = "fonduri", _("Fonduri")
    ACCES = "acces", _("Acces la beneficiari")
    VOLUNTARI = "voluntari", _("Voluntari")


class Vizibilitate(models.TextChoices):
    TOTI = "toti", _("Toată lumea")
    MEMBRI = "membri", _("Numai membrii organizațiilor de pe platformă")


class Rezultat(models.TextChoices):
    """What came of a notice that its author closed."""

    REZOLVAT = "rezolvat", _("Rezolvat")
    RENUNTAT = "renuntat", _("Nu mai este de actualitate")


class AnuntQuerySet(models.QuerySet):
    def publicate(self):
        """Approved, and whoever speaks is public too; it may have ended."""
        return self.filter(stare=Stare.PUBLICAT, organizatie__stare=Stare.PUBLICAT)

    def deschise(self, acum=None):
        """Those one may answer: published, not closed, and the last day of theirs has not passed in Bucharest."""
        return self.publicate().filter(inchis_la=None, valabil_pana__gte=timezone.localdate(acum))

    def vizibile_pentru(self, persoana):
        """Without those kept among members, unless the person is of a published organisation."""
        if not persoana.is_authenticated:
            return self.filter(vizibilitate=Vizibilitate.TOTI)
        calitati = Membru.objects.filter(utilizator=persoana.pk, organizatie__stare=Stare.PUBLICAT)
        return self.filter(Q(vizibilitate=Vizibilitate.TOTI) | Exists(calitati))

    def publice(self, acum=None):
        """Open, and for everybody's eyes: what feeds, maps for search engines and other pages show."""
        return self.deschise(acum).filter(vizibilitate=Vizibilitate.TOTI)

    def expirate(self, acum=None):
        return self.filter(stare=Stare.PUBLICAT, inchis_la=None, valabil_pana__lt=timezone.localdate(acum))

    def din_sectorul(self, *numere):
        """For any of these sectors; one without sectors is for the whole city, so it is for each."""
        ale_lor = Anunt.sectoare.through.objects.filter(anunt=models.OuterRef("pk"))
        return self.filter(Exists(ale_lor.filter(sector__in=numere)) | ~Exists(ale_lor))

    def editabile_de(self, utilizator):
        """Those of the organisations whose member this person is."""
        membri = Membru.objects.filter(utilizator=utilizator)
        return self.filter(organizatie__in=membri.values("organizatie_id"))

    def cele_mai_noi(self):
        return self.order_by("-publicat_la", "-pk")

    def cauta(self, text):
        """Those that hold every word of the text, the best first."""
        from parteneriate.cautare import cauta

        return cauta(self, text)

    def pentru_lista(self):
        """With what a row of a list reads, in a constant number of queries; the stored vector stays behind."""
        return self.select_related("organizatie").prefetch_related("domenii", "sectoare").defer("cautare")


# Each event keeps the row as it was before the change: with the live row, that is every version there has been.
@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["cautare"])
class Anunt(Moderat):
    """What an organisation or an authority needs or offers.

    `valabil_pana` is a day: a notice is open through 23:59 of it on the clocks of Bucharest, whatever they did that
    day, and `deschise()` asks the clock, so that nothing waits for the scheduler. It is set at the first approval and
    moved by `anunturi.reinnoieste` only. `slug` is fixed at the first publication, because addresses get printed.
    """

    TIP_DOSAR = TipDosar.ANUNT
    CAMPURI_MODERATE = frozenset({"fel", "titlu", "text"})
    SABLON_DECIZIE = "parteneriate/email/decizie_anunt"

    fel = models.CharField(_("ce este"), max_length=10, choices=Fel)
    titlu = models.CharField(_("titlu"), max_length=160)
    slug = models.SlugField(_("adresa anunțului"), max_length=120, unique=True)
    text = models.TextField(_("text"), max_length=6000, blank=True)
    resurse = ArrayField(
        models.CharField(max_length=12, choices=Resursa), default=list, blank=True, verbose_name=_("despre ce resurse")
    )
    organizatie = models.ForeignKey(
        Organizatie,
        on_delete=models.CASCADE,  # only a draft that was never sent is ever deleted, and it has no notices
        related_name="anunturi",
        verbose_name=_("organizația"),
    )
    domenii = models.ManyToManyField(Domeniu, blank=True, related_name="+", verbose_name=_("domenii"))
    grupuri = models.ManyToManyField(GrupTinta, blank=True, related_name="+", verbose_name=_("grupuri țintă"))
    sectoare = models.ManyToManyField(Sector, blank=True, related_name="+", verbose_name=_("sectoare"))
    vizibilitate = models.CharField(_("cine îl vede"), max_length=10, choices=Vizibilitate, default=Vizibilitate.TOTI)
    concluzie = models.ForeignKey(
        "ateliere.Concluzie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="anunturi",
        verbose_name=_("concluzia unui atelier"),
    )
    # time
    publicat_la = models.DateTimeField(_("publicat la"), null=True, blank=True, editable=False)
    valabil_pana = models.DateField(_("valabil până la"), null=True, blank=True, editable=False)
    # the end
    inchis_la = models.DateTimeField(_("închis la"), null=True, blank=True, editable=False)
    rezultat = models.CharField(_("cum s-a încheiat"), max_length=10, choices=Rezultat, blank=True, editable=False)
    rezultat_text = models.CharField(_("pe scurt, cum"), max_length=500, blank=True, editable=False)
    # where it comes from
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("scris de"),
    )
    demo = models.BooleanField(_("exemplu"), default=False, editable=False)
    creat_la = models.DateTimeField(_("creat la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificat la"), default=timezone.now, editable=False)

    cautare = models.GeneratedField(
        expression=SearchVector(FaraSemne("titlu"), weight="A", config="ro")
        + SearchVector(FaraSemne("titlu"), weight="A", config="romanian")
        + SearchVector(FaraSemne("text"), weight="C", config="ro")
        + SearchVector(FaraSemne("text"), weight="C", config="romanian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = AnuntQuerySet.as_manager()

    class Meta(Moderat.Meta):
        verbose_name = _("anunț")
        verbose_name_plural = _("anunțuri")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.CheckConstraint(condition=Q(fel__in=Fel.values), name="parteneriate_anunt_fel"),
            models.CheckConstraint(
                condition=Q(vizibilitate__in=Vizibilitate.values), name="parteneriate_anunt_vizibilitate"
            ),
            models.CheckConstraint(
                condition=Q(resurse__contained_by=Resursa.values), name="parteneriate_anunt_resurse"
            ),
            models.CheckConstraint(
                condition=~Q(stare="publicat") | Q(publicat_la__isnull=False, valabil_pana__isnull=False),
                name="parteneriate_anunt_publicat_are_termen",
            ),
            models.CheckConstraint(
                condition=Q(inchis_la=None, rezultat="", rezultat_text="")
                | Q(inchis_la__isnull=False, rezultat__in=Rezultat.values),
                name="parteneriate_anunt_inchis_are_rezultat",
            ),
        ]
        indexes = [
            GinIndex(fields=["cautare"], name="parteneriate_anunt_cautare"),
            models.Index(
                fields=["-publicat_la", "-id"],
                condition=Q(stare="publicat", inchis_la=None),
                name="parteneriate_anunturi_noi",
            ),
            models.Index(
                fields=["valabil_pana", "id"],
                condition=Q(stare="publicat", inchis_la=None),
                name="parteneriate_anunturi_expira",
            ),
        ]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("parteneriate:anunt", args=[self.slug])

    def get_spatiu_url(self):
        return reverse("parteneriate:spatiu_anunt", args=[self.pk])

    def get_reinnoire_url(self):
        """The address in a reminder. It holds the last day, so it opens nothing once that has been moved."""
        return reverse(
            "parteneriate:reinnoire", args=[SEMNATAR_REINNOIRE.sign_object([self.pk, f"{self.valabil_pana:%Y%m%d}"])]
        )

    # --- where it stands ------------------------------------------------------------------------------------------
    @property
    def expirat(self):
        return self.stare == Stare.PUBLICAT and not self.inchis_la and self.valabil_pana < timezone.localdate()

    @property
    def deschis(self):
        """Whether one may answer it; `deschise()` asks the same of the database."""
        return self.stare == Stare.PUBLICAT and not self.inchis_la and not self.expirat

    @property
    def expira_curand(self):
        return self.deschis and self.valabil_pana <= timezone.localdate() + SE_APROPIE

    @property
    def se_poate_reinnoi(self):
        """Once its end is near, and after it."""
        return self.expirat or self.expira_curand

    @property
    def eticheta_stare(self):
        if self.stare == Stare.PUBLICAT and self.inchis_la:
            return _("Închis")
        return _("Expirat") if self.expirat else super().eticheta_stare

    @property
    def resursele(self):
        return [Resursa(cod).label for cod in Resursa.values if cod in self.resurse]

    # --- moderation -----------------------------------------------------------------------------------------------
    def este_autor(self, utilizator, actiune=None):
        return Membru.objects.filter(organizatie=self.organizatie_id, utilizator=utilizator).exists()

    def titlu_dosar(self):
        return f"{self.titlu} – {self.organizatie.denumire}"

    def destinatari(self):
        return Utilizator.objects.filter(calitati__organizatie=self.organizatie_id, is_active=True)

    def campuri_urmate(self, scrise):
        self.modificat_la = timezone.now()
        urmate = ["modificat_la"]
        if "titlu" in scrise and self.publicat_la is None:
            self.slug = slug_liber(self.titlu, fara=self.pk)
            urmate.append("slug")
        return urmate

    def lipsuri(self):
        """What keeps it from being sent, as rows (field, sentence), in the order of the form."""
        randuri = [
            ("titlu", _("Scrieți titlul."), self.titlu),
            ("text", _("Scrieți textul anunțului."), self.text),
            ("resurse", _("Alegeți cel puțin o resursă."), self.resurse),
            ("domenii", _("Alegeți cel puțin un domeniu."), self.pk and self.domenii.exists()),
        ]
        return [(camp, propozitie) for camp, propozitie, exista in randuri if not exista]

    def valideaza_trimiterea(self):
        if lipsuri := self.lipsuri():
            raise ValidationError({camp: [propozitie] for camp, propozitie in lipsuri})
        if self.organizatie.stare != Stare.PUBLICAT:
            raise ValidationError(_("Numai organizațiile cu profil publicat pot trimite anunțuri."))

    def la_aprobare(self, de, acum):
        self.publicat_la = self.publicat_la or acum
        self.valabil_pana = self.valabil_pana or timezone.localdate(acum) + VALABILITATE
        type(self).objects.filter(pk=self.pk).update(publicat_la=self.publicat_la, valabil_pana=self.valabil_pana)

    def comparatie(self, inainte, valori=None):
        from parteneriate.dosar_anunt import comparatie

        return comparatie(self, inainte, valori)

    def fapte(self):
        from parteneriate.dosar_anunt import fapte

        return fapte(self)

    def pagina_publica(self):
        from parteneriate.fisa_anunt import anunt_context

        return "parteneriate/_anunt.html", anunt_context(self)


def slug_liber(titlu, fara=None):
    return organizatii.slug_liber(titlu, fara, model=Anunt, gol="anunt", rezervate=REZERVATE)


def _lista_urmarita(model):
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)(model)


@_lista_urmarita
class AnuntDomeniu(Anunt.domenii.through):
    class Meta:
        proxy = True


@_lista_urmarita
class AnuntGrup(Anunt.grupuri.through):
    class Meta:
        proxy = True


@_lista_urmarita
class AnuntSector(Anunt.sectoare.through):
    class Meta:
        proxy = True
