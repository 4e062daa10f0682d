"""Every mail about a workshop: its subject, who it greets, what it says, where its button leads."""

import re

import pytest
from django.utils import timezone

from ateliere import emails, inscrieri, mementouri, mesaje, stari
from ateliere.models import Atelier, MesajAtelier
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris
from tests.ateliere.test_calendare import schimba
from tests.ateliere.test_dupa_sabloane import CAZURI as DUPA

pytestmark = pytest.mark.django_db
LINK = "https://intalnire.exemplu.test/x"


@pytest.fixture
def lume(primarie, organizatie, reprezentant, secretariat, time_machine, settings):
    """Three workshops in May 2026 and the people who move among them."""
    settings.ADRESA_SITE = "https://exemplu.test"
    time_machine.move_to("2026-05-01 09:00+03:00", tick=False)

    def atelier(slug, titlu, **campuri):
        incepe = timezone.datetime.fromisoformat("2026-05-20T10:00+03:00")
        return atelier_publicat(primarie, slug=slug, titlu=titlu, incepe_la=incepe, **campuri)

    return {
        "mixt": atelier("mixt", "Piețele & noi", format="mixt", link_online=LINK, acces="Intrarea prin curte."),
        "plin": atelier("plin", "Repararea", capacitate=1),
        "online": atelier("online", "La distanță", format="online", loc_nume="", loc_adresa="", link_online=LINK),
        "organizatie": organizatie,
        "reprezentant": reprezentant,
        "secretariat": secretariat,
        "ceas": time_machine,
    }


def vine(lume, atelier, nume, **campuri):
    return inscrieri.inscrie(
        lume[atelier].pk,
        nume=nume,
        email=f"{nume.split()[0].lower()}@exemplu.test",
        organizatie=lume["organizatie"],
        de=lume["reprezentant"],
        **campuri,
    )[0]


def confirmare(lume):
    vine(lume, "mixt", "Ana Pop")


def asteptare(lume):
    inscris(lume["plin"], "Altcineva")
    vine(lume, "plin", "Ana Pop")


def promovare(lume):
    primul = inscris(lume["plin"], "Altcineva")
    vine(lume, "plin", "Ana Pop")
    inscrieri.anuleaza(primul, de=None)


def anulare_de_ea(lume):
    inscrieri.anuleaza(vine(lume, "mixt", "Ana Pop"), de=None)


def anulare_din_asteptare(lume):
    inscris(lume["plin"], "Altcineva")
    inscrieri.anuleaza(vine(lume, "plin", "Ana Pop"), de=None)


def anulare_de_organizatori(lume):
    inscrieri.anuleaza(vine(lume, "mixt", "Ana Pop"), lume["secretariat"], MOTIV)


def refuz(lume):
    inscrieri.refuza(vine(lume, "mixt", "Ana Pop"), lume["secretariat"], MOTIV)


def refuz_din_asteptare(lume):
    inscris(lume["plin"], "Altcineva")
    inscrieri.refuza(vine(lume, "plin", "Ana Pop"), lume["secretariat"], MOTIV)


def mutare(lume):
    inscrieri.muta_la(vine(lume, "mixt", "Ana Pop"), lume["online"].pk, lume["secretariat"])


def mutare_in_asteptare(lume):
    inscris(lume["plin"], "Altcineva")
    inscrieri.muta_la(vine(lume, "mixt", "Ana Pop"), lume["plin"].pk, lume["secretariat"])


def schimbare(lume):
    vine(lume, "mixt", "Ana Pop")
    schimba(lume["mixt"], lume["secretariat"], loc_nume="Sala Mică", link_online=f"{LINK}2")


def anulat(lume):
    vine(lume, "mixt", "Ana Pop")
    stari.muta(lume["mixt"], stari.Miscare.ANULEAZA, lume["secretariat"], MOTIV)


def memento(lume):
    vine(lume, "mixt", "Ana Pop")
    lume["ceas"].move_to("2026-05-17 10:15+03:00", tick=False)
    mementouri.trimite()


def mesaj(lume):
    vine(lume, "mixt", "Ana Pop")
    scris = MesajAtelier.objects.create(
        atelier=lume["mixt"], creat_de=lume["secretariat"], subiect="Ce aduceți", text="Un pix.\n\nȘi <b>răbdare</b>."
    )
    mesaje.trimite(scris, lume["secretariat"], mesaje.semn(scris, mesaje.destinatari(scris)))


def invitatie(lume):
    lume["mixt"].invitate.add(lume["organizatie"])
    emails.invita(lume["mixt"])


