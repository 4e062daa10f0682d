"""A profile, page by page. Each form names its fields, so a crafted POST can write nothing else."""

import copy
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizatii.completare import CU_ECONOMIE_SOCIALA
from organizatii.dubluri import cif_ocupat, publice_cu_cif
from organizatii.forms.baza import (
    AJUTOR_CIF,
    AJUTOR_NR_REGISTRU,
    CampCif,
    SectiuneForm,
    ValideazaIdentificatori,
    in_uz_sau_ales,
)
from organizatii.identificatori import afiseaza_telefon, normalizeaza_telefon
from organizatii.models import Organizatie, TipOrganizatie
from platforma.formulare import AJUTOR_MARCAJ, CampAdresaWeb, CampData, CampImagine, CampRetea
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta, Instanta, Sector

LATURA_LOGO = 800  # pixels

JUDETE = [
    "București", "Alba", "Arad", "Argeș", "Bacău", "Bihor", "Bistrița-Năsăud", "Botoșani", "Brașov", "Brăila", "Buzău",
    "Caraș-Severin", "Călărași", "Cluj", "Constanța", "Covasna", "Dâmbovița", "Dolj", "Galați", "Giurgiu", "Gorj",
    "Harghita", "Hunedoara", "Ialomița", "Iași", "Ilfov", "Maramureș", "Mehedinți", "Mureș", "Neamț", "Olt", "Prahova",
    "Satu Mare", "Sălaj", "Sibiu", "Suceava", "Teleorman", "Timiș", "Tulcea", "Vaslui", "Vâlcea", "Vrancea",
]  # fmt: skip


def _fara_viitor(data):
    if data and data > timezone.localdate():
        raise ValidationError(_("Data este în viitor."))
    return data


