"""Every mail about an application: its subject, who it greets, what it says, where its button leads."""

import re

import pytest
from django.utils import timezone

from cursuri import emails, mementouri, selectie, stari
from cursuri.models import Cerere
from platforma.mesaje.models import Mesaj
from tests.cursuri.conftest import MOTIV, MOTIVATIE, cerere_pentru, depusa_de, serie_publicata

pytestmark = pytest.mark.django_db
CURS = "Dezvoltare locală durabilă și economie circulară"


@pytest.fixture
def lume(primarie, organizatie, reprezentant, secretariat, time_machine, settings):
    """A series in May 2026 with one free seat, and one that is full."""
    settings.ADRESA_SITE = "https://exemplu.test"
    time_machine.move_to("2026-05-01 09:00+03:00", tick=False)
    incepe = timezone.datetime.fromisoformat("2026-05-20T10:00+03:00")
    plina = serie_publicata(primarie, incepe=incepe, numar=2, capacitate=1)
    cerere_pentru(plina, "Altcineva", organizatie, "acceptata")
    return {
        "serie": serie_publicata(primarie, incepe=incepe, capacitate=1),
        "plina": plina,
        "organizatie": organizatie,
        "reprezentant": reprezentant,
        "secretariat": secretariat,
        "ceas": time_machine,
    }


def depusa(lume):
    date = {"nume": "Ana Pop", "email": "ana.pop@exemplu.test", "motivatie": MOTIVATIE}
    selectie.depune(lume["serie"].pk, organizatie=lume["organizatie"], **date, de=lume["reprezentant"])


def acceptata(lume):
    selectie.accepta(depusa_de(lume["serie"], "Ana Pop", lume["organizatie"]), lume["secretariat"])


def rezerva(lume):
    selectie.trece_pe_rezerva(depusa_de(lume["plina"], "Ana Pop", lume["organizatie"]), lume["secretariat"])


def promovata(lume):
    cerere_pentru(lume["plina"], "Ana Pop", lume["organizatie"], "rezerva")
    selectie.retrage(Cerere.objects.get(nume="Altcineva"), None)


def respinsa(lume):
    selectie.respinge(depusa_de(lume["serie"], "Ana Pop", lume["organizatie"]), lume["secretariat"], MOTIV)


def confirmata(lume):
    selectie.confirma(cerere_pentru(lume["serie"], "Ana Pop", lume["organizatie"], "acceptata"))


def retrasa_de_ea(lume):
    selectie.retrage(cerere_pentru(lume["serie"], "Ana Pop", lume["organizatie"]), None)


def retrasa_de_secretariat(lume):
    selectie.retrage(cerere_pentru(lume["serie"], "Ana Pop", lume["organizatie"]), lume["secretariat"], MOTIV)


def termen_trecut(lume):
    cerere_pentru(lume["serie"], "Ana Pop", lume["organizatie"], "acceptata")
    lume["ceas"].move_to("2026-05-07 00:10+03:00", tick=False)
    selectie.expira()


def memento(lume):
    cerere_pentru(lume["serie"], "Ana Pop", lume["organizatie"], "acceptata")
    lume["ceas"].move_to("2026-05-05 20:00+03:00", tick=False)
    mementouri.trimite()


def schimbare(lume):
    cerere_pentru(lume["serie"], "Ana Pop", lume["organizatie"])
    randuri = [("Sesiunea 1 – Locul", "Sala Mare", "Sala Mică"), ("Adresa întâlnirii online", "", "")]
    emails.anunta_schimbarea(lume["serie"], randuri, "acum")


def anulata(lume):
    cerere_pentru(lume["serie"], "Ana Pop", lume["organizatie"])
    stari.muta(lume["serie"], stari.Miscare.ANULEAZA, lume["secretariat"], MOTIV)


