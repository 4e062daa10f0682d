"""Every mail about notices and expressions of interest: its subject, what stands in it, where its button leads."""

import pytest

from parteneriate import abuzuri, anunturi, emails_conversatie, interese, rezumat_potriviri
from platforma.mesaje.models import Mesaj
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.parteneriate.ajutor import abuz, anunt, interes, replica

pytestmark = pytest.mark.django_db
MOTIV = "Sala s-a ocupat între timp, dar ne-ați fost de folos."
CINE = "Fundația Malul Dâmboviței"


@pytest.fixture
def lume(organizatie, reprezentant, alta_organizatie, strain, moderator, settings, time_machine):
    """A draft and an open need of one NGO, and another NGO that answers, in May 2026."""
    settings.ADRESA_SITE = "https://exemplu.test"
    time_machine.move_to("2026-05-04 09:00+03:00", tick=False)
    deschis = anunt("Sală & curte", organizatie)
    return {
        "ciorna": anunt("Mentori", organizatie, stare=Stare.CIORNA),
        "deschis": deschis,
        "interes": interes(deschis, alta_organizatie, strain),
        "reprezentant": reprezentant,
        "strain": strain,
        "moderator": moderator,
        "ceas": time_machine,
    }


def trimis(lume):
    muta(lume["ciorna"], Actiune.TRIMITE, lume["reprezentant"])


def decis(actiune, motiv=""):
    def fapta(lume):
        trimis(lume)
        muta(lume["ciorna"], actiune, lume["moderator"], motiv)

    return fapta


def arhivat(lume):
    muta(lume["deschis"], Actiune.ARHIVEAZA, lume["moderator"], MOTIV)


def restaurat(lume):
    arhivat(lume)
    muta(lume["deschis"], Actiune.RESTAUREAZA, lume["moderator"])


def expira(lume):
    lume["ceas"].move_to("2026-07-27 09:00+03:00", tick=False)
    anunturi.aminteste()


def potriviri(lume):
    rezumat_potriviri.trimite()


def acceptat(lume):
    interese.muta(lume["interes"], "accepta", lume["reprezentant"], "Cu bucurie!")


def refuzat(lume):
    interese.muta(lume["interes"], "refuza", lume["reprezentant"], MOTIV)


def retras(lume):
    interese.muta(lume["interes"], "retrage", lume["strain"])


def scris(lume):
    lume["replica"] = replica(lume["interes"], lume["strain"], "Venim <marți>.")
    autor, cui = lume["strain"], [lume["reprezentant"]]
    emails_conversatie.mesaj(lume["replica"], autor.calitati.get().organizatie, cui, ["plan.pdf", "poza.jpg"])


def scris_dupa_acceptare(lume):
    acceptat(lume)
    lume["interes"].refresh_from_db()
    scris(lume)


def raportat(lume):
    scris(lume)
    lume["abuz"] = abuz(lume["replica"], lume["reprezentant"])


def ascuns(lume):
    raportat(lume)
    abuzuri.deschide(lume["abuz"], lume["moderator"])
    muta(lume["abuz"], Actiune.APROBA, lume["moderator"], MOTIV)


def fara_urmare(lume):
    raportat(lume)
    muta(lume["abuz"], Actiune.RESPINGE, lume["moderator"], MOTIV)


def amintit(lume):
    lume["ceas"].move_to("2026-05-15 09:00+03:00", tick=False)
    interese.aminteste()


