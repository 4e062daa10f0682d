import uuid
from collections import Counter
from datetime import timedelta

import pghistory
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from platforma.conturi.models import Utilizator
from platforma.incarcari import cale_coperta, cale_document, cale_dovada, cale_logo, stocare_privata
from platforma.moderare.models import Moderat, TipDosar
from platforma.moderare.tranzitii import ACTIUNI_CERERE, Actiune, Stare
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta, Instanta, Sector

VALABILITATE_INVITATIE = timedelta(days=14)
SEMNATAR = Signer(salt="organizatii.invitatie")


class TipOrganizatie(models.TextChoices):
    """Kinds; the two kinds of social enterprise are those of Legea 219/2015."""

    ONG = "ong", _("ONG")
    INTREPRINDERE_SOCIALA = "intreprindere_sociala", _("Întreprindere socială")
    INTREPRINDERE_INSERTIE = "intreprindere_insertie", _("Întreprindere socială de inserție")
    UNITATE_PROTEJATA = "unitate_protejata", _("Unitate protejată")
    AUTORITATE = "autoritate", _("Autoritate publică locală")
    ALTA = "alta", _("Altă entitate")


class FormaJuridica(models.TextChoices):
    """Legal forms: OG 26/2000 for associations and foundations, Legea 1/2005 for cooperatives."""

    ASOCIATIE = "asociatie", _("Asociație")
    FUNDATIE = "fundatie", _("Fundație")
    FEDERATIE = "federatie", _("Federație")
    UNIUNE = "uniune", _("Uniune")
    FILIALA = "filiala", _("Filială")
    STRAINA = "straina", _("Persoană juridică străină")
    COOPERATIVA = "cooperativa", _("Societate cooperativă")
    SOCIETATE = "societate", _("Societate comercială")
    CAR = "car", _("Casă de ajutor reciproc")
    INSTITUTIE = "institutie", _("Instituție publică")
    ALTA = "alta", _("Altă formă")


class StareRegistru(models.TextChoices):
    """What the national NGO register says of it; empty for organisations that are not in the register."""

    ACTIVA = "activa", _("Activă")
    IN_LICHIDARE = "in_lichidare", _("În lichidare")
    DIZOLVATA = "dizolvata", _("Dizolvată")
    RADIATA = "radiata", _("Radiată")


class Sursa(models.TextChoices):
    INSCRIERE = "inscriere", _("Înscrisă de reprezentanți")
    REGISTRU = "registru", _("Din Registrul național ONG")
    PLATFORMA = "platforma", _("Adăugată de platformă")


SCOASE_DIN_REGISTRU = [StareRegistru.DIZOLVATA, StareRegistru.RADIATA]
_DIACRITICE = ("ăâîșțşţ", "aaistst")
_GHILIMELE = "„”“«»\"'’"
# What parts words. PostgreSQL's own parser follows the server's LC_CTYPE (under C it takes „ and ” for letters) and
# reads a.b, a/b and 1-2 as hosts, paths and signed numbers, so it never gets to see any of them.
_SEMNE = "„”“‟«»‹›\"'’‘‚`´.,;:!?()[]{}<>/|\\–—-_+*=&#@^~…•·№°§"


