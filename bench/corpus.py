"""Made-up organisations with the size, the distributions and the dirt of the national register. Seeded: the same seed
gives the same rows.

`genereaza(n, samanta)` streams them, `incarca(n, samanta)` puts them in the database by COPY: the hand-made ones of
bench/tinte.toml first, then n generated ones. Names come in capitals, with cedilla or without any diacritics, quoted
five ways, hyphenated, abbreviated („ASOC.”); numbers of the register repeat; some are struck off; one in eight has a
profile that its own people filled in. What each name speaks of is kept beside it (`Rand.familii`), so that a
measurement of search knows the right answers without asking the search.
"""

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

AICI = Path(__file__).resolve().parent
ACUM = datetime(2026, 11, 1, 9, tzinfo=UTC)
CU_PROFIL = 0.12  # share of organisations that filled in their own profile
LISTE = {"domenii": "domeniu", "grupuri": "grup", "cartiere": "cartier", "sectoare": "sector"}
INDECSI_GREI = (
    "organizatii_cautare",
    "organizatii_cautare_nume",
    "organizatii_denumire_trgm",
)  # built again after a large load, not row by row
LOT_MARE = 20_000

FORME = [  # (legal form, words before the name, share)
    ("asociatie", ["Asociația", "Asociația", "Asociația", "Asociația pentru", "Asoc.", "As."], 70),
    ("fundatie", ["Fundația", "Fundația", "Fundația pentru", "Fund."], 20),
    ("federatie", ["Federația", "Federația", "Fed."], 3),
    ("uniune", ["Uniunea"], 2),
    ("filiala", ["Filiala București a Asociației", "Organizația teritorială"], 2),
    ("", [""], 3),
]
STARI = [("publicat", 97), ("ciorna", 1), ("trimis", 1), ("arhivat", 1)]
STARI_REGISTRU = [("activa", 88), ("radiata", 7), ("dizolvata", 2), ("in_lichidare", 1), ("", 2)]
TIPURI = [
    ("ong", 940), ("intreprindere_sociala", 20), ("intreprindere_insertie", 8), ("unitate_protejata", 7), ("alta", 25)
]  # fmt: skip
_FARA_DIACRITICE = str.maketrans("ăâîșțĂÂÎȘȚ", "aaistAAIST")
_CEDILA = str.maketrans("șțȘȚ", "şţŞŢ")
_STRICATE = str.maketrans("șțȘȚ", "ºþªÞ")  # letters of an old code page read as another
_GOL = re.compile(r"\{(\w)\}")
_NU_IN_ADRESA = re.compile(r"[^a-z0-9]+")
_SILABE = """
ba be bo da de do fa fe ga go la le li lo ma me mi mo na ne ni no pa po ra re ri ro sa se ta te ti va vi za
""".split()


class Rand(NamedTuple):
    """One organisation: values of columns, slugs (numbers for sectors) of its lists, and what its name speaks of."""

    campuri: dict
    liste: dict
    familii: frozenset  # first forms of the word families in the name („școală”)


class Vocabular:
    def __init__(self):
        date = tomllib.loads((AICI / "vocabular.toml").read_text("utf-8"))
        self.familii = [rand.split() for rand in date["familii"].split("\n") if rand.strip()]
        self.insusiri, self.actiuni, self.nume, self.localitati, self.judete = (
            date[cheie].split() for cheie in ("insusiri", "actiuni", "nume", "localitati", "judete")
        )
        self.scopuri, self.descrieri, self.oferte, self.cereri = (
            date[cheie] for cheie in ("scopuri", "descrieri", "oferte", "cereri")
        )
        # Few words are everywhere and most are rare, as in any language.
        self.ponderi = [1 / (n + 3) for n in range(len(self.familii))]


@cache
def vocabular():
    return Vocabular()


@cache
def tinte():
    """The hand-made organisations, as {slug: row of bench/tinte.toml}."""
    randuri = tomllib.loads((AICI / "tinte.toml").read_text("utf-8"))["tinta"]
    return {rand["slug"]: rand for rand in randuri}


