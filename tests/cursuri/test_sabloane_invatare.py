"""Every mail to those who learn: its subject, what it says, where its button leads."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils import timezone

from cursuri import absente, mementouri_sesiuni, rezultate, selectie
from cursuri.models import Rezultat
from platforma.mesaje.models import Mesaj
from tests.cursuri import test_sabloane
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata

pytestmark = pytest.mark.django_db
CURS = "Dezvoltare locală durabilă și economie circulară"


@pytest.fixture
def lume(primarie, organizatie, secretariat, time_machine, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    time_machine.move_to("2026-05-01 09:00+03:00", tick=False)
    incepe = timezone.datetime.fromisoformat("2026-05-20T10:00+03:00")
    serie = serie_publicata(primarie, incepe=incepe, prag_evaluare=60)
    serie.sesiuni.update(link_online="https://online.exemplu.test/1", loc_adresa="Bd. Unirii nr. 1")
    ana = cerere_pentru(serie, "Ana Pop", organizatie)
    return {
        "serie": serie, "prima": serie.sesiuni.first(), "ana": ana, "de": secretariat, "ceas": time_machine,
    }  # fmt: skip


def memento(lume):
    lume["ceas"].move_to("2026-05-19 10:00+03:00", tick=False)
    mementouri_sesiuni.trimite()


def scoatere(lume):
    memento(lume)
    selectie.retrage(lume["ana"], None)


def noteaza(lume, *puncte):
    lume["ceas"].move_to("2026-05-21 15:00+03:00", tick=False)
    for n, punctaj in enumerate(puncte, start=1):
        rezultate.da(lume["serie"], [rezultate.Nota(lume["ana"].pk, n, punctaj, "Proiect bun.")], lume["de"])


def rezultat_bun(lume):
    noteaza(lume, 85)


def rezultat_slab(lume):
    noteaza(lume, 59)


def rezultat_ultim(lume):
    noteaza(lume, 40, 59)
    Mesaj.objects.filter(subiect__contains="40 din").delete()


def corectat(lume):
    noteaza(lume, 95)
    rezultate.corecteaza(Rezultat.objects.get(), 59, MOTIV, lume["de"])
    Mesaj.objects.filter(subiect__startswith="Rezultatul").delete()


def absenta_ceruta(lume):
    absente.cere(lume["ana"], lume["prima"], "Sunt bolnavă.")


def absenta_motivata(lume):
    absente.motiveaza(lume["prima"], lume["ana"], MOTIV, lume["de"])


def absenta_refuzata(lume):
    motivare = absente.cere(lume["ana"], lume["prima"], "Sunt bolnavă.")
    absente.hotaraste(motivare, aprobata=False, raspuns=MOTIV, de=lume["de"])


# deed → template, key, subject, what stands in it
CAZURI = {
    memento: (
        "sesiune_memento", "sesiune_memento", "Vă așteptăm pe 20 mai 2026, ora 10:00: Sesiunea 1",
        f"Vă amintim de sesiunea „Sesiunea 1” a cursului „{CURS}”, miercuri, 20 mai 2026.\n\n"
        "Când: miercuri, 20 mai 2026, 10:00–13:00\nUnde: Sala Mare, Bd. Unirii nr. 1\n"
        "Online: https://online.exemplu.test/1\n\nCodul pentru intrare și materialele sunt pe pagina dumneavoastră.",
    ),
    scoatere: (
        "scoatere", "scoatere", "Scos din calendar: Sesiunea 1",
        f"Pentru că nu mai aveți loc la cursul „{CURS}”, acest mesaj scoate din calendarul dumneavoastră sesiunea"
        " „Sesiunea 1” din 20 mai 2026, ora 10:00.\n",
    ),
    rezultat_bun: (
        "rezultat", "rezultat", f"Rezultatul la evaluare: 85 din 100 – {CURS}",
        f"La evaluarea cursului „{CURS}”, încercarea 1, aveți 85 din 100 de puncte. Punctajul minim, 60, este"
        " atins.\n\nProiect bun.\n\nCe vă mai trebuie pentru certificat scrie pe pagina dumneavoastră.",
    ),
    rezultat_slab: (
        "rezultat", "rezultat", f"Rezultatul la evaluare: 59 din 100 – {CURS}",
        "Punctajul minim este 60.\n\nProiect bun.\n\nMai puteți da evaluarea o dată. Formatorul vă spune când.",
    ),
    rezultat_ultim: (
        "rezultat", "rezultat", f"Rezultatul la evaluare: 59 din 100 – {CURS}",
        "Evaluarea nu se mai poate da. Dacă vedeți o greșeală, scrieți organizatorilor cursului.",
    ),
    corectat: (
        "rezultat_corectat", "rezultat", f"Rezultat corectat: 95 → 59 – {CURS}",
        f"încercarea 1, a fost corectat: din 95 în 59 din 100. Iată de ce:\n\n{MOTIV}\n\nPunctajul minim este 60.",
    ),
    absenta_ceruta: (
        "absenta_ceruta", "absenta_ceruta", "Am primit cererea de motivare: Sesiunea 1",
        f"Am primit cererea de motivare a absenței de la sesiunea „Sesiunea 1” a cursului „{CURS}”, din 20 mai 2026,"
        " ora 10:00.\n\nCererea o citesc organizatorii cursului și vă răspund prin e-mail.",
    ),
    absenta_motivata: (
        "absenta_raspuns", "absenta_raspuns", "Absență motivată: Sesiunea 1",
        f"este motivată. Iată ce ne-au scris organizatorii:\n\n{MOTIV}\n\nLa calculul prezenței se lasă deoparte cel"
        " mult 1 absență motivată.",
    ),
    absenta_refuzata: (
        "absenta_raspuns", "absenta_raspuns", "Absența nu a fost motivată: Sesiunea 1",
        f"nu a fost motivată. Iată de ce:\n\n{MOTIV}\n\nDacă aveți un document care lămurește lucrurile, puteți face o"
        " cerere nouă.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fapta", CAZURI, ids=lambda f: f.__name__)
def test_fiecare_mesaj(fapta, lume):
    _sablon, cheie, subiect, continut = CAZURI[fapta]
    fapta(lume)
    gasit = Mesaj.objects.get(cheie__startswith=f"curs:{cheie}:")
    assert (gasit.catre, gasit.subiect, gasit.sensibil) == ("ana.pop@exemplu.test", subiect, True)
    assert gasit.text.startswith("Bună ziua, Ana Pop,\n\n")
    assert continut in gasit.text
    buton = "Vedeți pagina dumneavoastră: https://exemplu.test/cereri/"
    assert len(re.findall(f"^{re.escape(buton)}", gasit.text, re.MULTILINE)) == 1
    assert not re.search(r"[{}]|\n\n\n| \n|  ", gasit.text.replace("-- \n", ""))


def test_niciun_sablon_fara_caz():
    """A template of a mail about courses without a case, here or beside the applications, fails; certificates have
    their own."""
    dosar = Path(get_template("cursuri/email/rezultat.txt").origin.name).parent
    ale_invatarii = {sablon for sablon, *_rest in CAZURI.values()}
    ale_cererilor = {sablon for sablon, *_rest in test_sabloane.CAZURI.values()}
    toate = {f.name.removesuffix(".subiect.txt") for f in dosar.glob("*.subiect.txt")}
    assert {n for n in toate if not n.startswith("certificat")} == ale_invatarii | ale_cererilor