def _citat(text):
    """As an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


class Pliat(models.Func):
    """Lower case without Romanian diacritics and quotes; immutable, so that a stored column may hold it."""

    template = f"translate(lower(%(expressions)s), {_citat(_DIACRITICE[0] + _GHILIMELE)}, {_citat(_DIACRITICE[1])})"
    output_field = models.TextField()


def pliat(text):
    """The same in Python, for what is compared with a `Pliat` column."""
    return text.lower().translate(str.maketrans(*_DIACRITICE, _GHILIMELE))


class FaraSemne(models.Func):
    """Words parted by spaces only, so that a vector holds the same lexemes on every server."""

    template = f"translate(%(expressions)s, {_citat(_SEMNE)}, {_citat(' ' * len(_SEMNE))})"
    output_field = models.TextField()


class CheieSortare(models.Func):
    """Sort key of the Romanian alphabet without ICU: ă and â after a, î after i, ș after s, ț after t."""

    template = (
        "replace(replace(replace(replace(replace(btrim(translate(lower(%(expressions)s), '„”“«»\"', '')),"
        " 'ă', 'a|'), 'â', 'a~'), 'î', 'i|'), 'ș', 's|'), 'ț', 't|')"
    )
    output_field = models.TextField()


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

    def pe_sectoare(self):
        """{number of the sector: how many `din_sectorul` would give}, for all six."""
        pe_sediu = self.order_by().exclude(sediu_sector=None).values_list("sediu_sector").annotate(Count("pk"))
        in_alt_sector = (
            Organizatie.sectoare.through.objects.filter(organizatie__in=self.order_by().values("pk"))
            .exclude(organizatie__sediu_sector=F("sector"))
            .values_list("sector")
            .annotate(Count("pk"))
        )
        sume = Counter(dict(pe_sediu)) + Counter(dict(in_alt_sector))
        return {numar: sume[numar] for numar in range(1, 7)}

    def cu_apartenenta(self, utilizator):
        """Each with `membru`: whether this person, who may be nobody signed in, is of its team."""
        membri = Membru.objects.filter(organizatie=models.OuterRef("pk"), utilizator=utilizator.pk)
        return self.annotate(membru=models.Exists(membri))

    def cauta(self, text):
        """Those that hold every word of the text, or have the number typed; the best first."""
        from organizatii.cautare import cauta

        return cauta(self, text)

    def revendicate(self):
        """Somebody stands behind the profile: it did not just come from the register."""
        return self.filter(revendicata=True)

    def editabile_de(self, utilizator):
        """Organisations whose member this person is."""
        return self.filter(pk__in=Membru.objects.filter(utilizator=utilizator).values("organizatie_id"))

    def administrate_de(self, utilizator):
        administrator = Membru.objects.filter(utilizator=utilizator, rol=Membru.Rol.ADMINISTRATOR)
        return self.filter(pk__in=administrator.values("organizatie_id"))


# Each event keeps the row as it was before the change: with the live row, that is every version there has been.
@pghistory.track(
    pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["cautare", "denumire_pliata", "cheie_sortare"]
)
class Organizatie(Moderat):
    """A profile: who an organisation or an authority is, what it offers and seeks, and where.

    `slug` is fixed at the first publication, because addresses get printed. The street address and each contact
    datum are shown only when its own switch says so. Identifiers are stored normalised (see identificatori).
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

    # stored for reading; PostgreSQL keeps them
    cautare = models.GeneratedField(
        expression=SearchVector(FaraSemne("denumire"), FaraSemne("acronim"), weight="A", config="ro")
        + SearchVector(FaraSemne("denumire"), weight="A", config="romanian")
        + SearchVector(FaraSemne("scop"), weight="B", config="ro")
        + SearchVector(FaraSemne("scop"), weight="B", config="romanian")
        + SearchVector(FaraSemne("descriere"), FaraSemne("ofera"), FaraSemne("cauta"), weight="C", config="ro")
        + SearchVector(FaraSemne("descriere"), FaraSemne("ofera"), FaraSemne("cauta"), weight="C", config="romanian"),
        output_field=SearchVectorField(),
        db_persist=True,
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
            GinIndex(fields=["cautare"], name="organizatii_cautare"),
            GinIndex(OpClass("denumire_pliata", name="gin_trgm_ops"), name="organizatii_denumire_trgm"),
            models.Index(fields=["stare", "cheie_sortare", "id"], name="organizatii_dupa_nume"),
            models.Index(fields=["stare", "-publicat_la", "-id"], name="organizatii_dupa_data"),
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
        vii = Organizatie.objects.filter(cif=self.cif, stare__in=["trimis", "completari", "publicat"])
        if self.cif and vii.exclude(pk=self.pk).exists():
            raise ValidationError({"cif": _("Există deja o organizație cu acest CIF.")})

    def la_aprobare(self, de, acum):
        self.publicat_la = self.publicat_la or acum
        type(self).objects.filter(pk=self.pk).update(publicat_la=self.publicat_la)

    def asemanatoare(self):
        from organizatii.dubluri import asemanatoare

        return asemanatoare(self)

    def comparatie(self, inainte):
        from organizatii.dosar import comparatie

        return comparatie(self, inainte)

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


def slug_baza(denumire):
    """Address part of a name: „Asociația «Țară»” → `asociatia-tara`, at most 100 characters, never empty."""
    return (
        slugify(denumire.replace("ș", "s").replace("ț", "t").replace("Ș", "S").replace("Ț", "T"))[:100].strip("-")
        or "organizatie"
    )


def slug_liber(denumire, fara=None):
    """The first free slug for a name, with -2, -3… when taken."""
    baza = slug_baza(denumire)
    luate = set(Organizatie.objects.filter(slug__startswith=baza).exclude(pk=fara).values_list("slug", flat=True))
    return next(s for s in (baza, *(f"{baza}-{n}" for n in range(2, len(luate) + 3))) if s not in luate)


class Document(models.Model):
    """A file of an organisation. All are stored privately; a view hands them out after checking the right."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="documente", verbose_name=_("organizația")
    )
    titlu = models.CharField(_("titlu"), max_length=200)
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_document)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255)
    marime = models.PositiveIntegerField(_("mărime (octeți)"))
    public = models.BooleanField(_("public"), default=False)
    incarcat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("încărcat de")
    )
    creat_la = models.DateTimeField(_("încărcat la"), default=timezone.now)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documente")
        ordering = ["titlu", "pk"]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("organizatii:document", args=[self.uuid])


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membru(models.Model):
    """A person's place in an organisation. An organisation with members always keeps an administrator (membri.py)."""

    class Rol(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        EDITOR = "editor", _("Editor")

    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="membri", verbose_name=_("organizația")
    )
    utilizator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calitati", verbose_name=_("persoana")
    )
    rol = models.CharField(_("rol"), max_length=20, choices=Rol, default=Rol.EDITOR)
    din = models.DateTimeField(_("din"), default=timezone.now)

    class Meta:
        verbose_name = _("membru")
        verbose_name_plural = _("membri")
        ordering = ["rol", "din", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organizatie", "utilizator"], name="organizatii_membru_unic"),
            models.CheckConstraint(condition=Q(rol__in=["administrator", "editor"]), name="organizatii_membru_rol"),
        ]

    def __str__(self):
        return f"{self.utilizator} – {self.organizatie}"


