"""Minutes, conclusions, materials and pictures of the fictional workshops that took place, by the real verbs."""

import random
import tomllib
from datetime import timedelta
from pathlib import Path

import pgtrigger
from django.utils import timezone

from ateliere import procese, stari
from ateliere.models import Atelier, Concluzie, Fotografie, Material, ProcesVerbal, VersiuneProces, gazdele
from organizatii.demo.imagini import coperta, hartie
from organizatii.models import Membru, Organizatie

DUPA = timedelta(days=6)  # between a workshop and its published minutes


def scrie(secretariat, acum):
    """For each workshop of `dupa.toml`, in a city whose workshops are there."""
    rng = random.Random("dupa")  # noqa: S311
    for rand in tomllib.loads((Path(__file__).parent / "dupa.toml").read_text("utf-8"))["dupa"]:
        atelier = Atelier.objects.get(demo=True, nr_in_serie=rand["nr"])
        prezente = list(
            Organizatie.objects.filter(inscriere_locuri__atelier=atelier, inscriere_locuri__prezenta__stare="prezent")
            .exclude(tip="autoritate")
            .order_by("pk")
            .distinct()
        )
        for ordine, concluzie in enumerate(rand["concluzie"], start=1):
            _concluzie(atelier, ordine, concluzie, prezente, acum)
        proces = procese.salveaza(atelier.pk, rand["text"], secretariat, None)
        proces = procese.muta(proces, procese.Miscare.TRIMITE, secretariat, redactare=1)
        if rand["stare"] == "incheiat":
            _publica(atelier, proces, secretariat)
        _fisiere(atelier, rng, secretariat)


def _concluzie(atelier, ordine, rand, prezente, acum):
    cine = rand.get("cine")
    responsabil = atelier.gazda if cine == "gazda" else None if cine is None else prezente[cine % len(prezente)]
    raspuns = {}
    if "raspuns" in rand:
        membru = Membru.objects.filter(organizatie=responsabil).order_by("pk").first()
        raspuns = {
            "stare": rand["stare"],
            "raspuns": rand["raspuns"],
            "raspuns_la": acum - timedelta(days=3 * ordine),
            "raspuns_de": membru.utilizator,
        }
    Concluzie.objects.create(
        atelier=atelier,
        ordine=ordine,
        text=rand["text"],
        responsabil=responsabil,
        termen=timezone.localdate(acum) + timedelta(days=rand["termen"]) if "termen" in rand else None,
        creat_la=atelier.se_incheie_la + DUPA,
        **raspuns,
    )


def _publica(atelier, proces, secretariat):
    gazda = gazdele(atelier).select_related("utilizator").order_by("pk").first().utilizator
    procese.muta(proces, procese.Miscare.APROBA, gazda, redactare=1)
    procese.muta(proces, procese.Miscare.PUBLICA, secretariat, redactare=1)
    la = atelier.se_incheie_la + DUPA
    ProcesVerbal.objects.filter(pk=proces.pk).update(publicat_la=la, stare_din=la)
    with pgtrigger.ignore("ateliere.VersiuneProces:numai_adaugare"):
        VersiuneProces.objects.filter(proces=proces).update(publicat_la=la)
    stari.muta(atelier, stari.Miscare.INCHEIE, secretariat)


def _fisiere(atelier, rng, secretariat):
    fisier = hartie("Prezentare", ["Material de lucru, exemplu"])
    Material.objects.create(
        atelier=atelier, titlu="Prezentarea de la deschidere", fisier=fisier, nume_fisier="prezentare.pdf",
        marime=fisier.size, incarcat_de=secretariat,
    )  # fmt: skip
    for cu_acord in (True, True, False):
        imagine, alt = coperta(rng)
        declarat = {"acord_la": atelier.se_incheie_la + DUPA, "acord_de": secretariat} if cu_acord else {}
        Fotografie.objects.create(
            atelier=atelier, imagine=imagine, alt=alt, credit="Secretariatul proiectului", incarcat_de=secretariat,
            **declarat,
        )  # fmt: skip
