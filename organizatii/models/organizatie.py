import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, Replace, Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from organizatii.models.echipa import Membru
from organizatii.models.expresii import CheieNume, CheieSortare, Forme, Pliat, vector
from organizatii.models.valori import SCOASE_DIN_REGISTRU, FormaJuridica, StareRegistru, Sursa, TipOrganizatie
from platforma.conturi.models import Utilizator
from platforma.incarcari import cale_coperta, cale_logo
from platforma.moderare.models import Moderat
from platforma.moderare.tranzitii import Actiune, Stare
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta, Instanta, Sector


class OrganizatieQuerySet(models.QuerySet):
    def publice(self):
        """What a citizen may open: published, whatever the register says of it by now."""
        return self.filter(stare=Stare.PUBLICAT)

    def listate(self):
        """What the directory lists: public and not struck off or dissolved in the national register."""
        return self.publice().exclude(stare_registru__in=SCOASE_DIN_REGISTRU)

    def autoritati(self):
        return self.filter(tip=TipOrganizatie.AUTORITATE)

    def din_sectorul(self, *numere):
        """Active in the sector or seated in it; of several sectors, in any."""
        activitate = Organizatie.sectoare.through.objects.filter(sector_id__in=numere)
        return self.filter(Q(sediu_sector__in=numere) | Q(pk__in=activitate.values("organizatie_id")))

    def cu_apartenenta(self, utilizator):
        """Each with `membru`: whether this person, who may be nobody signed in, is of its team."""
        membri = Membru.objects.filter(organizatie=models.OuterRef("pk"), utilizator=utilizator.pk)
        return self.annotate(membru=models.Exists(membri))

    def revendicate(self):
        """Somebody stands behind the profile: it did not just come from the register."""
        return self.filter(revendicata=True)

    def editabile_de(self, utilizator):
        """Organisations whose member this person is."""
        return self.filter(pk__in=Membru.objects.filter(utilizator=utilizator).values("organizatie_id"))

    def administrate_de(self, utilizator):
        administrator = Membru.objects.filter(utilizator=utilizator, rol=Membru.Rol.ADMINISTRATOR)
        return self.filter(pk__in=administrator.values("organizatie_id"))


# What the legal form and the kind are called, for names that do not say it.
CUVINTELE_FELULUI = Concat(
    Case(
        *(
            When(forma_juridica=forma, then=Value(cuvinte))
            for forma, cuvinte in [
                ("asociatie", "asociația"),
                ("fundatie", "fundația"),
                ("federatie", "federația"),
                ("uniune", "uniunea"),
                ("cooperativa", "cooperativă"),
                ("car", "casă de ajutor reciproc"),
            ]
        ),
        default=Value(""),
    ),
    Value(" "),
    Case(
        *(
            When(tip=tip, then=Value(cuvinte))
            for tip, cuvinte in [
                ("intreprindere_sociala", "întreprindere socială"),
                ("intreprindere_insertie", "întreprindere socială de inserție"),
                ("unitate_protejata", "unitate protejată"),
                ("autoritate", "autoritate publică locală"),
            ]
        ),
        default=Value(""),
    ),
    output_field=models.TextField(),
)
CALCULATE = "cautare cautare_nume nume_cheie denumire_pliata cheie_sortare domenii_text cartiere_text".split()