AL_LOR = "Mentori – Asociația Cartierul Nostru"
DESCHIS = "Sală & curte – Asociația Cartierul Nostru"
SPATIU = "Vedeți anunțul în spațiul dumneavoastră: https://exemplu.test/spatiu/anunturi/{ciorna}/"
INTERES = "https://exemplu.test/spatiu/interese/{interes}/"
# name → deed, to whom, subject, what stands in it, its button
CAZURI = {
    "trimis": (trimis, "reprezentant", f"Am primit anunțul: {AL_LOR}", "anunțul nu este încă public.", SPATIU),
    "aprobat": (
        decis(Actiune.APROBA),
        "reprezentant",
        f"Anunțul este public: {AL_LOR}",
        f"este deschis până pe 2 august 2026: {AL_LOR}.\n\n"
        "Adresa lui, de dat mai departe: https://exemplu.test/anunturi/mentori/",
        SPATIU,
    ),
    "completari": (
        decis(Actiune.CERE_COMPLETARI, MOTIV),
        "reprezentant",
        f"Anunțul are nevoie de completări: {AL_LOR}",
        f"vă roagă să îl completați înainte de publicare:\n\n{MOTIV}",
        "Completați: https://exemplu.test/spatiu/anunturi/{ciorna}/",
    ),
    "respins": (
        decis(Actiune.RESPINGE, MOTIV),
        "reprezentant",
        f"Anunț neaprobat: {AL_LOR}",
        f"nu a fost aprobat pentru publicare. Motivul:\n\n{MOTIV}\n\nNimic nu s-a pierdut",
        SPATIU,
    ),
    "arhivat": (arhivat, "reprezentant", f"Anunț arhivat: {DESCHIS}", f"Motivul:\n\n{MOTIV}", "Vedeți anunțul"),
    "restaurat": (restaurat, "reprezentant", f"Anunțul este din nou public: {DESCHIS}", "din arhivă", "Vedeți anunțul"),
    "expira": (
        expira,
        "reprezentant",
        "Anunțul se închide pe 2 august 2026: Sală & curte",
        "Anunțul Sală & curte este deschis până pe 2 august 2026, la sfârșitul zilei.",
        "Reînnoiți anunțul: https://exemplu.test/anunturi/reinnoire/",
    ),
    "potriviri": (
        potriviri,
        "strain",
        "Vi se potrivește: „Sală & curte”",
        "Nevoie: Sală & curte\nAsociația Cartierul Nostru, până pe 2 august 2026\n"
        "De ce: domeniu comun: Servicii sociale\nhttps://exemplu.test/anunturi/sala-curte/",
        "Opriți mesajele: https://exemplu.test/anunturi/potriviri/",
    ),
    "acceptat": (
        acceptat,
        "strain",
        "Puteți începe să vorbiți: Sală & curte",
        "Persoana lor de contact: Raluca Reprezentant, reprezentant@exemplu.test.\n\nCu bucurie!",
        INTERES,
    ),
    "acceptat, celor care au acceptat": (
        acceptat,
        "reprezentant",
        "Puteți începe să vorbiți: Sală & curte",
        f"Ați acceptat să vorbiți cu {CINE} despre Sală & curte."
        " Persoana lor de contact: Sanda Străin, strain@exemplu.test.",
        INTERES,
    ),
    "refuzat": (
        refuzat,
        "strain",
        "Răspuns la manifestarea de interes: Sală & curte",
        f"De data aceasta nu pot merge mai departe:\n\n{MOTIV}",
        INTERES,
    ),
    "retras": (retras, "reprezentant", f"{CINE} și-a retras interesul: Sală & curte", "Nu trebuie să faceți", INTERES),
    "amintit": (
        amintit,
        "reprezentant",
        f"{CINE} așteaptă un răspuns: Sală & curte",
        "Un răspuns, chiar și „nu acum”, este așteptat până pe 3 iunie 2026.",
        INTERES,
    ),
    "scris": (
        scris,
        "reprezentant",
        f"Mesaj de la {CINE}: Sală & curte",
        f"Cineva din {CINE} a scris în conversația despre Sală & curte:\n\nVenim <marți>.\n\n"
        "Fișiere atașate, de luat de pe platformă: plan.pdf și poza.jpg."
        " Dacă răspundeți la acest e-mail, răspunsul nu ajunge la ei: scrieți-le în platformă.",
        f"Răspundeți în platformă: {INTERES}#mesaj-",
    ),
    "scris după acceptare": (
        scris_dupa_acceptare,
        "reprezentant",
        f"Mesaj de la {CINE}: Sală & curte",
        f"Sanda Străin, {CINE}, a scris în conversația despre Sală & curte:",
        f"Răspundeți în platformă: {INTERES}#mesaj-",
    ),
    "raportat": (
        raportat,
        "reprezentant",
        "Am primit raportarea unui mesaj: Sală & curte",
        "Un moderator citește conversația, de obicei în 3 zile lucrătoare, și vă scriem ce a hotărât.",
        f"Vedeți conversația: {INTERES}#mesaj-",
    ),
    "ascuns": (
        ascuns,
        "reprezentant",
        "Mesajul raportat a fost ascuns: Sală & curte",
        f"și l-a ascuns: nu îl mai vede nimeni. Vă mulțumim!\n\n{MOTIV}",
        f"Vedeți conversația: {INTERES}#mesaj-",
    ),
    "ascuns, celui care l-a scris": (
        ascuns,
        "strain",
        "Un mesaj al dumneavoastră a fost ascuns: Sală & curte",
        f"iar un moderator l-a ascuns. Motivul: Limbaj jignitor sau amenințător.\n\n{MOTIV}\n\n"
        "Puteți scrie mai departe. Dacă socotiți că este o greșeală, spuneți-ne: https://exemplu.test/contact/",
        f"Vedeți conversația: {INTERES}#mesaj-",
    ),
    "fără urmare": (
        fara_urmare,
        "reprezentant",
        "Mesajul raportat rămâne: Sală & curte",
        f"a hotărât că rămâne. De ce:\n\n{MOTIV}\n\nDacă nu mai vreți mesaje de la acea organizație, o puteți bloca",
        f"Vedeți conversația: {INTERES}#mesaj-",
    ),
}


@pytest.mark.parametrize("caz", CAZURI)
def test_mesajul(lume, caz):
    fapta, cui, subiect, cuprins, buton = CAZURI[caz]
    fapta(lume)
    mesaj = Mesaj.objects.filter(catre=lume[cui].email).latest("pk")
    assert mesaj.subiect == subiect
    assert mesaj.text.startswith(f"Bună ziua, {lume[cui].nume},\n")
    assert cuprins in mesaj.text
    assert buton.format(ciorna=lume["ciorna"].pk, interes=lume["interes"].pk) in mesaj.text
    assert "&amp;amp;" not in mesaj.html