UNDE = "Când: miercuri, 20 mai 2026, 10:00–13:00\n"
LA_FATA_LOCULUI = f"{UNDE}Unde: Sala Mare, Bd. Unirii nr. 1\n"
MIXT = f"{LA_FATA_LOCULUI}Online: {LINK}\n\nIntrarea prin curte.\n"
ATELIER, INSCRIERE = (
    "Vedeți atelierul: https://exemplu.test/ateliere/",
    "Vedeți înscrierea: https://exemplu.test/inscrieri/",
)
# deed → key of the mail, its subject, what stands in it, its button
CAZURI = {
    confirmare: (
        "atelier:confirmare",
        "Loc confirmat: Piețele & noi",
        "Aveți un loc la atelierul „Piețele & noi”. Participați din partea: Asociația Cartierul Nostru."
        f" V-a înscris Raluca Reprezentant.\n\n{MIXT}",
        INSCRIERE,
    ),
    asteptare: (
        "atelier:asteptare",
        "Pe lista de așteptare: Repararea",
        f"v-am trecut pe lista de așteptare. Sunteți pe locul 1.\n\n{LA_FATA_LOCULUI}\n"
        "Când se eliberează un loc, îl primiți fără să faceți nimic și vă scriem imediat."
        " Locurile se dau singure până pe 19 mai 2026, ora 10:00; după aceea le dau organizatorii.\n",
        INSCRIERE,
    ),
    promovare: (
        "atelier:promovare",
        "Aveți loc: Repararea",
        f"S-a eliberat un loc la atelierul „Repararea” și este al dumneavoastră.\n\n{LA_FATA_LOCULUI}",
        INSCRIERE,
    ),
    anulare_de_ea: (
        "atelier:anulare",
        "Înscriere anulată: Piețele & noi",
        "Înscrierea dumneavoastră la atelierul „Piețele & noi” din 20 mai 2026, ora 10:00 a fost anulată."
        " Ați cerut-o dumneavoastră sau un coleg din organizație. Locul a fost eliberat.\n",
        ATELIER,
    ),
    anulare_din_asteptare: (
        "atelier:anulare",
        "Înscriere anulată: Repararea",
        "Ați cerut-o dumneavoastră sau un coleg din organizație. Nu mai sunteți pe lista de așteptare.\n",
        ATELIER,
    ),
    anulare_de_organizatori: (
        "atelier:anulare",
        "Înscriere anulată: Piețele & noi",
        "Organizatorii au anulat înscrierea dumneavoastră la atelierul „Piețele & noi” din 20 mai 2026, ora 10:00."
        f" Iată motivul:\n\n{MOTIV}\n",
        ATELIER,
    ),
    refuz: (
        "atelier:refuz",
        "Înscrierea dumneavoastră la: Piețele & noi",
        "Organizatorii au retras locul dumneavoastră la atelierul „Piețele & noi” din 20 mai 2026, ora 10:00."
        f" Iată motivul:\n\n{MOTIV}\n",
        ATELIER,
    ),
    refuz_din_asteptare: (
        "atelier:refuz",
        "Înscrierea dumneavoastră la: Repararea",
        "Organizatorii nu au putut primi înscrierea dumneavoastră la atelierul „Repararea” din 20 mai 2026, ora 10:00."
        f" Iată motivul:\n\n{MOTIV}\n",
        ATELIER,
    ),
    mutare: (
        "atelier:mutare",
        "Înscriere mutată: La distanță",
        "Organizatorii v-au mutat înscrierea de la atelierul „Piețele & noi” la atelierul „La distanță”."
        f" Aveți un loc confirmat.\n\n{UNDE}Online: {LINK}\n",
        INSCRIERE,
    ),
    mutare_in_asteptare: (
        "atelier:mutare",
        "Înscriere mutată: Repararea",
        f"Sunteți pe lista de așteptare, pe locul 1.\n\n{LA_FATA_LOCULUI}",
        INSCRIERE,
    ),
    schimbare: (
        "atelier:schimbare",
        "S-a schimbat: Piețele & noi",
        "La atelierul „Piețele & noi” s-a schimbat:\n\n- Locul: Sala Mică (înainte: Sala Mare)\n"
        f"- Adresa întâlnirii online\n\n{UNDE}Unde: Sala Mică, Bd. Unirii nr. 1\nOnline: {LINK}2\n",
        INSCRIERE,
    ),
    anulat: (
        "atelier:anulat",
        "Anulat: Piețele & noi",
        f"Atelierul „Piețele & noi” din 20 mai 2026, ora 10:00 a fost anulat. Iată motivul:\n\n{MOTIV}\n",
        "Vedeți atelierele următoare: https://exemplu.test/ateliere/",
    ),
    memento: (
        "memento",
        "Vă așteptăm pe 20 mai 2026, ora 10:00: Piețele & noi",
        f"Vă amintim că aveți un loc la atelierul „Piețele & noi”, miercuri, 20 mai 2026.\n\n{MIXT}",
        INSCRIERE,
    ),
    mesaj: (
        "atelier:mesaj",
        "Ce aduceți",
        "Organizatorii atelierului „Piețele & noi” vă scriu:\n\nUn pix.\n\nȘi <b>răbdare</b>.\n",
        INSCRIERE,
    ),
    invitatie: (
        "atelier:invitatie",
        "Invitație la atelier: Piețele & noi",
        "Primăria de Probă invită organizația Asociația Cartierul Nostru la atelierul „Piețele & noi”.\n\n"
        "Ce se poate face cu ce rămâne nevândut.\n\n"
        f"{LA_FATA_LOCULUI}Online: adresa o primesc cei cu loc confirmat.\n\n"
        "Din partea organizației pot veni cel mult 2 persoane. Înscrierile sunt deschise din 30 aprilie 2026"
        " până pe 20 mai 2026, ora 09:00.\n",
        "Vedeți atelierul și înscrieți-vă: https://exemplu.test/ateliere/mixt/",
    ),
}


