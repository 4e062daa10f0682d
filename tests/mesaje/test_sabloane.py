"""Mails about decisions: one for each kind of submission and each decision that people are told of."""

import re

import pytest
from django.utils import timezone

from platforma.mesaje.expediere import pune
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, TipDosar
from platforma.moderare.tranzitii import ACTIUNI_CERERE, ACTIUNI_CONTINUT, TRANZITII

CAZURI = [
    (tip.value, actiune.value)
    for tip in TipDosar
    for actiune in TRANZITII
    if TRANZITII[actiune].anunta and actiune in (ACTIUNI_CONTINUT if tip == TipDosar.PUBLICARE else ACTIUNI_CERERE)
]
SUBIECTE = {
    ("publicare", "trimite"): "Am primit profilul: Asociația X",
    ("publicare", "aproba"): "Profilul este public: Asociația X",
    ("publicare", "cere_completari"): "Profilul are nevoie de completări: Asociația X",
    ("publicare", "respinge"): "Profil neaprobat: Asociația X",
    ("publicare", "arhiveaza"): "Profil arhivat: Asociația X",
    ("publicare", "restaureaza"): "Profilul este din nou public: Asociația X",
    ("modificare", "trimite"): "Am primit modificarea profilului: Asociația X",
    ("modificare", "aproba"): "Modificare aprobată: Asociația X",
    ("modificare", "cere_completari"): "Modificarea are nevoie de completări: Asociația X",
    ("modificare", "respinge"): "Modificare neaprobată: Asociația X",
    ("revendicare", "trimite"): "Am primit cererea dumneavoastră pentru: Asociația X",
    ("revendicare", "aproba"): "Administrați de acum profilul: Asociația X",
    ("revendicare", "cere_completari"): "Cererea are nevoie de completări: Asociația X",
    ("revendicare", "respinge"): "Cerere neaprobată: Asociația X",
}


def randeaza(tip, actiune, motiv=""):
    pune(
        cheie=f"{tip}:{actiune}",
        catre="ana@exemplu.test",
        sablon="moderare/email/decizie",
        context={
            "persoana": type("P", (), {"nume": "Ana Pop"}),
            "titlu": "Asociația X",
            "tip": tip,
            "decizie": Decizie(actiune=actiune, motiv=motiv, la=timezone.now()),
            "cale": "/spatiu/organizatii/1/",
        },
    )
    return Mesaj.objects.get()


def test_fiecare_decizie_anuntata_are_un_subiect_al_ei():
    assert set(CAZURI) == set(SUBIECTE)
    assert len(set(SUBIECTE.values())) == len(SUBIECTE)


@pytest.mark.django_db
@pytest.mark.parametrize(("tip", "actiune"), CAZURI)
def test_mesajul_spune_ce_s_a_intamplat_si_ce_urmeaza(tip, actiune, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    cere_motiv = TRANZITII[actiune].motiv_cerut
    mesaj = randeaza(tip, actiune, "Scopul nu se înțelege." if cere_motiv else "")
    assert mesaj.subiect == SUBIECTE[tip, actiune]
    assert mesaj.text.startswith("Bună ziua, Ana Pop,\n\n")
    assert "Asociația X" in mesaj.text.split("\n")[2]
    assert len(re.findall(r"^.+: https://exemplu\.test/spatiu/organizatii/1/$", mesaj.text, re.MULTILINE)) == 1
    assert mesaj.html.count('href="https://exemplu.test/spatiu/organizatii/1/"') == 2
    assert ("Scopul nu se înțelege." in mesaj.text) is cere_motiv
    assert ("3 zile lucrătoare" in mesaj.text) is (actiune == "trimite")
    assert not re.search(r"[{}]|\n\n\n| \n|  ", mesaj.text.replace("-- \n", ""))


@pytest.mark.django_db
def test_motivul_nu_poate_deveni_marcaj_sau_buton():
    mesaj = randeaza("publicare", "respinge", '<a href="x">y</a>\n\nApăsați: https://rau.test/')
    assert '<a href="x">' in mesaj.text
    assert "&lt;a href=&quot;x&quot;&gt;" in mesaj.html
    assert 'href="https://rau.test/"' not in mesaj.html
