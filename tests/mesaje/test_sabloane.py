"""Mails about decisions: one for each kind of submission and each decision that people are told of."""

import re

import pytest
from django.utils import timezone

from platforma.mesaje.expediere import pune
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, TipDosar
from platforma.moderare.tranzitii import ACTIUNI_CERERE, ACTIUNI_CONTINUT, TRANZITII

SABLOANE = {  # of each kind of thing (SABLON_DECIZIE), with the kinds of dossier that it may have
    "moderare/email/decizie": [TipDosar.PUBLICARE, TipDosar.MODIFICARE, TipDosar.REVENDICARE],
    "noutati/email/decizie": [TipDosar.NOUTATE, TipDosar.MODIFICARE],
}
ALE_LUCRULUI = {TipDosar.PUBLICARE, TipDosar.NOUTATE}  # what the thing itself may do; the others are requests
CAZURI = [
    (sablon, tip.value, actiune.value)
    for sablon, tipuri in SABLOANE.items()
    for tip in tipuri
    for actiune in TRANZITII
    if TRANZITII[actiune].anunta and actiune in (ACTIUNI_CONTINUT if tip in ALE_LUCRULUI else ACTIUNI_CERERE)
]
DE_NOUTATE = {
    ("noutate", "trimite"): "Am primit noutatea: Asociația X",
    ("noutate", "aproba"): "Noutatea este publică: Asociația X",
    ("noutate", "cere_completari"): "Noutatea are nevoie de completări: Asociația X",
    ("noutate", "respinge"): "Noutate neaprobată: Asociația X",
    ("noutate", "arhiveaza"): "Noutate arhivată: Asociația X",
    ("noutate", "restaureaza"): "Noutatea este din nou publică: Asociația X",
    ("modificare", "trimite"): "Am primit modificarea noutății: Asociația X",
    ("modificare", "aproba"): "Modificare aprobată: Asociația X",
    ("modificare", "cere_completari"): "Modificarea are nevoie de completări: Asociația X",
    ("modificare", "respinge"): "Modificare neaprobată: Asociația X",
}
DE_PROFIL = {
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


SUBIECTE = {
    (sablon, *caz): subiect
    for sablon, subiecte in zip(SABLOANE, (DE_PROFIL, DE_NOUTATE), strict=True)
    for caz, subiect in subiecte.items()
}


def randeaza(sablon, tip, actiune, motiv=""):
    pune(
        cheie=f"{tip}:{actiune}",
        catre="ana@exemplu.test",
        sablon=sablon,
        context={
            "persoana": type("P", (), {"nume": "Ana Pop"}),
            "titlu": "Asociația X",
            "tip": tip,
            "public": type("N", (), {"programata": False}),
            "decizie": Decizie(actiune=actiune, motiv=motiv, la=timezone.now()),
            "cale": "/spatiu/organizatii/1/",
        },
    )
    return Mesaj.objects.get()


def test_fiecare_decizie_anuntata_are_un_subiect_al_ei():
    assert set(CAZURI) == set(SUBIECTE)
    for subiecte in (DE_PROFIL, DE_NOUTATE):
        assert len(set(subiecte.values())) == len(subiecte)


@pytest.mark.django_db
@pytest.mark.parametrize(("sablon", "tip", "actiune"), CAZURI)
def test_mesajul_spune_ce_s_a_intamplat_si_ce_urmeaza(sablon, tip, actiune, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    cere_motiv = TRANZITII[actiune].motiv_cerut
    mesaj = randeaza(sablon, tip, actiune, "Scopul nu se înțelege." if cere_motiv else "")
    assert mesaj.subiect == SUBIECTE[sablon, tip, actiune]
    assert mesaj.text.startswith("Bună ziua, Ana Pop,\n\n")
    assert "Asociația X" in mesaj.text.split("\n")[2]
    assert len(re.findall(r"^.+: https://exemplu\.test/spatiu/organizatii/1/$", mesaj.text, re.MULTILINE)) == 1
    assert mesaj.html.count('href="https://exemplu.test/spatiu/organizatii/1/"') == 2
    assert ("Scopul nu se înțelege." in mesaj.text) is cere_motiv
    assert ("3 zile lucrătoare" in mesaj.text) is (actiune == "trimite")
    assert not re.search(r"[{}]|\n\n\n| \n|  ", mesaj.text.replace("-- \n", ""))


@pytest.mark.django_db
def test_motivul_nu_poate_deveni_marcaj_sau_buton():
    mesaj = randeaza(
        "moderare/email/decizie", "publicare", "respinge", '<a href="x">y</a>\n\nApăsați: https://rau.test/'
    )
    assert '<a href="x">' in mesaj.text
    assert "&lt;a href=&quot;x&quot;&gt;" in mesaj.html
    assert 'href="https://rau.test/"' not in mesaj.html