def genereaza(n, samanta=1) -> Iterator[Rand]:
    """The hand-made organisations, then n generated ones."""
    for rand in tinte().values():
        yield _tinta(rand)
    zar = _Zar(samanta)
    for numar in range(1, n + 1):
        yield zar.rand(numar)


def _tinta(rand):
    liste = {nume: rand.get(nume, []) for nume in LISTE}
    campuri = {nume: valoare for nume, valoare in rand.items() if nume not in LISTE}
    implicite = {
        "stare": "publicat",
        "publicat_la": ACUM,
        "forma_juridica": "asociatie",
        "sursa": "inscriere",
        "stare_registru": "activa",
    }
    return Rand(implicite | campuri, liste, frozenset())


class _Zar(random.Random):
    """The generator's dice, and what is thrown with them."""

    def unul(self, perechi):
        return self.choices([p[0] for p in perechi], [p[-1] for p in perechi])[0]

    def familie(self):
        v = vocabular()
        return self.choices(v.familii, v.ponderi)[0]

    def nascocit(self):
        """A made-up proper name („Nolisa”): the long tail of rare words."""
        return "".join(self.choices(_SILABE, k=self.randint(2, 4))).capitalize()

    def propozitie(self, sablon, familii=None):
        """A sentence with its slots filled; the word families it takes are added to `familii`, when given."""
        v = vocabular()

        def umple(gol):
            if gol[1] in "ai":
                return self.choice(v.actiuni if gol[1] == "a" else v.insusiri)
            familie = self.familie()
            if familii is not None:
                familii.add(familie[0])
            return familie[5 if gol[1] == "g" else 3]

        return _GOL.sub(umple, sablon)

    def miez(self):
        """(core of a name, word families in it)"""
        v, f, g = vocabular(), self.familie(), self.familie()
        fel = self.randrange(9)
        if fel == 0:
            return f"{self.choice(v.actiuni).capitalize()} {f[5].capitalize()} {self.nascocit()}", {f[0]}
        if fel == 1:
            return f"{f[1].capitalize()} {self.choice(v.insusiri).capitalize()} {self.choice(v.localitati)}", {f[0]}
        if fel == 2:
            return f"{f[4].capitalize()} {g[2].capitalize()} {self.nascocit()}", {f[0], g[0]}
        if fel == 3:
            return f"{self.choice(v.nume)} {self.choice(v.nume)}", set()
        if fel == 4:
            return f"{self.nascocit()} {self.nascocit()}", set()
        if fel == 5:
            return f"Pro {f[0].capitalize()} {self.choice(v.localitati)}", {f[0]}
        if fel == 6:
            return f"{f[0].capitalize()} și {g[0].capitalize()} {self.nascocit()} {self.randint(1, 99)}", {f[0], g[0]}
        if fel == 7:
            return f"{f[4].capitalize()} din {self.choice(v.localitati)} - {self.nascocit()}", {f[0]}
        return f"Clubul Sportiv {self.nascocit()} {self.choice(v.localitati)}", set()

    def murdareste(self, nume):
        fel = self.random()
        if fel < 0.30:
            return nume.upper().translate(_FARA_DIACRITICE)
        if fel < 0.62:
            return nume.upper().translate(_CEDILA)
        if fel < 0.70:
            return nume.upper()
        if fel < 0.76:
            return nume.translate(_FARA_DIACRITICE)
        if fel < 0.78:
            return nume.upper().translate(_STRICATE)
        return nume

    def rand(self, numar):
        v = vocabular()
        forma, cuvinte, _p = self.choices(FORME, [f[-1] for f in FORME])[0]
        miez, familii = self.miez()
        if self.random() < 0.45:
            deschis, inchis = self.choice([("„", "”"), ('"', '"'), ("“", "”"), ("'", "'"), ("«", "»")])
            miez = f"{deschis}{miez}{inchis}"
        denumire = f"{self.choice(cuvinte)} {miez}".strip()
        if self.random() < 0.04:
            denumire = f"{denumire} – {self.propozitie('{a} {g} prin activități cu caracter {i}', familii)}"
        denumire = self.murdareste(denumire)
        cu_profil = self.random() < CU_PROFIL
        in_bucuresti = cu_profil or self.random() < 0.18
        acum_zile = timedelta(days=self.randint(0, 1500), seconds=self.randint(0, 86_399))
        scop = ""
        if self.random() > 0.13:
            scop = "; ".join(self.propozitie(self.choice(v.scopuri)) for _ in range(self.choice((1, 2, 3, 4, 6, 9))))
            scop = self.murdareste(scop[:1].upper() + scop[1:])[:3000]
        stare = self.unul(STARI)
        litera = {"asociatie": "A", "fundatie": "B", "federatie": "C", "uniune": "D"}.get(forma, "A")
        # One in seventy takes the number of one before it, as the register's own doubles do.
        nr = numar if self.random() > 0.015 else self.randint(1, numar)
        campuri = {
            "denumire": denumire,
            "slug": f"{_NU_IN_ADRESA.sub('-', denumire.lower().translate(_FARA_DIACRITICE))[:70].strip('-')}-{numar}",
            "forma_juridica": forma,
            "tip": self.unul(TIPURI),
            "scop": scop,
            "stare": stare,
            "publicat_la": None if stare in {"ciorna", "trimis"} else ACUM - acum_zile,
            "stare_registru": self.unul(STARI_REGISTRU),
            "nr_registru_national": f"{nr}/{litera}/{2000 + nr % 26}",
            "cif": _cif(numar) if cu_profil or self.random() < 0.3 else "",
            "judet": "București" if in_bucuresti else self.choice(v.judete),
            "localitate": "București" if in_bucuresti else self.choice(v.localitati),
            "sediu_sector_id": self.randint(1, 6) if in_bucuresti and self.random() < 0.96 else None,
            "sursa": "inscriere" if cu_profil else "registru",
            "revendicata": cu_profil,
        }
        liste = {nume: [] for nume in LISTE}
        if cu_profil:
            initiale = "".join(c[0] for c in miez.split() if c[0].isalpha()).upper()
            campuri |= {
                "acronim": initiale if len(initiale) > 1 and self.random() < 0.5 else "",
                "descriere": " ".join(self.propozitie(s) for s in self.sample(v.descrieri, self.randint(1, 4))),
                "ofera": "; ".join(self.propozitie(s) for s in self.sample(v.oferte, self.randint(0, 3))),
                "cauta": "; ".join(self.propozitie(s) for s in self.sample(v.cereri, self.randint(0, 2))),
                "an_infiintare": self.randint(1990, 2026),
            }
            liste = {
                "domenii": self._cateva(_coduri("domeniu"), 1, 4),
                "grupuri": self._cateva(_coduri("grup"), 0, 4),
                "cartiere": self._cateva(_coduri("cartier"), 0, 3),
                "sectoare": self.sample(range(1, 7), self.randint(1, 3)),
            }
        return Rand(campuri, liste, frozenset(familii))

    def _cateva(self, coduri, dela, panala):
        """Some of a list, the first ones of it more often."""
        alese = self.choices(coduri, [1 / (n + 2) for n in range(len(coduri))], k=self.randint(dela, panala))
        return list(dict.fromkeys(alese))