@pytest.mark.parametrize("fapta", CAZURI, ids=lambda f: f.__name__)
def test_mesajul_spune_ce_s_a_intamplat_si_ce_urmeaza(fapta, lume):
    cheie, subiect, continut, buton = CAZURI[fapta]
    fapta(lume)
    catre = "reprezentant@exemplu.test" if fapta is invitatie else "ana@exemplu.test"
    gasit = Mesaj.objects.get(cheie__startswith=f"{cheie}:", catre=catre)
    assert gasit.subiect == subiect
    nume = "Raluca Reprezentant" if fapta is invitatie else "Ana Pop"
    assert gasit.text.startswith(f"Bună ziua, {nume},\n\n")
    assert continut in gasit.text
    assert len(re.findall(f"^{re.escape(buton)}", gasit.text, re.MULTILINE)) == 1
    assert not re.search(r"[{}]|\n\n\n| \n|  ", gasit.text.replace("-- \n", ""))
    adresa = buton.partition(": ")[2]
    assert gasit.html.count(f'href="{adresa}') == 2
    assert "<b>răbdare" not in gasit.html
    assert "& noi" not in gasit.html


def test_fiecare_sablon_are_un_caz(lume):
    """A new template without a case here fails; `scoatere` is the short mail beside `mutare`, told apart below, and
    those of minutes and conclusions have their cases in test_dupa_sabloane.py."""
    from pathlib import Path

    from django.template.loader import get_template

    dosar = Path(get_template("ateliere/email/mutare.txt").origin.name).parent
    sabloane = {f.name.removesuffix(".subiect.txt") for f in dosar.glob("*.subiect.txt")}
    ale_ei = {cheie.split(":")[-1] for cheie, *_rest in CAZURI.values()}
    assert sabloane - ale_ei == {"scoatere"} | {sablon for sablon, *_rest in DUPA.values()}


def test_scoaterea_din_calendar_spune_de_ce_vine(lume):
    mutare(lume)
    gasit = Mesaj.objects.get(cheie__startswith="atelier:scoatere:")
    assert gasit.subiect == "Scos din calendar: Piețele & noi"
    assert (
        "Pentru că v-am mutat înscrierea la atelierul „La distanță”, acest mesaj scoate din calendarul dumneavoastră"
        " atelierul „Piețele & noi” din 20 mai 2026, ora 10:00.\n"
    ) in gasit.text
    assert not re.search(r"[{}]|\n\n\n| \n|  ", gasit.text.replace("-- \n", ""))


def test_in_ultima_zi_lista_de_asteptare_spune_ca_locurile_nu_se_mai_dau_singure(lume):
    lume["ceas"].move_to("2026-05-19 12:00+03:00", tick=False)
    asteptare(lume)
    text = Mesaj.objects.get(cheie__startswith="atelier:asteptare:").text
    assert "Locurile nu se mai dau singure, pentru că atelierul este aproape." in text
    assert "până pe" not in text


def test_un_atelier_de_doua_zile_isi_spune_ambele_zile(lume):
    Atelier.objects.filter(pk=lume["mixt"].pk).update(
        se_incheie_la=timezone.datetime.fromisoformat("2026-05-21T13:00+03:00")
    )
    confirmare(lume)
    text = Mesaj.objects.get(cheie__startswith="atelier:confirmare:").text
    assert "Când: din 20 mai 2026, ora 10:00 până pe 21 mai 2026, ora 13:00\n" in text
