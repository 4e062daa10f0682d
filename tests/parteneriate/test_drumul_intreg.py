"""The whole way in a real browser, with one person on each side: from a notice to a signed partnership that anybody
reads as confirmed by both, and that both say is active after six months. What moderators and their queue do has its own
tests; here they decide by the same verb, and the six months pass in the database.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from parteneriate import verificari
from parteneriate.models import Anunt, Interes, Parteneriat, TipParteneriat, Verificare
from platforma.mesaje.models import Mesaj
from platforma.moderare.tranzitii import Actiune, muta
from platforma.nomenclatoare.models import Domeniu
from tests.navigator import apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLU, IDEEA = "Căutăm o sală pentru cursurile de seară", "Cursuri de seară la Lirei"
PDF = {
    "name": "acord.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n",
}


@pytest.fixture
def fise(organizatie, reprezentant, primarie, autoritate):
    """What both organisations have filled in."""
    return {"ong": organizatie, "primarie": primarie}


def apasa_pe(pagina, nume, rol="button"):
    apasa(pagina.get_by_role(rol, name=nume).first)


def din_lista(pagina, ce):
    """Open what the worklist asks for first."""
    pagina.goto("/spatiu/de-facut/")
    apasa(pagina.locator(".sarcini").get_by_role("link", name=ce).first)


def completeaza(pagina, **valori):
    for nume, valoare in valori.items():
        pagina.locator(f"[name={nume}]").fill(valoare)


def scrie_anuntul(ea, ong):
    ea.goto(f"/spatiu/organizatii/{ong.pk}/anunturi/nou/")
    ea.locator("[name=fel][value=nevoie]").check()
    completeaza(ea, titlu=TITLU, text="Ne trebuie o sală de 40 de locuri, de două ori pe săptămână.")
    ea.locator("[name=resurse][value=spatiu]").check()
    ea.locator(f"[name=domenii][value='{Domeniu.objects.get(slug='servicii-sociale').pk}']").check()
    apasa_pe(ea, "Salvați ciorna")
    apasa_pe(ea, "Trimiteți spre verificare")


def isi_arata_interesul(el):
    el.goto("/anunturi/")
    apasa_pe(el, TITLU, "link")
    apasa_pe(el, "Arătați-vă interesul", "link")
    completeaza(el, ofera="Sala din strada Lirei, gratuit, de luni până joi.")
    apasa_pe(el, "Trimiteți")


def accepta_si_vorbesc(ea, el):
    din_lista(ea, "Răspundeți la manifestarea de interes")
    apasa_pe(ea, "Acceptați")
    completeaza(ea, text="Putem veni marți să vedem sala?")
    apasa_pe(ea, "Trimiteți mesajul")
    el.goto(Interes.objects.get().get_absolute_url())
    assert el.get_by_text("Putem veni marți să vedem sala?").is_visible()
    completeaza(el, text="Marți la 10, la intrarea din curte.")
    apasa_pe(el, "Trimiteți mesajul")
    ea.reload()
    assert ea.get_by_text("Marți la 10, la intrarea din curte.").is_visible()


def propune(ea, primarie):
    """In one step: the other side is invited with it."""
    apasa_pe(ea, "Propuneți parteneriatul", "link")
    ea.locator("[name=tip]").select_option(str(TipParteneriat.objects.get(slug="acord-de-parteneriat").pk))
    completeaza(ea, titlu=IDEEA, problema="Tinerii din cartier nu au unde învăța seara.")
    ea.locator(f"[name=domenii][value='{Domeniu.objects.get(slug='servicii-sociale').pk}']").check()
    apasa(ea.locator("form.formular button.buton").first)
    p = Parteneriat.objects.get()
    assert p.parti.filter(organizatie=primarie).exists()
    return p


def sectiunea(ea, p, cod, bifate=(), **valori):
    ea.goto(f"/spatiu/parteneriate/{p.pk}/modifica/{cod}/")
    completeaza(ea, **valori)
    for camp in bifate:
        ea.locator(camp).check()
    apasa(ea.locator("form.formular button.buton").first)


def scrie_textul(ea, p):
    azi = timezone.localdate()
    sectiunea(ea, p, "despre", rezumat="Cursuri de seară într-o sală a primăriei.", obiective="Treizeci de tineri.",
              activitati="Primăria dă sala; asociația ține cursurile.")  # fmt: skip
    sectiunea(ea, p, "unde", ["[name=sectoare][value='3']"])
    sectiunea(ea, p, "bani", ["[name=fara_bani]"])
    zile = {"acord_data": -2, "semnat_la": -2, "incepe_la": 0, "se_incheie_la": 300}
    date = {nume: f"{azi + timedelta(days=n):%Y-%m-%d}" for nume, n in zile.items()}
    sectiunea(ea, p, "acord", acord_numar="12", **date)


def pune_hartiile(ea, el, p):
    for fel, titlu in (("acord", "Acordul semnat"), ("proiect_act", "Proiectul hotărârii")):
        ea.goto(f"/spatiu/parteneriate/{p.pk}/documente/")
        ea.locator("[name=fel]").select_option(fel)
        completeaza(ea, titlu=titlu)
        ea.locator("[name=vizibilitate]").first.select_option("public")
        ea.locator("[name=fisier]").set_input_files(PDF)
        apasa_pe(ea, "Adăugați documentul")
    el.goto(f"/spatiu/parteneriate/{p.pk}/acte/")
    el.locator("[name=emitent]").select_option(label="Primăria de Probă")
    el.locator("[name=fel]").select_option("hcl")
    completeaza(
        el, numar="341", data=f"{timezone.localdate() - timedelta(days=10):%Y-%m-%d}",
        titlu="privind aprobarea acordului", link="https://exemplu.test/hcl-341",
    )  # fmt: skip
    apasa(el.get_by_role("button", name="Adăugați actul", exact=True))


def confirma(pagina, p):
    """From the worklist; `p` waits there until it is confirmed."""
    din_lista(pagina, IDEEA)
    apasa_pe(pagina, "Confirmați textul")
    pagina.goto("/spatiu/de-facut/")
    assert not pagina.get_by_role("link", name="Confirmați textul").is_visible()


def pana_la_semnare(ea, p):
    for nume in ("Marcați că s-a răspuns", "Începeți negocierea", "Trimiteți spre aprobare", "Marcați ca semnat"):
        ea.goto(f"/spatiu/parteneriate/{p.pk}/")
        apasa_pe(ea, nume, "link")
        apasa_pe(ea, nume)
    p.refresh_from_db()
    assert p.etapa == "semnat"


def dupa_sase_luni(ea, oricine, p, autoritate):
    """He answers by the link of the mail, without signing in; she from her worklist."""
    Verificare.objects.filter(parteneriat=p, ocazie="semnare").update(scadenta=timezone.localdate())
    verificari.deschide()
    scris = Mesaj.objects.get(
        catre=autoritate.email, subiect__contains=IDEEA, text__contains="/parteneriate/verificari/"
    )
    oricine.goto(re.search(r"/parteneriate/verificari/\S+", scris.text)[0])
    spune_ca_este_activ(oricine)
    din_lista(ea, "Spuneți dacă parteneriatul mai este activ")
    spune_ca_este_activ(ea)


def spune_ca_este_activ(pagina):
    pagina.locator("[name=activ][value=da]").check()
    pagina.locator("[name=continua][value=da]").check()
    apasa_pe(pagina, "Trimiteți răspunsul")


def test_de_la_anunt_la_parteneriatul_activ_dupa_sase_luni(pagini, fise, reprezentant, autoritate, moderator):
    ea, el = pagini(reprezentant, latime=360), pagini(autoritate)
    scrie_anuntul(ea, fise["ong"])
    muta(Anunt.objects.get(), Actiune.APROBA, moderator)
    isi_arata_interesul(el)
    accepta_si_vorbesc(ea, el)
    p = propune(ea, fise["primarie"])
    scrie_textul(ea, p)
    pune_hartiile(ea, el, p)
    confirma(el, p)
    confirma(ea, p)
    pana_la_semnare(ea, p)
    ea.goto(f"/spatiu/parteneriate/{p.pk}/")
    apasa_pe(ea, "Trimiteți spre verificare")
    p.refresh_from_db()
    muta(p, Actiune.APROBA, moderator)

    oricine = pagini()
    oricine.goto("/parteneriate/")
    apasa_pe(oricine, IDEEA, "link")
    treapta = oricine.locator(".credibilitate li[data-atinsa]", has_text="Confirmat de ambele părți")
    assert treapta.is_visible()
    assert oricine.get_by_text("HCL nr. 341").first.is_visible()
    assert oricine.get_by_text(TITLU).first.is_visible()  # where it was born

    dupa_sase_luni(ea, oricine, p, autoritate)
    oricine.goto(p.get_absolute_url())
    assert oricine.get_by_text("Activ la 6 luni").first.is_visible()