CERERE, CONFIRMA = (f"{ce}: https://exemplu.test/cereri/" for ce in ("Vedeți cererea", "Confirmați locul"))
CURSURI = "Vedeți cursurile: https://exemplu.test/cursuri/"
CAND = "Când: 20 mai 2026 – 21 mai 2026"
# deed → kind of the mail, its subject, what stands in it, its button
CAZURI = {
    depusa: (
        "depusa",
        f"Cerere depusă: {CURS}",
        f"Am primit cererea dumneavoastră de participare la cursul „{CURS}”, seria 1, din partea: Asociația Cartierul"
        " Nostru. A depus-o Raluca Reprezentant.\n",
        CERERE,
    ),
    acceptata: (
        "acceptata",
        f"Aveți un loc, de confirmat până pe 6 mai 2026: {CURS}",
        f"Cererea dumneavoastră la cursul „{CURS}”, seria 1, a fost acceptată."
        f" Confirmați locul până pe 6 mai 2026, ora 23:59.\n\n{CAND}\n",
        CONFIRMA,
    ),
    rezerva: (
        "rezerva",
        f"Pe lista de rezervă: {CURS}",
        f"Locurile la cursul „{CURS}”, seria 2, s-au dat, așa că v-am trecut pe lista de rezervă, în ordinea"
        " punctajului. Sunteți pe locul 1.\n",
        CERERE,
    ),
    promovata: (
        "promovata",
        f"S-a eliberat un loc, de confirmat până pe 6 mai 2026: {CURS}",
        f"Erați pe lista de rezervă la cursul „{CURS}”, seria 2. S-a eliberat un loc și vi l-am dat dumneavoastră."
        f" Confirmați-l până pe 6 mai 2026, ora 23:59.\n\n{CAND}\n",
        CONFIRMA,
    ),
    respinsa: (
        "respinsa",
        f"Răspuns la cererea dumneavoastră: {CURS}",
        f"Nu am putut primi cererea dumneavoastră la cursul „{CURS}”, seria 1. Iată motivul:\n\n{MOTIV}\n",
        CURSURI,
    ),
    confirmata: (
        "confirmata",
        f"Loc confirmat: {CURS}",
        f"Locul dumneavoastră la cursul „{CURS}”, seria 1, este confirmat. Vă așteptăm!\n\n{CAND}\n"
        "- miercuri, 20 mai 2026, 10:00–13:00: Sesiunea 1, Sala Mare\n"
        "- joi, 21 mai 2026, 10:00–13:00: Sesiunea 2, Sala Mare\n",
        CERERE,
    ),
    retrasa_de_ea: (
        "retrasa",
        f"Cerere retrasă: {CURS}",
        f"Cererea dumneavoastră la cursul „{CURS}”, seria 1, a fost retrasă. Ați cerut-o dumneavoastră sau un coleg din"
        " organizație. Locul a fost eliberat.\n",
        CURSURI,
    ),
    retrasa_de_secretariat: (
        "retrasa",
        f"Cerere retrasă: {CURS}",
        f"Secretariatul a retras cererea dumneavoastră la cursul „{CURS}”, seria 1. Iată motivul:\n\n{MOTIV}\n",
        CURSURI,
    ),
    termen_trecut: (
        "termen_trecut",
        f"Locul nu a fost confirmat la timp: {CURS}",
        f"Aveați un loc la cursul „{CURS}”, seria 1, dar termenul de confirmare a trecut, așa că locul a mers mai"
        " departe, iar cererea s-a închis.\n",
        CURSURI,
    ),
    memento: (
        "memento",
        f"Mai aveți până pe 6 mai 2026, ora 09:00 să confirmați locul: {CURS}",
        f"Aveți un loc la cursul „{CURS}”, seria 1, pe care nu l-ați confirmat încă."
        " Termenul este 6 mai 2026, ora 09:00.\n",
        CONFIRMA,
    ),
    schimbare: (
        "schimbare",
        f"S-a schimbat: {CURS}",
        f"La cursul „{CURS}”, seria 1, s-a schimbat:\n\n- Sesiunea 1 – Locul: Sala Mică (înainte: Sala Mare)\n"
        "- Adresa întâlnirii online\n",
        CERERE,
    ),
    anulata: (
        "anulata",
        f"Anulat: {CURS}",
        f"Cursul „{CURS}”, seria 1, care urma să înceapă pe miercuri, 20 mai 2026, a fost anulat."
        f" Iată motivul:\n\n{MOTIV}\n",
        CURSURI,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fapta", CAZURI, ids=lambda f: f.__name__)
def test_mesajul_spune_ce_s_a_intamplat_si_ce_urmeaza(fapta, lume):
    fel, subiect, continut, buton = CAZURI[fapta]
    fapta(lume)
    gasit = Mesaj.objects.get(cheie__startswith=f"curs:{fel}:", catre="ana.pop@exemplu.test")
    assert gasit.subiect == subiect
    assert gasit.text.startswith("Bună ziua, Ana Pop,\n\n")
    assert continut in gasit.text
    assert len(re.findall(f"^{re.escape(buton)}", gasit.text, re.MULTILINE)) == 1
    assert not re.search(r"[{}]|\n\n\n| \n|  ", gasit.text.replace("-- \n", ""))
    adresa = buton.partition(": ")[2]
    assert gasit.html.count(f'href="{adresa}') == 2


def test_fiecare_sablon_al_cererilor_are_un_caz():
    """A new template about an application without a case here fails."""
    from pathlib import Path

    from django.template.loader import get_template

    dosar = Path(get_template("cursuri/email/depusa.txt").origin.name).parent
    ale_cererilor = {cheie for cheie, *_rest in CAZURI.values()}
    assert {f.name.removesuffix(".subiect.txt") for f in dosar.glob("*.subiect.txt")} >= ale_cererilor
