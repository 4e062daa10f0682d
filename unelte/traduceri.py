"""Romanian catalogues by Babel, without gettext binaries: `python unelte/traduceri.py extrage|compileaza|verifica`.

A msgid in our code IS the Romanian sentence, so an empty msgstr means "as written"; only plurals need their forms:
„1 organizație”, „2 organizații”, „20 de organizații” (`extrage` fills in the plain ones).
Two files are compiled into one django.mo:
- django.po: our own sentences, rewritten by `extrage` from code and templates;
- terti.po: Django's and other packages' sentences that their Romanian catalogues lack or spell with cedilla (ş, ţ).
  Kept by hand; `verifica` says what a new version of a package needs.
A package that ships a Romanian .po without its .mo (django-filter) is compiled into django.mo too.
"""

import importlib.util
import re
import sys
from io import BytesIO
from pathlib import Path

BAZA = Path(__file__).resolve().parent.parent
LIMBA = BAZA / "locale/ro/LC_MESSAGES"
# Directories that hold locale/<language>/, of every package whose words a visitor or the staff can meet.
TERTI = [
    "django/conf", "django/contrib/admin", "django/contrib/auth", "django/contrib/contenttypes",
    "django/contrib/postgres", "django/contrib/sessions", "allauth", "django_filters",
]  # fmt: skip
FARA_SURSE = {"tests", "unelte", "bench", "docs", "static", "static-colectat", "locale", "migrations", "node_modules"}
FUNCTII = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
ANTET_SCHIMBATOR = re.compile(
    rb'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By).*\n',
    re.M,
)
SUBSTITUT = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}")
CU_DE = re.compile(r"(?:%\(\w+\)[sd]|%[sd]|\{\w*\})(?:</\w+>)? de\b")
SEDILA = re.compile("[şţŞŢ]")


# --- reading ------------------------------------------------------------------------------------------------------
def fisiere(radacina=BAZA):
    """Sources with translatable sentences, in a stable order."""
    for cale in sorted(radacina.iterdir()):
        if cale.name.startswith(".") or cale.name in FARA_SURSE:
            continue
        if cale.is_dir():
            yield from fisiere(cale)
        elif cale.suffix == ".py" or (cale.suffix in {".html", ".txt"} and "templates" in cale.parts):
            yield cale