class InvitatieQuerySet(models.QuerySet):
    def deschise(self):
        """Neither accepted nor revoked; it may have expired, and then it can be sent again."""
        return self.filter(acceptata_la=None, revocata_la=None)

    def pentru(self, utilizator):
        """Those that this person may accept now: sent to a verified address of hers, open and not expired."""
        adrese = EmailAddress.objects.filter(user=utilizator, verified=True).annotate(adresa=Lower("email"))
        return (
            self.deschise()
            .filter(expira_la__gt=timezone.now())
            .annotate(adresa=Lower("email"))
            .filter(adresa__in=adrese.values("adresa"))
        )


class Invitatie(models.Model):
    """An invitation by mail to become a member; accepted only by a person with that verified address."""

    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="invitatii", verbose_name=_("organizația")
    )
    email = models.EmailField(_("adresă de e-mail"))
    rol = models.CharField(_("rol"), max_length=20, choices=Membru.Rol, default=Membru.Rol.EDITOR)
    mesaj = models.TextField(_("mesaj"), max_length=500, blank=True)
    creat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("de la")
    )
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now)
    trimisa_la = models.DateTimeField(_("trimisă la"), default=timezone.now)
    trimiteri = models.PositiveSmallIntegerField(_("trimiteri"), default=1)
    expira_la = models.DateTimeField(_("expiră la"))
    acceptata_la = models.DateTimeField(_("acceptată la"), null=True, blank=True)
    acceptata_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acceptată de"),
    )
    revocata_la = models.DateTimeField(_("revocată la"), null=True, blank=True)

    objects = InvitatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitație")
        verbose_name_plural = _("invitații")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "organizatie",
                Lower("email"),
                condition=Q(acceptata_la=None, revocata_la=None),
                name="organizatii_invitatie_unica",
            ),
            models.CheckConstraint(condition=Q(rol__in=["administrator", "editor"]), name="organizatii_invitatie_rol"),
        ]

    def __str__(self):
        return f"{self.email} – {self.organizatie}"

    def get_absolute_url(self):
        """The address in the mail. It holds the number of sendings, so an older mail's address stops working."""
        return reverse("organizatii:invitatie", args=[SEMNATAR.sign_object([self.pk, self.trimiteri])])

    @property
    def expirata(self):
        return self.expira_la <= timezone.now()