# Each event keeps the row as it was before the change: with the live row, that is every version there has been.
@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=CALCULATE)
class Organizatie(Moderat):
    """A profile: who an organisation or an authority is, what it offers and seeks, and where.

    `slug` is fixed at the first publication, because addresses get printed. The street address and each contact
    datum are shown only when its own switch says so. Identifiers are stored normalised (see identificatori).
    `confirmata_la` is when its own people last said that it is right: by a button, or by a change that went public.
    """

    CAMPURI_MODERATE = frozenset(
        "denumire acronim tip forma_juridica cif nr_registru_special data_registru_special instanta"
        " nr_registru_national scop logo atestat_numar atestat_data atestat_valabil_pana"
        " marca_numar marca_data marca_valabil_pana".split()
    )

    # identity
    tip = models.CharField(_("tipul entității"), max_length=30, choices=TipOrganizatie, default=TipOrganizatie.ONG)
    denumire = models.CharField(_("denumire"), max_length=400)
    acronim = models.CharField(_("acronim"), max_length=40, blank=True)
    slug = models.SlugField(_("adresa profilului"), max_length=120, unique=True)
    forma_juridica = models.CharField(_("forma juridică"), max_length=20, choices=FormaJuridica, blank=True)
    cif = models.CharField(_("CIF"), max_length=10, blank=True)
    nr_registru_special = models.CharField(_("nr. în registrul special"), max_length=40, blank=True)
    data_registru_special = models.DateField(_("data înscrierii în registrul special"), null=True, blank=True)
    instanta = models.ForeignKey(Instanta, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("instanța"))
    nr_registru_national = models.CharField(_("nr. în Registrul național ONG"), max_length=40, blank=True)
    an_infiintare = models.PositiveSmallIntegerField(
        _("anul înființării"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2200)]
    )
    # purpose
    scop = models.TextField(_("scop"), max_length=3000, blank=True)
    descriere = models.TextField(_("descriere"), max_length=8000, blank=True)
    ofera = models.TextField(_("ce oferim"), max_length=1500, blank=True)
    cauta = models.TextField(_("ce căutăm"), max_length=1500, blank=True)
    domenii = models.ManyToManyField(Domeniu, blank=True, related_name="organizatii", verbose_name=_("domenii"))
    grupuri = models.ManyToManyField(GrupTinta, blank=True, related_name="organizatii", verbose_name=_("grupuri țintă"))
    odd = models.ManyToManyField(
        ODD, blank=True, related_name="organizatii", verbose_name=_("obiective de dezvoltare durabilă")
    )
    # place
    sectoare = models.ManyToManyField(
        Sector, blank=True, related_name="organizatii", verbose_name=_("sectoare de activitate")
    )
    cartiere = models.ManyToManyField(Cartier, blank=True, related_name="organizatii", verbose_name=_("cartiere"))
    sediu_sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sectorul sediului")
    )
    judet = models.CharField(_("județul sediului"), max_length=40, default="București")
    localitate = models.CharField(_("localitatea sediului"), max_length=120, blank=True)
    adresa = models.CharField(_("adresa sediului"), max_length=300, blank=True)
    adresa_publica = models.BooleanField(_("adresa este publică"), default=False)
    cod_postal = models.CharField(_("cod poștal"), max_length=6, blank=True)
    # contact
    telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    telefon_public = models.BooleanField(_("telefonul este public"), default=False)
    email = models.EmailField(_("e-mailul organizației"), blank=True)
    email_public = models.BooleanField(_("e-mailul este public"), default=False)
    persoana_contact = models.CharField(_("persoana de contact"), max_length=120, blank=True)
    persoana_functie = models.CharField(_("funcția persoanei de contact"), max_length=120, blank=True)
    persoana_publica = models.BooleanField(_("persoana de contact este publică"), default=False)
    persoana_acord_la = models.DateTimeField(
        _("acordul persoanei de contact, la"), null=True, blank=True, editable=False
    )
    site = models.URLField(_("site"), max_length=300, blank=True)
    facebook = models.URLField(_("Facebook"), max_length=300, blank=True)
    instagram = models.URLField(_("Instagram"), max_length=300, blank=True)
    linkedin = models.URLField(_("LinkedIn"), max_length=300, blank=True)
    youtube = models.URLField(_("YouTube"), max_length=300, blank=True)
    # pictures
    logo = models.ImageField(_("logo"), upload_to=cale_logo, blank=True)
    coperta = models.ImageField(_("imagine de copertă"), upload_to=cale_coperta, blank=True)
    coperta_alt = models.CharField(_("descrierea imaginii de copertă"), max_length=250, blank=True)
    # social enterprise (Legea 219/2015: the attestation is valid 5 years, the social mark 3; the document's date wins)
    atestat_numar = models.CharField(_("numărul atestatului"), max_length=40, blank=True)
    atestat_data = models.DateField(_("data atestatului"), null=True, blank=True)
    atestat_valabil_pana = models.DateField(_("atestat valabil până la"), null=True, blank=True)
    atestat_verificat_la = models.DateField(_("atestat verificat la"), null=True, blank=True)
    marca_numar = models.CharField(_("seria și numărul mărcii sociale"), max_length=40, blank=True)
    marca_data = models.DateField(_("data mărcii sociale"), null=True, blank=True)
    marca_valabil_pana = models.DateField(_("marcă valabilă până la"), null=True, blank=True)
    marca_verificata_la = models.DateField(_("marcă verificată la"), null=True, blank=True)
    # where it comes from
    sursa = models.CharField(_("sursa"), max_length=20, choices=Sursa, default=Sursa.INSCRIERE)
    revendicata = models.BooleanField(_("are reprezentanți"), default=True)
    stare_registru = models.CharField(_("starea în registru"), max_length=20, choices=StareRegistru, blank=True)
    demo = models.BooleanField(_("exemplu"), default=False, editable=False)
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificată la"), default=timezone.now, editable=False)
    publicat_la = models.DateTimeField(_("publicată la"), null=True, blank=True, editable=False)
    confirmata_la = models.DateTimeField(_("informații confirmate la"), null=True, blank=True, editable=False)

    # stored for reading; PostgreSQL keeps them: the names in these two lists by triggers (models/liste.py)
    domenii_text = models.TextField(default="", db_default="", editable=False)
    cartiere_text = models.TextField(default="", db_default="", editable=False)
    # `cautare` holds every text by which an organisation may be found, `cautare_nume` its names. Lists are in them
    # through the names kept in `domenii_text` and `cartiere_text`. What is searched are their copies in RandDirector.
    cautare = models.GeneratedField(
        expression=vector("A", "denumire", "acronim")
        + vector("B", "scop")
        + vector("C", "descriere", "domenii_text")
        + vector("D", "ofera", "cauta", "cartiere_text", "localitate", "judet", CUVINTELE_FELULUI)
        + SearchVector("cif", Replace("nr_registru_national", Value("/")), weight="D", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    cautare_nume = models.GeneratedField(
        expression=vector("A", "denumire") + SearchVector(Forme("acronim"), weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    nume_cheie = models.GeneratedField(
        expression=CheieNume("denumire"), output_field=models.TextField(), db_persist=True
    )
    denumire_pliata = models.GeneratedField(
        expression=Pliat("denumire"), output_field=models.TextField(), db_persist=True
    )
    cheie_sortare = models.GeneratedField(
        expression=CheieSortare("denumire"), output_field=models.TextField(), db_persist=True
    )

    objects = OrganizatieQuerySet.as_manager()

    class Meta(Moderat.Meta):
        verbose_name = _("organizație")
        verbose_name_plural = _("organizații")
        ordering = ["cheie_sortare", "pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.UniqueConstraint(
                fields=["cif"],
                condition=~Q(cif="") & Q(stare__in=["trimis", "completari", "publicat"]),
                name="organizatii_cif_unic",
                violation_error_message=_("Există deja o organizație cu acest CIF."),
            ),
            models.CheckConstraint(
                condition=Q(cif="") | Q(cif__regex=r"^[1-9][0-9]{1,9}$"), name="organizatii_cif_cifre"
            ),
            models.CheckConstraint(condition=Q(tip__in=TipOrganizatie.values), name="organizatii_tip_cunoscut"),
            models.CheckConstraint(
                condition=Q(persoana_publica=False) | Q(persoana_acord_la__isnull=False),
                name="organizatii_acord_contact",
            ),
            models.CheckConstraint(
                condition=~Q(stare="publicat") | Q(publicat_la__isnull=False), name="organizatii_publicat_are_data"
            ),
            models.CheckConstraint(
                condition=Q(atestat_valabil_pana=None)
                | Q(atestat_data=None)
                | Q(atestat_valabil_pana__gte=F("atestat_data")),
                name="organizatii_atestat_perioada",
                violation_error_message=_("Atestatul nu poate expira înainte de data lui."),
            ),
            models.CheckConstraint(
                condition=Q(marca_valabil_pana=None) | Q(marca_data=None) | Q(marca_valabil_pana__gte=F("marca_data")),
                name="organizatii_marca_perioada",
                violation_error_message=_("Marca socială nu poate expira înainte de data ei."),
            ),
        ]
        indexes = [
            GinIndex(OpClass("denumire_pliata", name="gin_trgm_ops"), name="organizatii_denumire_trgm"),
            models.Index(OpClass("nume_cheie", name="text_pattern_ops"), name="organizatii_nume_cheie"),
            models.Index(Upper("acronim"), condition=~Q(acronim=""), name="organizatii_acronim"),
            models.Index(fields=["stare", "cheie_sortare", "id"], name="organizatii_dupa_nume"),
            models.Index(fields=["stare", "-publicat_la", "-id"], name="organizatii_dupa_data"),
            models.Index(
                "stare", F("confirmata_la").desc(nulls_last=True), F("id").desc(), name="organizatii_dupa_confirmare"
            ),
            models.Index(
                fields=["nr_registru_national"], condition=~Q(nr_registru_national=""), name="organizatii_nr_registru"
            ),
        ]

    def __str__(self):
        return self.denumire

    def get_absolute_url(self):
        return reverse("organizatii:profil", args=[self.slug])

    def get_spatiu_url(self):
        return reverse("organizatii:spatiu_organizatie", args=[self.pk])

    def este_autor(self, utilizator, actiune=None):
        membri = Membru.objects.filter(organizatie=self, utilizator=utilizator)
        if actiune == Actiune.ARHIVEAZA:
            membri = membri.filter(rol=Membru.Rol.ADMINISTRATOR)
        return membri.exists()

    @property
    def are_administrator(self):
        """Whether somebody is there to answer: what is asked of the team goes to staff otherwise."""
        return Membru.objects.filter(
            organizatie=self, rol=Membru.Rol.ADMINISTRATOR, utilizator__is_active=True
        ).exists()

    def destinatari(self):
        return Utilizator.objects.filter(calitati__organizatie=self, is_active=True)

    def campuri_urmate(self, scrise):
        self.modificat_la = timezone.now()
        urmate = ["modificat_la"]
        if "denumire" in scrise and self.publicat_la is None:
            self.slug = slug_liber(self.denumire, fara=self.pk)
            urmate.append("slug")
        if {"persoana_publica", "persoana_contact"} & {*scrise}:  # another person has to agree anew
            self.persoana_acord_la = timezone.now() if self.persoana_publica else None
            urmate.append("persoana_acord_la")
        for act, verificat in (("atestat", "atestat_verificat_la"), ("marca", "marca_verificata_la")):
            # Staff checked the paper that was there; a new number or date has to be checked again.
            if {f"{act}_numar", f"{act}_data", f"{act}_valabil_pana"} & {*scrise} and verificat not in scrise:
                setattr(self, verificat, None)
                urmate.append(verificat)
        return urmate

    def lipsuri(self):
        """What is still missing for submission, as rows of completare.Lipsa. Empty when complete."""
        from organizatii.completare import lipsuri

        return lipsuri(self)

    def valideaza_trimiterea(self):
        """A stored row keeps its CHECK constraints already; only what depends on the new state is asked here."""
        lipsuri = self.lipsuri()
        if lipsuri:
            raise ValidationError([lipsa.propozitie for lipsa in lipsuri])
        self.valideaza_unicitatea()

    def valideaza_unicitatea(self):
        """One living profile for a CIF. The constraint says it too, but only once the state is the living one."""
        from organizatii.models.unire import Unire

        if Unire.objects.active().filter(sursa=self).exists():  # asked when an archived profile would be restored
            raise ValidationError(_("Profilul a fost unit cu altul. Desfaceți unirea, în loc să îl restaurați."))
        vii = Organizatie.objects.filter(cif=self.cif, stare__in=["trimis", "completari", "publicat"])
        if self.cif and vii.exclude(pk=self.pk).exists():
            raise ValidationError({"cif": _("Există deja o organizație cu acest CIF.")})

    def la_aprobare(self, de, acum):
        self.publicat_la = self.publicat_la or acum
        self.confirmata_la = acum
        type(self).objects.filter(pk=self.pk).update(publicat_la=self.publicat_la, confirmata_la=acum)

    def la_modificarea_publica(self, acum):
        self.confirmata_la = acum
        return ["confirmata_la"]

    def asemanatoare(self):
        from organizatii.dubluri import asemanatoare

        return asemanatoare(self)

    def comparatie(self, inainte, valori=None):
        from organizatii.dosar import comparatie

        return comparatie(self, inainte, valori)

    def fapte(self):
        from organizatii.dosar import fapte

        return fapte(self)

    def fisiere(self):
        from organizatii.dosar import fisiere

        return fisiere(self)

    def pagina_publica(self):
        from organizatii.profil import profil_context

        return "organizatii/_profil.html", profil_context(self)

    @property
    def numere_sectoare(self):
        """Numbers of the sectors under which the directory lists it: those it works in and the seat's."""
        return sorted({s.pk for s in self.sectoare.all()} | {self.sediu_sector_id} - {None})

    @property
    def atestat_valabil(self):
        """The badge's condition: a number, checked by staff, and not expired today."""
        return bool(
            self.atestat_numar
            and self.atestat_verificat_la
            and self.atestat_valabil_pana
            and self.atestat_valabil_pana >= timezone.localdate()
        )

    @property
    def marca_valabila(self):
        """The mark needs a valid attestation too (Legea 219/2015)."""
        return bool(
            self.atestat_valabil
            and self.marca_numar
            and self.marca_verificata_la
            and self.marca_valabil_pana
            and self.marca_valabil_pana >= timezone.localdate()
        )


def slug_baza(denumire, gol="organizatie"):
    """Address part of a name: „Asociația «Țară»” → `asociatia-tara`, at most 100 characters, else `gol`."""
    return (
        slugify(denumire.replace("ș", "s").replace("ț", "t").replace("Ș", "S").replace("Ț", "T"))[:100].strip("-")
        or gol
    )


def slug_liber(nume, fara=None, *, model=Organizatie, gol="organizatie", rezervate=()):
    """The first free slug of a model's rows for a name or title, with -2, -3… when taken or reserved."""
    baza = slug_baza(nume, gol)
    luate = set(model.objects.filter(slug__startswith=baza).exclude(pk=fara).values_list("slug", flat=True))
    luate |= set(rezervate)
    return next(s for s in (baza, *(f"{baza}-{n}" for n in range(2, len(luate) + 3))) if s not in luate)
