"""Clean rows → FisaRegistru, and unclaimed profiles that citizens see at once.

What an import may touch. The record (FisaRegistru) always. The profile only while nobody has claimed it and nobody
has edited it since the last import: then `Organizatie.modificat_la` still equals `FisaRegistru.actualizat_la`. The
state in the register is the register's to say, so it reaches every profile, and the directory leaves out who was
struck off. A profile that staff archived or erased does not come back. An organisation that was renamed or moved to
another court keeps its record, its profile and its address on the site (`tabel` says how it is recognised).
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

import pghistory
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import FisaRegistru, Organizatie, StareRegistru, Sursa, TipOrganizatie, slug_baza
from organizatii.registru import tabel
from organizatii.registru.citire import deschide, randuri
from organizatii.registru.curatare import SEMNALARI, Refuz, categorie_din_nume, curata
from organizatii.registru.nume import miez
from platforma.cnp import fara_cnp
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.text import normalizeaza, pliaza

LOT = 1000  # rows in a transaction
TOATE = "toate"
LACAT = 0x2E6157  # advisory lock: one import at a time

ANTET_RAPORT = ("fișier", "rând", "număr", "denumire", "rezultat", "motiv sau semnalări")
CREATA, ACTUALIZATA, LEGATA, SUPRAPUSA, REFUZATA = "creată", "actualizată", "legată", "suprapusă", "refuzată"


class ImportInCurs(Exception):
    """Another import holds the lock."""


@dataclass
class Rezultat:
    """What an import did, in rows; `motive` counts the refused ones by reason."""

    citite: int = 0
    alte_judete: int = 0
    create: int = 0
    actualizate: int = 0
    legate: int = 0
    neschimbate: int = 0
    suprapuse: int = 0
    arhivate: int = 0
    refuzate: int = 0
    motive: dict = field(default_factory=dict)

    @property
    def a_schimbat(self):
        return bool(self.create or self.actualizate or self.legate or self.arhivate)


@dataclass
class Context:
    """What every step of one import needs: the counts, the report and where progress is shown."""

    rezultat: Rezultat
    raport: object  # platforma.tabele.ScriitorCSV or None
    progres: object  # called with (step, rows done, rows in all or None)
    fisier: str = ""

    def noteaza(self, rand, numar, denumire, rezultat, motiv=""):
        if self.raport:
            self.raport.rand(self.fisier, rand, numar, fara_cnp(normalizeaza(denumire))[:300], rezultat, motiv)


def importa(surse, judet=TOATE, categorie=None, raport=None, progres=lambda *_: None):
    """Import the files or addresses one after the other and return the Rezultat.

    `judet` keeps the rows whose seat or whose court is in that county. Raises FisierInvalid or ImportInCurs; batches
    done before the error stay done, and importing again goes on from there.
    """
    context = Context(Rezultat(), raport, progres)
    with _singur():
        for sursa in surse:
            with deschide(sursa) as (fisier, nume):
                context.fisier = nume
                try:
                    tabel.incarca(_citite(context, fisier, nume, pliaza(judet), categorie))
                    tabel.recunoaste_cunoscute()
                    _aplica(context)
                finally:
                    tabel.sterge()
    return context.rezultat


@contextmanager
def _singur():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LACAT])
        if not cursor.fetchone()[0]:
            raise ImportInCurs(_("Alt import al registrului este în curs."))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LACAT])


def _citite(context, fisier, nume, judet, categorie):
    """The file's rows that can be organisations, each with whether it is in the county; the others are reported."""
    categorie = categorie or categorie_din_nume(nume)
    rezultat = context.rezultat
    for n, (rand, celule) in enumerate(randuri(fisier, nume), 1):
        rezultat.citite += 1
        if n % LOT == 0:
            context.progres(_("citire"), n, None)
        try:
            curat = curata(celule, categorie)
        except Refuz as refuz:
            if _ales(judet, celule.get("judet", "")):
                _refuza(context, rand, celule, str(refuz))
            continue
        ales = _ales(judet, curat.judet_registru, curat.fisa["judet"])
        rezultat.alte_judete += not ales
        yield rand, curat, ales


def _ales(judet, *judete):
    return judet == TOATE or judet in (pliaza(j) for j in judete)


def _refuza(context, rand, celule, motiv):
    context.rezultat.refuzate += 1
    context.rezultat.motive[motiv] = context.rezultat.motive.get(motiv, 0) + 1
    context.noteaza(rand, celule.get("nr_registru", ""), celule.get("denumire", ""), REFUZATA, motiv)