class IdentitateForm(ValideazaIdentificatori, SectiuneForm):
    class Meta:
        model = Organizatie
        fields = [
            "denumire",
            "acronim",
            "tip",
            "forma_juridica",
            "cif",
            "nr_registru_national",
            "nr_registru_special",
            "data_registru_special",
            "instanta",
            "an_infiintare",
        ]
        field_classes = {"cif": CampCif, "data_registru_special": CampData}
        help_texts = {
            "denumire": gettext_lazy("Ca în statut sau în actul de înființare."),
            "cif": AJUTOR_CIF,
            "nr_registru_national": AJUTOR_NR_REGISTRU,
            "nr_registru_special": gettext_lazy("De la judecătorie, de exemplu 62/2009."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.public.tip == TipOrganizatie.AUTORITATE:
            for nume in ("nr_registru_national", "nr_registru_special", "data_registru_special", "instanta"):
                del self.fields[nume]
        else:
            self.fields["instanta"].queryset = Instanta.objects.active()

    def clean_cif(self):
        cif = super().clean_cif()
        if cif_ocupat(cif, fara=self.instance.pk):
            self.potriviri = publice_cu_cif(cif, self.de, fara=self.instance.pk)
            raise ValidationError(
                _("Există deja o organizație cu acest CIF. Dacă este a dumneavoastră, cereți o invitație colegilor."),
                code="cif_ocupat",
            )
        return cif

    def clean_data_registru_special(self):
        return _fara_viitor(self.cleaned_data["data_registru_special"])

    def clean_an_infiintare(self):
        an = self.cleaned_data["an_infiintare"]
        if an and an > timezone.localdate().year:
            raise ValidationError(_("Anul este în viitor."))
        return an


class ActivitateForm(SectiuneForm):
    PLIATE = frozenset({"odd"})

    class Meta:
        model = Organizatie
        fields = ["scop", "domenii", "grupuri", "ofera", "cauta", "descriere", "odd"]
        widgets = {
            "scop": forms.Textarea(attrs={"rows": 3}),
            "ofera": forms.Textarea(attrs={"rows": 3}),
            "cauta": forms.Textarea(attrs={"rows": 3}),
            "descriere": forms.Textarea(attrs={"rows": 6}),
            "domenii": forms.CheckboxSelectMultiple,
            "grupuri": forms.CheckboxSelectMultiple,
            "odd": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "scop": gettext_lazy("În două-trei rânduri: pentru cine lucrați și ce vreți să schimbați."),
            "ofera": gettext_lazy("Ce puteți pune într-un parteneriat: spațiu, oameni, experiență, materiale."),
            "cauta": gettext_lazy("Ce v-ar ajuta: spațiu, voluntari, expertiză, o primărie parteneră."),
            "descriere": AJUTOR_MARCAJ,
            "grupuri": gettext_lazy("Oamenii pentru care lucrați."),
            "odd": gettext_lazy("Obiectivele ONU la care contribuiți, dacă le folosiți."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nume, lista in (("domenii", Domeniu), ("grupuri", GrupTinta), ("odd", ODD)):
            self.fields[nume].queryset = in_uz_sau_ales(lista, getattr(self.public, nume))


class LocForm(SectiuneForm):
    PLIATE = frozenset({"cartiere"})

    judet = forms.ChoiceField(
        label=gettext_lazy("Județul sediului"), choices=[(j, j) for j in JUDETE], initial="București"
    )
    cod_postal = forms.CharField(
        label=gettext_lazy("Cod poștal"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    class Meta:
        model = Organizatie
        fields = [
            "sectoare",
            "sediu_sector",
            "judet",
            "localitate",
            "adresa",
            "adresa_publica",
            "cod_postal",
            "cartiere",
        ]
        widgets = {
            "sectoare": forms.CheckboxSelectMultiple,
            "cartiere": forms.CheckboxSelectMultiple,
            "adresa": forms.TextInput(attrs={"autocomplete": "street-address"}),
        }
        labels = {"adresa_publica": gettext_lazy("Arătați strada și numărul pe profilul public")}
        help_texts = {
            "sectoare": gettext_lazy("Unde lucrați, chiar dacă sediul este în altă parte."),
            "sediu_sector": gettext_lazy("Numai dacă sediul este în București."),
            "adresa": gettext_lazy("Strada și numărul. Rămân ascunse dacă nu bifați mai jos."),
            "cartiere": gettext_lazy("Dacă lucrați mai ales în câteva."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.public.judet and self.public.judet not in JUDETE:  # as the register writes it
            self.fields["judet"].choices = [(self.public.judet, self.public.judet), *self.fields["judet"].choices]
        self.fields["sediu_sector"].queryset = self.fields["sectoare"].queryset = Sector.objects.all()
        self.fields["cartiere"].queryset = in_uz_sau_ales(Cartier, self.public.cartiere)

    def clean_cod_postal(self):
        cod = self.cleaned_data["cod_postal"].replace(" ", "")
        if cod and not (cod.isascii() and cod.isdigit() and len(cod) == 6):
            raise ValidationError(_("Codul poștal are 6 cifre, de exemplu 030138."))
        return cod

    def clean(self):
        curate = super().clean()
        sector, judet = curate.get("sediu_sector"), curate.get("judet")
        if sector and judet and judet != "București":
            self.add_error("sediu_sector", _("Sectorul se alege numai pentru un sediu din București."))
        elif not sector and judet == "București" and self.public.stare == Stare.PUBLICAT:
            self.add_error("sediu_sector", _("Alegeți sectorul sediului."))
        return curate

    def avertismente(self):
        """Sentences that never block: the second digit of a București post code is normally the sector."""
        cod, sector = self.cleaned_data.get("cod_postal"), self.cleaned_data.get("sediu_sector")
        if cod and sector and cod[1] != str(sector.pk):
            return [_("Codul poștal %(cod)s nu pare din sectorul %(sector)s. Verificați-le.")
                    % {"cod": cod, "sector": sector.pk}]  # fmt: skip
        return []


class ContactForm(SectiuneForm):
    telefon = forms.CharField(
        label=gettext_lazy("Telefon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("De exemplu 0722 123 456."),
    )
    site = CampAdresaWeb(label=gettext_lazy("Site"), max_length=300, required=False)
    facebook = CampRetea(label="Facebook", gazde=("facebook.com", "fb.com", "fb.me"), max_length=300, required=False)
    instagram = CampRetea(label="Instagram", gazde=("instagram.com",), max_length=300, required=False)
    linkedin = CampRetea(label="LinkedIn", gazde=("linkedin.com",), max_length=300, required=False)
    youtube = CampRetea(label="YouTube", gazde=("youtube.com", "youtu.be"), max_length=300, required=False)

    class Meta:
        model = Organizatie
        fields = [
            "email",
            "email_public",
            "telefon",
            "telefon_public",
            "persoana_contact",
            "persoana_functie",
            "persoana_publica",
            "site",
            "facebook",
            "instagram",
            "linkedin",
            "youtube",
        ]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}
        labels = {
            "email_public": gettext_lazy("Arătați e-mailul pe profilul public"),
            "telefon_public": gettext_lazy("Arătați telefonul pe profilul public"),
            "persoana_publica": gettext_lazy(
                "Persoana de contact este de acord ca numele și funcția să fie publicate și știe că își poate retrage"
                " acordul oricând"
            ),
        }
        help_texts = {
            "email": gettext_lazy("Un e-mail sau un telefon este necesar, ca să vă putem răspunde."),
            "persoana_contact": gettext_lazy("Cu cine vorbim dacă avem întrebări."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["telefon"] = afiseaza_telefon(self.instance.telefon)
        for nume in ("email", "telefon"):
            self.fields[nume].la_trimitere = _("e-mail sau telefon, unul din două")

    def clean_telefon(self):
        telefon = self.cleaned_data["telefon"]
        return normalizeaza_telefon(telefon) if telefon else ""

    def clean(self):
        curate = super().clean()
        dat = {nume: curate.get(nume) for nume in ("email", "telefon", "persoana_contact")}
        if self.public.stare == Stare.PUBLICAT and not (dat["email"] or dat["telefon"]) and not self.errors:
            self.add_error("email", _("Dați un e-mail sau un telefon."))
        for nume, ce_lipseste in (
            ("email", _("Scrieți e-mailul pe care vreți să îl arătați.")),
            ("telefon", _("Scrieți telefonul pe care vreți să îl arătați.")),
        ):
            if curate.get(f"{nume}_public") and not dat[nume] and nume not in self.errors:
                self.add_error(nume, ce_lipseste)
        if curate.get("persoana_publica") and not dat["persoana_contact"] and "persoana_contact" not in self.errors:
            self.add_error("persoana_contact", _("Scrieți numele persoanei care și-a dat acordul."))
        return curate


class ImaginiForm(SectiuneForm):
    logo = CampImagine(
        label=gettext_lazy("Logo"),
        latura=LATURA_LOGO,
        required=False,
        help_text=gettext_lazy("JPEG, PNG sau WebP, cel mult 8 MB."),
    )
    coperta = CampImagine(
        label=gettext_lazy("Imagine de copertă"),
        required=False,
        help_text=gettext_lazy("O fotografie orizontală a activității. JPEG, PNG sau WebP, cel mult 8 MB."),
    )

    class Meta:
        model = Organizatie
        fields = ["logo", "coperta", "coperta_alt"]
        labels = {"coperta_alt": gettext_lazy("Ce se vede în imaginea de copertă")}
        help_texts = {"coperta_alt": gettext_lazy("O propoziție, pentru cei care nu o văd.")}

    def clean(self):
        curate = super().clean()
        if curate.get("coperta") and not curate.get("coperta_alt") and "coperta_alt" not in self.errors:
            self.add_error("coperta_alt", _("Descrieți imaginea de copertă pentru cei care nu o văd."))
        return curate


class EconomieSocialaForm(SectiuneForm):
    class Meta:
        model = Organizatie
        fields = [
            "atestat_numar",
            "atestat_data",
            "atestat_valabil_pana",
            "marca_numar",
            "marca_data",
            "marca_valabil_pana",
        ]
        field_classes = dict.fromkeys(
            ["atestat_data", "atestat_valabil_pana", "marca_data", "marca_valabil_pana"], CampData
        )
        help_texts = {
            "atestat_numar": gettext_lazy("Atestatul de întreprindere socială, eliberat de AJOFM sau AMOFM."),
            "atestat_valabil_pana": gettext_lazy("Data scrisă pe document."),
            "marca_numar": gettext_lazy("Numai pentru întreprinderile sociale de inserție."),
            "marca_valabil_pana": gettext_lazy("Data scrisă pe document."),
        }

    def clean_atestat_data(self):
        return _fara_viitor(self.cleaned_data["atestat_data"])

    def clean_marca_data(self):
        return _fara_viitor(self.cleaned_data["marca_data"])

    def clean(self):
        """The mark needs an attestation that had not expired at the mark's date (Legea 219/2015)."""
        curate = super().clean()
        for act in ("atestat", "marca"):
            de_la, pana_la = curate.get(f"{act}_data"), curate.get(f"{act}_valabil_pana")
            if de_la and pana_la and pana_la < de_la:
                self.add_error(f"{act}_valabil_pana", _("Valabilitatea nu se poate încheia înainte de data actului."))
            if (de_la or pana_la) and not curate.get(f"{act}_numar") and f"{act}_numar" not in self.errors:
                self.add_error(f"{act}_numar", _("Scrieți numărul actului."))
        if curate.get("marca_numar") and not curate.get("atestat_numar"):
            self.add_error("atestat_numar", _("Marca socială se acordă numai unei întreprinderi cu atestat."))
        expira, marca_din = curate.get("atestat_valabil_pana"), curate.get("marca_data")
        if expira and marca_din and marca_din > expira:
            self.add_error("marca_data", _("La această dată atestatul era expirat."))
        return curate


# --- the order of the pages ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sectiune:
    cod: str
    titlu: str
    rezumat: str
    form: type | None  # None: a page of its own

    def pentru(self, organizatie):
        return self.cod != "economie-sociala" or organizatie.tip in CU_ECONOMIE_SOCIALA


SECTIUNI = [
    Sectiune("identitate", gettext_lazy("Identitate"), gettext_lazy("Denumire, formă, CIF, registre"), IdentitateForm),
    Sectiune("activitate", gettext_lazy("Activitate"), gettext_lazy("Scop, domenii, ce oferiți"), ActivitateForm),
    Sectiune("loc", gettext_lazy("Loc"), gettext_lazy("Sectoare, sediu, cartiere"), LocForm),
    Sectiune("contact", gettext_lazy("Contact"), gettext_lazy("E-mail, telefon, persoană, rețele"), ContactForm),
    Sectiune("imagini", gettext_lazy("Imagini"), gettext_lazy("Logo și copertă"), ImaginiForm),
    Sectiune(
        "economie-sociala",
        gettext_lazy("Economie socială"),
        gettext_lazy("Atestat și marcă socială"),
        EconomieSocialaForm,
    ),
    Sectiune("documente", gettext_lazy("Documente"), gettext_lazy("Statut, rapoarte, acreditări"), None),
]


def sectiunile(organizatie):
    """The pages of this organisation's profile, in order."""
    return [s for s in SECTIUNI if s.pentru(organizatie)]


def form_sectiune(sectiune, organizatie, de, revizie=None, data=None, files=None):
    """The form of a page, over a copy of the organisation that carries the pending values, if any.

    A copy, because a form writes what was typed on its instance even when it does not pass.
    """
    copie = copy.copy(organizatie)
    if revizie is not None:
        revizie.aseaza(copie)
    return sectiune.form(data, files, instance=copie, public=organizatie, de=de)