class Revendicare(Moderat):
    """A person's request to look after a profile that came from the national register."""

    TIP_DOSAR = TipDosar.REVENDICARE
    ACTIUNI = ACTIUNI_CERERE
    ETICHETE_STARE = {Stare.PUBLICAT: _("Aprobată"), Stare.RESPINS: _("Respinsă"), Stare.ARHIVAT: _("Retrasă")}

    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="revendicari", verbose_name=_("organizația")
    )
    utilizator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="revendicari", verbose_name=_("persoana")
    )
    functie = models.CharField(_("funcția dumneavoastră"), max_length=120)
    mesaj = models.TextField(_("mesaj pentru moderator"), max_length=2000)
    dovada = models.FileField(_("dovada"), storage=stocare_privata, upload_to=cale_dovada)
    dovada_nume = models.CharField(_("numele dovezii"), max_length=255, editable=False)
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now)

    class Meta(Moderat.Meta):
        verbose_name = _("revendicare")
        verbose_name_plural = _("revendicări")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.UniqueConstraint(
                fields=["organizatie", "utilizator"],
                condition=Q(stare__in=["ciorna", "trimis", "completari"]),
                name="organizatii_o_revendicare_deschisa",
            ),
        ]

    def __str__(self):
        return str(self.organizatie)

    @classmethod
    def blocheaza(cls, pk):
        """Lock the organisation first: two approved claims must not both make the first administrator."""
        organizatie = Organizatie.blocheaza(cls.objects.values_list("organizatie", flat=True).get(pk=pk))
        revendicare = super().blocheaza(pk)
        revendicare.organizatie = organizatie
        return revendicare

    def este_autor(self, utilizator, actiune=None):
        return self.utilizator_id == utilizator.pk

    def destinatari(self):
        return [self.utilizator]

    def get_spatiu_url(self):
        return reverse("organizatii:spatiu_revendicare", args=[self.pk])

    def valideaza_trimiterea(self):
        if self.organizatie.stare != Stare.PUBLICAT:
            raise ValidationError(_("Profilul nu mai este public, deci nu poate primi reprezentanți."))
        if self.organizatie.revendicata:
            raise ValidationError(_("Profilul are între timp un reprezentant. Cereți-i o invitație în organizație."))

    def la_aprobare(self, de, acum):
        Membru.objects.create(organizatie=self.organizatie, utilizator=self.utilizator, rol=Membru.Rol.ADMINISTRATOR)
        Organizatie.objects.filter(pk=self.organizatie_id).update(revendicata=True, modificat_la=acum)

    def obiect_public(self):
        return self.organizatie

    def comparatie(self, inainte):
        from organizatii.dosar import comparatie_revendicare

        return comparatie_revendicare(self)

    def fapte(self):
        from organizatii.dosar import fapte_revendicare

        return fapte_revendicare(self)

    def fisiere(self):
        adresa = reverse("admin:organizatii_revendicare_dovada", args=[self.pk])
        return [(self.dovada_nume or _("Dovada"), adresa, _("dovada legăturii cu organizația"))]

    def asemanatoare(self):
        """Rival claims on the same profile that also wait, and the people it has got meanwhile."""
        rivale = self.organizatie.revendicari.filter(stare__in=[Stare.TRIMIS, Stare.COMPLETARI]).exclude(pk=self.pk)
        membri = self.organizatie.membri.select_related("utilizator")
        return [
            *((r, _("și %(cine)s a revendicat profilul") % {"cine": r.utilizator}) for r in rivale),
            *((self.organizatie, _("are deja ca membru pe %(cine)s") % {"cine": m.utilizator}) for m in membri),
        ]


class FisaRegistru(models.Model):
    """What the national NGO register says, as published; the only place that holds the street address, never public.

    Source: the Ministry of Justice's weekly files. `cheie` identifies a row across files (see registru).
    """

    cheie = models.CharField(_("cheie"), max_length=64, unique=True)
    organizatie = models.OneToOneField(
        Organizatie,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fisa",
        verbose_name=_("organizația"),
    )
    categorie = models.CharField(_("categoria"), max_length=20, choices=FormaJuridica)
    denumire = models.CharField(_("denumirea din registru"), max_length=600)
    nr_registru = models.CharField(_("nr. în registru"), max_length=60, blank=True)
    stare = models.CharField(_("starea"), max_length=20, choices=StareRegistru, default=StareRegistru.ACTIVA)
    judet = models.CharField(_("județul"), max_length=60, blank=True)
    localitate = models.CharField(_("localitatea"), max_length=200, blank=True)
    adresa = models.TextField(_("adresa"), blank=True)
    sector = models.PositiveSmallIntegerField(_("sectorul"), null=True, blank=True)
    scop = models.TextField(_("scopul"), blank=True)
    modificari_scop = models.JSONField(_("modificări ale scopului"), default=list, blank=True)
    utilitate_publica = models.CharField(_("HG de utilitate publică"), max_length=300, blank=True)
    semnalari = models.JSONField(_("semnalări la import"), default=list, blank=True)
    creat_la = models.DateTimeField(_("importată prima dată la"), default=timezone.now)
    actualizat_la = models.DateTimeField(_("schimbată la"), default=timezone.now)

    class Meta:
        verbose_name = _("fișă din registru")
        verbose_name_plural = _("fișe din registru")
        ordering = ["denumire", "pk"]
        indexes = [models.Index(fields=["nr_registru"], name="organizatii_fisa_nr")]

    def __str__(self):
        return self.denumire
