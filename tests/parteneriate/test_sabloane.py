"""The mails of partnerships: to whom, subject, what they say in both bodies, where the button leads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parteneriate import confirmari, parti, scriere, stari, verificari
from parteneriate.models import Parteneriat, Verificare
from platforma.mesaje.models import Mesaj
from platforma.moderare.tranzitii import Actiune, muta
from tests.parteneriate.ajutor_verificari import al, deschisa, raspunde
from tests.parteneriate.conftest import la_etapa, parteneriat
from tests.parteneriate.test_confirmari import despre, partea

pytestmark = pytest.mark.django_db
MOTIV = "Suma nu este cea votată & semnată."
SPATIU = "https://exemplu.test/spatiu/parteneriate/{p}/"
RASPUNS = "Citiți și răspundeți: https://exemplu.test/spatiu/parti/{parte}/raspunde/"


@pytest.fixture
def lume(organizatie, primarie, reprezentant, autoritate, strain, alta_organizatie, moderator, coleg, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    return {
        "p": parteneriat("Parcuri & curți", organizatie, primarie), "organizatie": organizatie, "primarie": primarie,
        "ea": reprezentant, "el": autoritate, "alta": alta_organizatie, "moderator": moderator, "coleg": coleg,
    }  # fmt: skip


def invitatie(lume):
    return parti.invita(lume["p"], lume["alta"], "asociat", "", de=lume["ea"])


def confirmat(lume):
    confirmari.confirma(partea(lume["p"], lume["primarie"]), lume["el"], 1)


def corecturi(lume):
    confirmari.cere_corecturi(partea(lume["p"], lume["primarie"]), lume["el"], 1, MOTIV)


def refuzat(lume):
    confirmari.refuza(partea(lume["p"], lume["primarie"]), lume["el"], MOTIV)


def text_schimbat(lume):
    confirmat(lume)
    Mesaj.objects.all().delete()
    scriere.modifica(lume["p"], despre(lume["p"], rezumat="Altul."), lume["ea"])
    return partea(lume["p"], lume["primarie"])


def mutat(lume):
    stari.muta(lume["p"], stari.Miscare.RETRAGE, lume["ea"], MOTIV)


def numit(lume):
    parti.numeste(partea(lume["p"], lume["organizatie"]), lume["coleg"], lume["ea"])


def aprobat(lume):
    p = la_etapa(lume["p"], "semnat")
    muta(p, Actiune.TRIMITE, lume["ea"])
    Mesaj.objects.all().delete()
    muta(Parteneriat.objects.get(), Actiune.APROBA, lume["moderator"])


def respins(lume):
    p = la_etapa(lume["p"], "semnat")
    muta(p, Actiune.TRIMITE, lume["ea"])
    Mesaj.objects.all().delete()
    muta(Parteneriat.objects.get(), Actiune.RESPINGE, lume["moderator"], MOTIV)


def intrebat(lume):
    verificare = deschisa(la_etapa(lume["p"], "semnat"))
    return al(verificare, lume["primarie"]).legatura_pentru(lume["el"])


def amintit(lume):
    legatura = intrebat(lume)
    Mesaj.objects.all().delete()
    verificari.aminteste(timezone.now() + timedelta(days=21))
    return legatura


def diferit(lume):
    legatura = intrebat(lume)
    Mesaj.objects.all().delete()
    raspunde(al(Verificare.objects.get(), lume["organizatie"]), lume["ea"])
    raspunde(al(Verificare.objects.get(), lume["primarie"]), lume["el"], "nu")
    return legatura


CAZURI = [
    (intrebat, "autoritate", "Mai este activ parteneriatul? Parcuri & curți",
     "Răspundeți din partea Primăria de Probă.", "Răspundeți: https://exemplu.test{parte}"),
    (amintit, "autoritate", "Încă așteptăm un răspuns: mai este activ parteneriatul? Parcuri & curți",
     "Este ultimul mesaj despre aceasta.", "Răspundeți: https://exemplu.test{parte}"),
    (diferit, "autoritate", "Părțile au răspuns diferit: Parcuri & curți",
     "La întrebarea dacă parteneriatul „Parcuri & curți” mai este activ, părțile au răspuns diferit.",
     "Vedeți și, dacă este cazul, corectați: https://exemplu.test{parte}"),
    (invitatie, "strain", "Un parteneriat vă așteaptă răspunsul: Parcuri & curți",
     "Asociația Cartierul Nostru a propus un parteneriat cu Fundația Malul Dâmboviței: „Parcuri & curți”.", RASPUNS),
    (confirmat, "reprezentant", "Text confirmat: Parcuri & curți",
     "Primăria de Probă a confirmat textul parteneriatului „Parcuri & curți”.", f"Deschideți parteneriatul: {SPATIU}"),
    (corecturi, "reprezentant", "Corecturi cerute: Parcuri & curți", MOTIV, f"Deschideți parteneriatul: {SPATIU}"),
    (refuzat, "reprezentant", "O parte a ieșit: Parcuri & curți", MOTIV, f"Deschideți parteneriatul: {SPATIU}"),
    (text_schimbat, "autoritate", "Textul s-a schimbat, confirmați din nou: Parcuri & curți",
     "Raluca Reprezentant a schimbat textul parteneriatului „Parcuri & curți”.", RASPUNS),
    (mutat, "autoritate", "Retras: Parcuri & curți",
     "a trecut din etapa „Idee” în etapa „Retras”.", f"Deschideți parteneriatul: {SPATIU}"),
    (numit, "coleg", "Răspundeți de un parteneriat: Parcuri & curți",
     "Raluca Reprezentant v-a rugat să răspundeți, pentru Asociația Cartierul Nostru, de parteneriatul",
     f"Deschideți parteneriatul: {SPATIU}"),
    (aprobat, "autoritate", "Parteneriatul este public: Parcuri & curți",
     "Adresa lui, de dat mai departe: https://exemplu.test/parteneriate/parcuri-curti/",
     f"Vedeți parteneriatul în spațiul dumneavoastră: {SPATIU}"),
    (respins, "reprezentant", "Parteneriat neaprobat: Parcuri & curți", MOTIV,
     f"Vedeți parteneriatul în spațiul dumneavoastră: {SPATIU}"),
]  # fmt: skip


@pytest.mark.parametrize(("fa", "cui", "subiect", "spune", "buton"), CAZURI, ids=[c[0].__name__ for c in CAZURI])
def test_mesajul(lume, fa, cui, subiect, spune, buton):
    parte = fa(lume)
    mesaj = Mesaj.objects.get(catre=f"{cui}@exemplu.test")
    buton = buton.format(p=lume["p"].pk, parte=getattr(parte, "pk", parte))
    assert mesaj.subiect == subiect
    assert spune in " ".join(mesaj.text.split())
    assert buton in mesaj.text
    assert spune.replace("&", "&amp;") in " ".join(mesaj.html.split()).replace("<br>", "")
    assert f'href="{buton.split(": ")[1]}"' in mesaj.html
    assert "&amp;" not in mesaj.text