def _aplica(context):
    total, facute = tabel.numarul_de_ales(), 0
    for lot in tabel.loturi(LOT):
        with transaction.atomic(), pghistory.context(sursa="importa_registru"):
            _aplica_lot(context, lot)
        facute += len(lot)
        context.progres(_("import"), facute, total)
    for rand, numar, denumire, rand_pastrat in tabel.inlocuite():
        context.rezultat.suprapuse += 1
        context.noteaza(rand, numar, denumire, SUPRAPUSA, _("aceeași organizație ca rândul %s") % rand_pastrat)
    _arhiveaza_inlocuite(context)


def _arhiveaza_inlocuite(context):
    """Unclaimed profiles of rows that gave way to a row with its own profile: the directory shows each one once."""
    de_arhivat = Organizatie.objects.publice().filter(pk__in=tabel.profiluri_inlocuite(), revendicata=False)
    for profil in de_arhivat.order_by("pk"):
        muta(profil, Actiune.ARHIVEAZA, None, _("În registru, organizația are acum altă înregistrare."))
        context.rezultat.arhivate += 1


def _aplica_lot(context, lot):
    acum = timezone.now()
    fise = {f.cheie: f for f in FisaRegistru.objects.filter(cheie__in=[i.cheie for i in lot])}
    redenumite = FisaRegistru.objects.in_bulk([i.fisa_id for i in lot if i.fisa_id])
    fise |= {i.cheie: redenumite[i.fisa_id] for i in lot if i.fisa_id in redenumite}
    _creeaza(context, [i for i in lot if i.cheie not in fise], acum)
    _actualizeaza(context, [(i, fise[i.cheie]) for i in lot if i.cheie in fise], acum)


def _creeaza(context, intrari, acum):
    """New records, each with an unclaimed, published profile, or tied to the profile its people already made."""
    if not intrari:
        return
    existente = _profiluri_de_legat(intrari)
    noi = [i for i in intrari if i.cheie not in existente]
    profiluri = Organizatie.objects.bulk_create(
        Organizatie(
            tip=TipOrganizatie.ONG,
            slug=slug,
            sursa=Sursa.REGISTRU,
            revendicata=False,
            stare=Stare.PUBLICAT,
            stare_din=acum,
            stare_registru=intrare.fisa["stare"],
            creat_la=acum,
            modificat_la=acum,
            publicat_la=acum,
            **intrare.profil,
        )
        for intrare, slug in zip(noi, _sluguri(noi), strict=True)
    )
    legaturi = {i.cheie: profil.pk for i, profil in zip(noi, profiluri, strict=True)} | existente
    FisaRegistru.objects.bulk_create(
        FisaRegistru(cheie=i.cheie, organizatie_id=legaturi[i.cheie], creat_la=acum, actualizat_la=acum, **i.fisa)
        for i in intrari
    )
    _scrie_starea({legaturi[i.cheie]: i.fisa["stare"] for i in intrari if i.cheie in existente})
    context.rezultat.create += len(noi)
    context.rezultat.legate += len(existente)
    for i in intrari:
        _noteaza(context, i, LEGATA if i.cheie in existente else CREATA)


def _profiluri_de_legat(intrari):
    """{key: profile} for organisations that registered on their own with this number and this name."""
    numere = {i.profil["nr_registru_national"] for i in intrari} - {""}
    candidati = {}
    for pk, numar, denumire in Organizatie.objects.filter(
        nr_registru_national__in=numere, fisa=None, stare__in=[Stare.TRIMIS, Stare.COMPLETARI, Stare.PUBLICAT]
    ).values_list("pk", "nr_registru_national", "denumire"):
        candidati.setdefault((numar, miez(denumire)), pk)
    gasite = {}
    for i in intrari:
        pk = candidati.pop((i.profil["nr_registru_national"], miez(i.profil["denumire"])), None)
        if pk:
            gasite[i.cheie] = pk
    return gasite