def din_surse():
    """Catalogue of what the code and the templates say now."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    catalog = Catalog(locale="ro")
    for cale in fisiere():
        text, loc = cale.read_text(encoding="utf-8"), str(cale.relative_to(BAZA))
        if cale.suffix != ".py":  # what is not a call becomes X; without indentation it is Python enough to be read
            text = "\n".join(linie.lstrip() for linie in templatize(text, origin=loc).splitlines())
        for _linie, mesaj, comentarii, context in extract("python", BytesIO(text.encode()), FUNCTII, ["Traducere:"]):
            catalog.add(mesaj, locations=[(loc, None)], auto_comments=comentarii, context=context)
    return catalog


def citeste(cale):
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not cale.exists():
        return Catalog(locale="ro")
    with cale.open("rb") as fisier:
        return read_po(fisier, locale="ro")


def po_terti(limba="ro"):
    """(package, path of its catalogue) for every package of TERTI."""
    for pachet in TERTI:
        radacina = Path(importlib.util.find_spec(pachet.split("/")[0]).submodule_search_locations[0])
        yield pachet, radacina.joinpath(*pachet.split("/")[1:], "locale", limba, "LC_MESSAGES/django.po")


def mesaje(catalog):
    return [mesaj for mesaj in catalog if mesaj.id]


def cheie(mesaj):
    return mesaj.context, mesaj.id if isinstance(mesaj.id, str) else mesaj.id[0]


def forme(text):
    return [text] if isinstance(text, str) else list(text or [""])


def tradus(mesaj):
    return bool(mesaj) and not mesaj.fuzzy and all(forme(mesaj.string))


# --- the three verbs ----------------------------------------------------------------------------------------------
def extrage():
    """Brings django.po up to date with the sources; translations are kept, what nobody says any more is dropped."""
    from babel.messages.pofile import write_po

    catalog = citeste(LIMBA / "django.po")
    catalog.update(din_surse(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for mesaj in mesaje(catalog):
        if isinstance(mesaj.id, tuple) and not any(forme(mesaj.string)):
            mesaj.string = forme_de_plural(*mesaj.id)
    catalog.fuzzy = False
    catalog.header_comment = "# Our own sentences: the msgid is the Romanian text. Only plurals are filled in."
    iesire = BytesIO()
    write_po(iesire, catalog, width=120, sort_by_file=True)
    LIMBA.mkdir(parents=True, exist_ok=True)
    (LIMBA / "django.po").write_bytes(ANTET_SCHIMBATOR.sub(b"", iesire.getvalue()))
    print(f"{len(mesaje(catalog))} de mesaje în {(LIMBA / 'django.po').relative_to(BAZA)}")


def forme_de_plural(unu, multe):
    """The usual three forms, „de” after the number in the third; empty when it is not plain which number counts."""
    numere = SUBSTITUT.findall(multe)
    if not numere:
        return unu, multe, multe
    if len(numere) > 1:
        return "", "", ""
    cateva = multe.replace(f"{numere[0]} de ", f"{numere[0]} ")
    return unu, cateva, re.sub(re.escape(numere[0]) + r"(</\w+>)?", r"\g<0> de", cateva)


def compileaza():
    """Writes django.mo when a source is newer; returns whether it did. Unchanged, it costs a few stat() calls."""
    doar_po = [cale for _, cale in po_terti() if cale.exists() and not cale.with_suffix(".mo").exists()]
    surse, tinta = [*doar_po, LIMBA / "terti.po", LIMBA / "django.po"], LIMBA / "django.mo"
    if tinta.exists() and all(tinta.stat().st_mtime > cale.stat().st_mtime for cale in [*surse, Path(__file__)]):
        return False
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    catalog = Catalog(locale="ro")
    for sursa in surse:  # the later one wins
        for mesaj in filter(tradus, mesaje(citeste(sursa))):
            catalog.delete(mesaj.id, mesaj.context)
            catalog.add(mesaj.id, mesaj.string, context=mesaj.context)
    nou = tinta.with_suffix(".nou")
    with nou.open("wb") as fisier:
        write_mo(fisier, catalog)
    nou.replace(tinta)
    return True


def verifica():
    """Sentences about everything that is wrong; [] when the catalogues are complete."""
    ale_noastre, terti = mesaje(citeste(LIMBA / "django.po")), mesaje(citeste(LIMBA / "terti.po"))
    scrise, in_surse = {cheie(m) for m in ale_noastre}, {cheie(m) for m in mesaje(din_surse())}
    probleme = []
    if schimbate := sorted((text for _, text in scrise ^ in_surse), key=str):
        probleme.append(f"django.po nu este la zi (rulați make traduceri): {len(schimbate)} mesaje, {schimbate[:3]}")
    for mesaj in [*ale_noastre, *terti]:
        probleme += [f"{problema}: {cheie(mesaj)[1]!r}" for problema in probleme_mesaj(mesaj)]

    romaneste, corectate = {}, {cheie(m) for m in terti if tradus(m)}
    for pachet, cale in po_terti():
        ale_lor = {cheie(m): m for m in mesaje(citeste(cale))}
        engleza = dict(po_terti("en"))[pachet]
        for k in [cheie(m) for m in mesaje(citeste(engleza))] or ale_lor:
            mesaj = ale_lor.get(k)
            if k not in corectate and not tradus(mesaj):
                probleme.append(f"netradus în {pachet}, de adăugat în terti.po: {k[1]!r}")
            elif k not in corectate and any(map(SEDILA.search, forme(mesaj.string))):
                probleme.append(f"cu sedilă în {pachet}, de corectat în terti.po: {k[1]!r}")
        romaneste |= {k: forme(m.string)[0] for k, m in ale_lor.items() if tradus(m)}
    for mesaj in ale_noastre:
        al_lor = romaneste.get(cheie(mesaj), cheie(mesaj)[1])
        if not tradus(mesaj) and al_lor != cheie(mesaj)[1]:
            probleme.append(f"alt pachet ar arăta „{al_lor}”; scrieți msgstr: {cheie(mesaj)[1]!r}")
    return probleme


def probleme_mesaj(mesaj):
    """What is wrong with one message of ours."""
    if mesaj.fuzzy:
        yield "fuzzy"
    toate = [t for t in [*forme(mesaj.id), *forme(mesaj.string)] if t]
    if any(map(SEDILA.search, toate)):
        yield "ş sau ţ cu sedilă"
    if not isinstance(mesaj.id, tuple):
        if mesaj.string and set(SUBSTITUT.findall(mesaj.string)) != set(SUBSTITUT.findall(mesaj.id)):
            yield "alți substituenți în traducere"
        return
    if len(forme(mesaj.string)) != 3 or not all(forme(mesaj.string)):
        yield "are nevoie de trei forme (1, 2, 20)"
        return
    unu, cateva, multe = mesaj.string
    plural = set(SUBSTITUT.findall(mesaj.id[1]))
    if not set(SUBSTITUT.findall(unu)) <= plural or any(set(SUBSTITUT.findall(t)) != plural for t in (cateva, multe)):
        yield "alți substituenți în traducere"
    if plural and (not CU_DE.search(multe) or CU_DE.search(cateva)):
        yield "„de” stă numai în forma a treia („20 de organizații”)"


def main(verb):
    if verb == "verifica":
        probleme = verifica()
        for problema in probleme:
            print(problema)
        print(f"Traduceri: {len(probleme)} probleme." if probleme else "Traduceri: complete.")
        return 1 if probleme else 0
    {"extrage": extrage, "compileaza": compileaza}[verb]()
    return 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["extrage"], ["compileaza"], ["verifica"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
