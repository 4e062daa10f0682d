"""Whether the directory's search finds what people mean: reciprocal rank and recall of bench/relevanta.toml.

    .venv/bin/python bench/relevanta.py [organisations] [--tot]      (default: 5000; or make relevanta)

Loads the generated organisations (bench/corpus.py) into a database of its own under .date/bench and asks each question
as the directory does, corrections included. The right answers come from what was put in, never from the search. Fails
below the aims; `--tot` also prints each question that has missed something.
"""

import os
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

RADACINA = Path(__file__).resolve().parent.parent
INTREBARI = RADACINA / "bench" / "relevanta.toml"
TINTE_MRR = {  # groups of questions: the least mean reciprocal rank
    ("exacte", "fara_diacritice", "flexionate", "familii"): 0.95,
    ("gresite",): 0.85,
}


class Raspuns(NamedTuple):
    intrebare: str
    rang_invers: float  # 1 / place of the first right answer; 0 when there is none
    regasire: float  # share of the right answers that are in the list


def intreaba(text, asteptate):
    """Ask as a page of the directory does; `asteptate`: keys of the right answers."""
    from django.http import QueryDict

    from organizatii.filters import OrganizatieFilter
    from organizatii.gasite import Gasite

    cerere = QueryDict(mutable=True)
    cerere["q"] = text
    chei = Gasite(OrganizatieFilter(cerere)).chei
    prima = next((n for n, cheie in enumerate(chei, start=1) if cheie in asteptate), None)
    return Raspuns(text, 1 / prima if prima else 0.0, len(asteptate & set(chei)) / len(asteptate))


def pregateste(cate, samanta=1):
    """Load the organisations and the words; {group: [(question, keys of the right answers)]}."""
    from django.db import connection

    from bench import corpus
    from organizatii import harta, vocabular
    from organizatii.models import Organizatie

    chei = corpus.incarca(cate, samanta)
    with connection.cursor() as cursor:
        cursor.execute("SELECT organizatii_reface_director(%s)", [[*chei.values()]])
    harta.uita()
    listate = set(Organizatie.objects.listate().values_list("pk", flat=True))
    vocabular.reface()
    familii = defaultdict(set)
    for rand in corpus.genereaza(cate, samanta):
        for familie in rand.familii:
            familii[familie].add(chei[rand.campuri["slug"]])
    intrebari = {}
    for grup, randuri in tomllib.loads(INTREBARI.read_text("utf-8")).items():
        if grup == "familii":
            intrebari[grup] = [(text, familii[familie] & listate) for text, familie in randuri]
        else:
            intrebari[grup] = [(text, {chei[slug] for slug in sluguri}) for text, *sluguri in randuri]
    return intrebari


def masoara(intrebari):
    """{group: [Raspuns]}"""
    return {grup: [intreaba(text, chei) for text, chei in randuri] for grup, randuri in intrebari.items()}


def media(raspunsuri, camp="rang_invers"):
    return sum(getattr(r, camp) for r in raspunsuri) / len(raspunsuri)


def sub_tinte(rezultate):
    """Rows (groups, measured, aim) of the aims that are missed."""
    for grupe, tinta in TINTE_MRR.items():
        masurata = media([r for grup in grupe for r in rezultate[grup]])
        if masurata < tinta:
            yield grupe, masurata, tinta


def main(argumente):
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE organizatii_fisaregistru, organizatii_organizatie CASCADE")
    tot = "--tot" in argumente
    cate = int(next((a for a in argumente if a.isdigit()), 5000))
    rezultate = masoara(pregateste(cate))
    print(f"{'group':<22}{'questions':>10}{'MRR':>8}{'recall':>8}")
    toate = [r for raspunsuri in rezultate.values() for r in raspunsuri]
    for grup, raspunsuri in [*rezultate.items(), ("all", toate)]:
        print(f"{grup:<22}{len(raspunsuri):>10}{media(raspunsuri):>8.3f}{media(raspunsuri, 'regasire'):>8.3f}")
    if tot:
        for grup, raspunsuri in rezultate.items():
            for r in raspunsuri:
                if r.rang_invers < 1 or r.regasire < 1:
                    print(f"{grup}: {r.intrebare}  1/rank {r.rang_invers:.2f}, recall {r.regasire:.2f}")
    ratate = list(sub_tinte(rezultate))
    for grupe, masurata, tinta in ratate:
        print(f"below the aim: {', '.join(grupe)} {masurata:.3f} < {tinta}")
    return 1 if ratate else 0


if __name__ == "__main__":
    sys.path.insert(0, str(RADACINA))
    os.environ |= {"MOD": "local", "DJANGO_SETTINGS_MODULE": "platforma.settings"}
    os.environ.setdefault("DATE_DIR", str(RADACINA / ".date" / "bench"))
    sys.exit(main(sys.argv[1:]))