def _sluguri(intrari):
    """A free address for each: the name's, else the name's with the register number, else with a counter."""
    variante = []
    for i in intrari:
        baza = slug_baza(i.profil["denumire"])
        numar = slug_baza(i.fisa["nr_registru"].replace("/", "-"))[:18] if i.fisa["nr_registru"] else ""
        variante.append((baza, f"{baza}-{numar}" if numar else baza))
    cautate = {slug for pereche in variante for slug in pereche}
    luate = set(Organizatie.objects.filter(slug__in=cautate).values_list("slug", flat=True))
    sluguri = []
    for baza, cu_numar in variante:
        slug, n = (baza if baza not in luate else cu_numar), 2
        while slug in luate or (n > 2 and Organizatie.objects.filter(slug=slug).exists()):
            slug, n = f"{cu_numar[:114]}-{n}", n + 1
        luate.add(slug)
        sluguri.append(slug)
    return sluguri


# What an import may write on a profile that is nobody's yet; the model's field names.
CAMPURI_PROFIL = (
    "denumire",
    "forma_juridica",
    "nr_registru_national",
    "scop",
    "sediu_sector_id",
    "judet",
    "localitate",
)


def _actualizeaza(context, perechi, acum):
    """Known records: facts that changed, and the profile as far as the import may."""
    pk_profiluri = [fisa.organizatie_id for _i, fisa in perechi if fisa.organizatie_id]
    citite = _profiluri(Organizatie.objects.filter(pk__in=pk_profiluri))
    de_blocat = [
        fisa.organizatie_id
        for intrare, fisa in perechi
        if fisa.organizatie_id
        and (_difera(fisa, intrare.fisa) or _de_scris(citite[fisa.organizatie_id], fisa, intrare))
    ]
    # read again under the lock: a claim may have been approved a moment ago
    blocate = _profiluri(Organizatie.objects.select_for_update().filter(pk__in=de_blocat).order_by("pk"))
    fise, profiluri, stari = [], [], {}
    for intrare, fisa in perechi:
        profil = blocate.get(fisa.organizatie_id)
        neatins = profil is not None and _neatins(profil, fisa)
        alt_profil = neatins and _difera(profil, intrare.profil)
        alta_stare = profil is not None and profil.stare_registru != intrare.fisa["stare"]
        if not (_difera(fisa, intrare.fisa) or alt_profil or alta_stare or fisa.cheie != intrare.cheie):
            context.rezultat.neschimbate += 1
            continue
        _pune(fisa, {"cheie": intrare.cheie, "actualizat_la": acum, **intrare.fisa})
        fise.append(fisa)
        if neatins:
            versiune = profil.versiune + bool(alt_profil)
            _pune(profil, {"modificat_la": acum, "versiune": versiune, **intrare.profil})
            profiluri.append(profil)
        if alta_stare:
            stari[profil.pk] = intrare.fisa["stare"]
        context.rezultat.actualizate += 1
        _noteaza(context, intrare, ACTUALIZATA)
    if fise:
        campuri = ["cheie", "actualizat_la", *perechi[0][0].fisa]
        FisaRegistru.objects.bulk_update(fise, campuri, batch_size=200)
    if profiluri:
        campuri = ["modificat_la", "versiune", *(camp.removesuffix("_id") for camp in CAMPURI_PROFIL)]
        Organizatie.objects.bulk_update(profiluri, campuri, batch_size=200)
    _scrie_starea(stari)


def _profiluri(multime):
    return multime.only("pk", "revendicata", "versiune", "modificat_la", "stare_registru", *CAMPURI_PROFIL).in_bulk()


def _neatins(profil, fisa):
    """Nobody claimed it, and nobody edited it since the import wrote both rows at the same moment."""
    return not profil.revendicata and profil.modificat_la == fisa.actualizat_la


def _de_scris(profil, fisa, intrare):
    return profil.stare_registru != intrare.fisa["stare"] or (
        _neatins(profil, fisa) and _difera(profil, intrare.profil)
    )


def _difera(obiect, valori):
    return any(getattr(obiect, camp) != valoare for camp, valoare in valori.items())


def _pune(obiect, valori):
    for camp, valoare in valori.items():
        setattr(obiect, camp, valoare)


def _scrie_starea(stari):
    """{profile: state in the register}: a fact about every profile, claimed or not."""
    for stare in StareRegistru.values:
        if chei := [pk for pk, valoare in stari.items() if valoare == stare]:
            Organizatie.objects.filter(pk__in=chei).update(stare_registru=stare)


def _noteaza(context, intrare, rezultat):
    semnalari = ", ".join(str(SEMNALARI[cod]) for cod in intrare.fisa["semnalari"])
    context.noteaza(intrare.rand, intrare.fisa["nr_registru"], intrare.fisa["denumire"], rezultat, semnalari)
