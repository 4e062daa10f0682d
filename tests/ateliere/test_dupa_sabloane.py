"""The mails about minutes and conclusions: subject, who it greets, what it says, where its button leads."""

import re
from datetime import date

import pytest
from django.utils import timezone

from ateliere import concluzii, emails_dupa, procese
from ateliere.models import Concluzie
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import TEXT_PV, atelier_tinut, proces_publicat

pytestmark = pytest.mark.django_db
PROCES = "https://exemplu.test/spatiu/ateliere/{atelier}/proces-verbal/"
CONCLUZIE = "Răspundeți: https://exemplu.test/spatiu/ateliere/concluzii/{concluzie}/"
SCHIMBARI = "Lipsește punctul despre piețe & târguri."


@pytest.fixture
def lume(primarie, organizatie, reprezentant, autoritate, secretariat, settings, time_machine):
    """One workshop held in May 2026, with a conclusion; minutes are a week old where a case needs them public."""
    settings.ADRESA_SITE = "https://exemplu.test"
    time_machine.move_to("2026-05-11 09:00+03:00", tick=False)
    incepe = timezone.datetime.fromisoformat("2026-05-04T10:00+03:00")
    atelier = atelier_tinut(primarie, titlu="Piețele & noi", slug="pietele", incepe_la=incepe)
    concluzie = Concluzie.objects.create(
        atelier=atelier, text="Punem coșuri & saci.", responsabil=organizatie, termen=date(2026, 5, 15)
    )
    return {
        "atelier": atelier, "concluzie": concluzie, "autoritate": autoritate, "secretariat": secretariat,
        "ceas": time_machine,
    }  # fmt: skip


def de_verificat(lume):
    proces = procese.salveaza(lume["atelier"].pk, TEXT_PV, lume["secretariat"], None)
    return procese.muta(proces, procese.Miscare.TRIMITE, lume["secretariat"], redactare=1)


def aprobat(lume):
    return procese.muta(de_verificat(lume), procese.Miscare.APROBA, lume["autoritate"], redactare=1)


def schimbari(lume):
    proces, fapta = de_verificat(lume), procese.Miscare.CERE_SCHIMBARI
    procese.muta(proces, fapta, lume["autoritate"], redactare=1, comentariu=SCHIMBARI)


def publicate(lume):
    procese.muta(aprobat(lume), procese.Miscare.PUBLICA, lume["secretariat"], redactare=1)


def aproape_de_termen(lume):
    proces_publicat(lume["atelier"], lume["secretariat"])
    concluzii.aminteste()


def fara_raspuns(lume):
    proces_publicat(lume["atelier"], lume["secretariat"])
    lume["ceas"].move_to("2026-07-11 09:00+03:00", tick=False)
    concluzii.aminteste()


CAZURI = {  # deed: template, to whom, subject, what it says, its button
    de_verificat: (
        "proces_de_verificat",
        ("Aurel Autoritate", "autoritate@exemplu.test"),
        "Verificați procesul-verbal: Piețele & noi",
        "Secretariatul a scris procesul-verbal al atelierului „Piețele & noi” din 4 mai 2026 și vă roagă, ca gazdă, să"
        " îl citiți înainte de publicare.\n\n"
        "Îl puteți aproba sau puteți cere schimbări, cu un comentariu. Dacă nu răspunde nimeni până pe 18 mai 2026,"
        " textul poate fi publicat așa cum este.\n",
        f"Citiți procesul-verbal: {PROCES}",
    ),
    aprobat: (
        "proces_raspuns",
        ("Simona Secretariat", "secretariat@exemplu.test"),
        "Proces-verbal aprobat: Piețele & noi",
        "Aurel Autoritate a aprobat, din partea gazdelor, procesul-verbal al atelierului „Piețele & noi”.\n\n"
        "Îl puteți publica.\n",
        f"Deschideți procesul-verbal: {PROCES}",
    ),
    schimbari: (
        "proces_raspuns",
        ("Simona Secretariat", "secretariat@exemplu.test"),
        "Schimbări cerute la procesul-verbal: Piețele & noi",
        "Aurel Autoritate a citit, din partea gazdelor, procesul-verbal al atelierului „Piețele & noi” și cere"
        f" schimbări:\n\n{SCHIMBARI}\n\n"
        "Textul este din nou ciornă. După corectură, trimiteți-l iar spre verificare.\n",
        f"Deschideți procesul-verbal: {PROCES}",
    ),
    publicate: (
        "concluzii_publicate",
        ("Raluca Reprezentant", "reprezentant@exemplu.test"),
        "Ce ați convenit la atelier: Piețele & noi",
        "Procesul-verbal al atelierului „Piețele & noi” a fost publicat. De o concluzie răspunde organizația"
        " Asociația Cartierul Nostru:\n\n1. Punem coșuri & saci. (termen: 15 mai 2026)\n\nCând ați făcut un pas,",
        "Vedeți concluziile: https://exemplu.test/spatiu/ateliere/concluzii/",
    ),
    aproape_de_termen: (
        "concluzie_termen",
        ("Raluca Reprezentant", "reprezentant@exemplu.test"),
        "Se apropie termenul unei concluzii: 15 mai 2026",
        "La atelierul „Piețele & noi”, organizația Asociația Cartierul Nostru a luat asupra ei, până pe 15 mai 2026,"
        " concluzia:\n\nPunem coșuri & saci.\n\n",
        CONCLUZIE,
    ),
    fara_raspuns: (
        "concluzie_fara_raspuns",
        ("Raluca Reprezentant", "reprezentant@exemplu.test"),
        "O concluzie fără răspuns: Piețele & noi",
        "Au trecut 60 de zile de când procesul-verbal al atelierului „Piețele & noi” este public, iar o concluzie de"
        " care răspunde organizația Asociația Cartierul Nostru nu are încă un răspuns:\n\nPunem coșuri & saci.\n\n",
        CONCLUZIE,
    ),
}


@pytest.mark.parametrize("fapta", CAZURI, ids=lambda f: f.__name__)
def test_mesajul_spune_ce_s_a_intamplat_si_ce_urmeaza(fapta, lume):
    _sablon, (nume, catre), subiect, continut, buton = CAZURI[fapta]
    fapta(lume)
    gasit = Mesaj.objects.get(catre=catre)
    assert gasit.subiect == subiect
    assert gasit.text.startswith(f"Bună ziua, {nume},\n\n")
    assert continut in gasit.text
    buton = buton.format(atelier=lume["atelier"].pk, concluzie=lume["concluzie"].pk)
    assert len(re.findall(f"^{re.escape(buton)}$", gasit.text, re.MULTILINE)) == 1
    assert not re.search(r"[{}]|\n\n\n| \n|  ", gasit.text.replace("-- \n", ""))
    assert gasit.html.count(f'href="{buton.partition(": ")[2]}"') == 2
    assert "& noi" not in gasit.html and "& saci" not in gasit.html


def test_cine_nu_mai_are_cont_nu_primeste_nimic(lume):
    lume["secretariat"].is_active = False
    lume["secretariat"].save()
    proces = proces_publicat(lume["atelier"], lume["secretariat"])
    emails_dupa.raspunsul_gazdelor(proces, None)
    assert not Mesaj.objects.exists()