def _cif(numar):
    """A valid CIF, another one for each row."""
    corp = str(1_000_000 + numar)
    suma = sum(int(cifra) * cheie for cifra, cheie in zip(corp.zfill(9), (7, 5, 3, 2, 1, 7, 5, 3, 2), strict=True))
    return corp + str(suma * 10 % 11 % 10)


@cache
def _coduri(lista):
    return tuple(_elemente(lista))


@cache
def _elemente(lista):
    """{code: (key, name)} of one code list, in its own order."""
    from platforma.nomenclatoare.models import Cartier, Domeniu, GrupTinta

    model = {"domeniu": Domeniu, "grup": GrupTinta, "cartier": Cartier}[lista]
    return {
        slug: (pk, nume)
        for slug, pk, nume in model.objects.order_by("ordine", "nume").values_list("slug", "pk", "nume")
    }


def _numele_listelor(liste):
    """What the triggers, which sleep during the load, would have written beside the profile."""
    return {
        f"{nume}_text": " · ".join(e for cod, (_pk, e) in _elemente(LISTE[nume]).items() if cod in liste[nume])
        for nume in ("domenii", "cartiere")
    }


# --- into the database --------------------------------------------------------------------------------------------
def incarca(n, samanta=1):
    """Put them in the tables by COPY, lists included; the new keys as {slug: pk}.

    Triggers and foreign keys sleep meanwhile (there is no history of made-up rows), and for a large load the heavy
    indexes are dropped and built again. ANALYZE at the end; VACUUM is the caller's, because it takes no transaction.
    """
    from django.db import connection, transaction

    from organizatii.models import Organizatie

    _elemente.cache_clear()
    _coduri.cache_clear()
    for lista in ("domeniu", "grup", "cartier"):  # no question can be asked on the connection during COPY
        _coduri(lista)
    mare = n >= LOT_MARE
    chei, legaturi = {}, {nume: [] for nume in LISTE}
    indecsi = [i for i in Organizatie._meta.indexes if i.name in INDECSI_GREI] if mare else []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        with connection.schema_editor(atomic=False) as schema:
            for index in indecsi:
                schema.remove_index(Organizatie, index)
        cursor.execute("SELECT coalesce(max(id), 0) FROM organizatii_organizatie")
        ultima = cursor.fetchone()[0]
        coloane, implicite = _coloane(Organizatie)
        with cursor.copy(f"COPY organizatii_organizatie ({', '.join(coloane)}) FROM STDIN") as copie:
            for pk, rand in enumerate(genereaza(n, samanta), ultima + 1):
                copie.write_row([pk, *(implicite | rand.campuri | _numele_listelor(rand.liste)).values()])
                chei[rand.campuri["slug"]] = pk
                for nume, coduri in rand.liste.items():
                    legaturi[nume] += [(pk, cod) for cod in coduri]
        cursor.execute("SELECT setval(pg_get_serial_sequence('organizatii_organizatie', 'id'), %s)", [pk])
        for nume, perechi in legaturi.items():
            _scrie_lista(cursor, Organizatie._meta.get_field(nume), perechi)
        with connection.schema_editor(atomic=False) as schema:
            for index in indecsi:
                schema.add_index(Organizatie, index)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE organizatii_organizatie")
    return chei


def _coloane(model):
    """(columns in order, {column: value} of a row that says nothing), without the stored ones; the key comes first."""
    campuri = [c for c in model._meta.local_concrete_fields if not c.generated and not c.primary_key]
    implicite = {c.attname: c.get_default() for c in campuri}
    implicite |= {"creat_la": ACUM, "modificat_la": ACUM, "stare_din": ACUM}
    return ["id", *(c.column for c in campuri)], {
        nume: str(valoare) if isinstance(valoare, str) else valoare for nume, valoare in implicite.items()
    }


def _scrie_lista(cursor, camp, perechi):
    tabel, a, b = camp.m2m_db_table(), camp.m2m_column_name(), camp.m2m_reverse_name()
    chei = {n: n for n in range(1, 7)}
    if camp.name != "sectoare":
        chei = {cod: cheie for cod, (cheie, _nume) in _elemente(LISTE[camp.name]).items()}
    with cursor.copy(f"COPY {tabel} ({a}, {b}) FROM STDIN") as copie:
        for pk, cod in perechi:
            copie.write_row((pk, chei[cod]))
    cursor.execute(f"ANALYZE {tabel}")
