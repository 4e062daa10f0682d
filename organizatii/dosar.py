"""What a moderator reads of a profile or a claim: its fields in the order of the form, register facts, files."""

from pathlib import PurePath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from organizatii.models import FisaRegistru, Organizatie, Revendicare
from platforma.moderare.comparatie import Rand, randuri
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import data_lunga

SECTIUNI = (
    (
        _l("Identitate"),
        "denumire acronim tip forma_juridica cif nr_registru_special data_registru_special instanta"
        " nr_registru_national an_infiintare logo",
    ),
    (_l("Ce face"), "scop descriere ofera cauta domenii grupuri odd"),
    (
        _l("Economie socială"),
        "atestat_numar atestat_data atestat_valabil_pana marca_numar marca_data marca_valabil_pana",
    ),
    (_l("Unde"), "sectoare cartiere sediu_sector judet localitate adresa cod_postal"),
    (
        _l("Contact"),
        "telefon email persoana_contact persoana_functie site facebook instagram linkedin youtube",
    ),
    (_l("Imagini"), "coperta coperta_alt"),
)
# Field → the switch that makes it public.
COMUTATOARE = {
    "adresa": "adresa_publica",
    "cod_postal": "adresa_publica",
    "telefon": "telefon_public",
    "email": "email_public",
    "persoana_contact": "persoana_publica",
    "persoana_functie": "persoana_publica",
}


def comparatie(organizatie, inainte, valori):
    """Every filled field by section; beside what a moderator sent back, when there is something."""
    ascunse = {n: _("nu se vede public") for n, comutator in COMUTATOARE.items() if not getattr(organizatie, comutator)}
    sectiuni = [(titlu, randuri(organizatie, nume.split(), inainte, ascunse, valori)) for titlu, nume in SECTIUNI]
    return [(titlu, grup) for titlu, grup in sectiuni if grup]


def comparatie_revendicare(revendicare):
    persoana = revendicare.utilizator
    camp = revendicare._meta.get_field
    return [
        (
            "",
            [
                Rand("utilizator", str(camp("utilizator").verbose_name), f"{persoana.nume} ({persoana.email})"),
                Rand("functie", _("funcția în organizație"), revendicare.functie),
                Rand("mesaj", _("mesajul"), revendicare.mesaj),
            ],
        )
    ]


def comparatie_sesizare(sesizare):
    camp = sesizare._meta.get_field
    raspuns = _("da, a lăsat o adresă") if sesizare.email else _("nu")
    return [
        (
            "",
            [
                Rand("ce", str(camp("ce").verbose_name), sesizare.get_ce_display()),
                Rand("text", str(camp("text").verbose_name), sesizare.text),
                Rand("email", _("vrea să afle răspunsul"), raspuns),
            ],
        )
    ]


def fapte_sesizare(sesizare):
    """The profile as it stands, who could correct it, and the register."""
    o = sesizare.organizatie
    profil = [
        (_("Starea profilului"), o.eticheta_stare),
        (_("Are reprezentanți"), _("da") if o.revendicata else _("nu")),
        (_("Informații confirmate la"), data_lunga(o.confirmata_la)),
        (_("E-mailul din profil"), o.email),
    ]
    return [(_("Profilul"), [(e, v) for e, v in profil if v]), *fapte(o)]


def fise_registru(organizatie):
    """Register rows that speak of it: its own, and any with the number it gives."""
    fise = FisaRegistru.objects.filter(organizatie=organizatie) if organizatie.pk else FisaRegistru.objects.none()
    if organizatie.nr_registru_national:
        fise |= FisaRegistru.objects.filter(nr_registru=organizatie.nr_registru_national)
    return fise.order_by("pk")[:3]


def fapte(organizatie):
    """The national register, word for word: the moderator compares, the platform does not guess."""
    return [(_("Registrul național ONG"), _din_fisa(fisa)) for fisa in fise_registru(organizatie)]


def _din_fisa(fisa):
    loc = [fisa.adresa, fisa.localitate, fisa.judet, fisa.sector and _("Sectorul %(n)s") % {"n": fisa.sector}]
    randuri_fisa = [
        (_("Denumirea"), fisa.denumire),
        (_("Numărul"), fisa.nr_registru),
        (_("Categoria"), fisa.get_categorie_display()),
        (_("Starea"), fisa.get_stare_display()),
        (_("Adresa (nu se publică)"), ", ".join(parte for parte in loc if parte)),
        (_("Scopul"), fisa.scop),
        (_("Utilitate publică"), fisa.utilitate_publica),
        (_("Ultima schimbare"), data_lunga(fisa.actualizat_la)),
    ]
    return [(eticheta, valoare) for eticheta, valoare in randuri_fisa if valoare]


def fapte_revendicare(revendicare):
    """The register, the profile as it stands, who else asks for it, and what else this person looks after."""
    o = revendicare.organizatie
    altele = Revendicare.objects.filter(organizatie=o, stare__in=[Stare.TRIMIS, Stare.COMPLETARI])
    altele = altele.exclude(pk=revendicare.pk).select_related("utilizator")
    ale_persoanei = Organizatie.objects.editabile_de(revendicare.utilizator)
    profil = [
        (_("Starea profilului"), o.eticheta_stare),
        (_("Are reprezentanți"), _("da") if o.revendicata else _("nu")),
        (_("E-mailul din profil"), o.email),
        (_("Alte cereri deschise pentru el"), ", ".join(str(r.utilizator) for r in altele)),
        (_("Persoana mai are"), ", ".join(map(str, ale_persoanei))),
    ]
    return [(_("Profilul cerut"), [(e, v) for e, v in profil if v]), *fapte(o)]


def fisiere(organizatie):
    """Its documents, private ones too: the moderator may read them."""
    return [
        (
            document.titlu,
            document.get_absolute_url(),
            "{} · {} · {}".format(
                PurePath(document.nume_fisier).suffix[1:].upper(),
                filesizeformat(document.marime),
                _("public") if document.public else _("privat"),
            ),
        )
        for document in organizatie.documente.all()
    ]
