"""The code at the door: what an organiser sees and does, and the neutral page of everybody else."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.template import Context, Template
from django.utils import timezone

from ateliere import inscrieri, prezenta
from ateliere.models import Inscriere, Prezenta, ScanareRespinsa
from organizatii.models import Membru
from platforma.prezenta.coduri import cod_nou
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris

NEUTRAL = "ateliere/intrare_oaspete.html"


def usa(inscriere):
    return f"/p/{inscriere.cod}/"


def nonce_din(raspuns):
    return raspuns.context["form"]["nonce"].initial


def mesaje(raspuns):
    return [str(m) for m in raspuns.context["messages"]]


def respinse():
    return list(ScanareRespinsa.objects.order_by("pk").values_list("motiv", "sursa", "inscriere", "atelier"))


# --- what is shown ------------------------------------------------------------------------------------------------
def test_organizatorul_vede_persoana_si_un_buton(in_curs, ana, autoritate, secretariat, client_pentru):
    for organizator in (autoritate, secretariat):
        raspuns = client_pentru(organizator).get(usa(ana))
        assert raspuns.templates[0].name == "ateliere/intrare.html"
        for text in ("Ana Pop", "Asociația Cartierul Nostru", "directoare", "Loc confirmat", "Notați prezența"):
            assert text in raspuns.text
        assert raspuns["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert not Prezenta.objects.exists()
    assert not ScanareRespinsa.objects.exists()


def test_oricine_altcineva_primeste_aceeasi_pagina_ca_la_un_cod_inventat(
    in_curs, ana, vizitator, reprezentant, strain, moderator, client_pentru
):
    """The person's own colleagues too: the code is for the door, her registration has a page of its own."""
    for persoana in (vizitator, reprezentant, strain, moderator):
        client = client_pentru(persoana)
        al_ei, inventat = client.get(usa(ana)), client.get(f"/p/{cod_nou()}/")
        assert (al_ei.status_code, al_ei.templates[0].name) == (200, NEUTRAL)
        assert (inventat.status_code, inventat.templates[0].name) == (200, NEUTRAL)
        assert "Ana Pop" not in al_ei.text
        assert in_curs.titlu not in al_ei.text
        assert 'name="robots" content="noindex"' in al_ei.text
        assert len(al_ei.text) == len(inventat.text)
        trimis = client.post(usa(ana), {"nonce": uuid4()})
        assert (trimis.status_code, trimis.templates[0].name) == (200, NEUTRAL)
    assert not Prezenta.objects.exists()
    assert not ScanareRespinsa.objects.exists()


def test_vizitatorul_se_poate_autentifica_si_se_intoarce_la_cod(ana, vizitator, client_pentru):
    assert f'href="/cont/login/?next=/p/{ana.cod}/"' in client_pentru(vizitator).get(usa(ana)).text


def test_organizatorul_altui_atelier_nu_afla_nimic_dar_vede_ca_nu_e_bun(in_curs, ana, primarie, strain, client_pentru):
    """At the door of her own room she is told that the code is not for it: unknown and foreign look the same."""
    al_ei = atelier_publicat(primarie, slug="al-ei", titlu="Atelierul ei", incepe_la=timezone.now())
    al_ei.organizatori.add(Membru.objects.get(utilizator=strain).organizatie)
    client = client_pentru(strain)
    strain_de_ea, inventat = client.get(usa(ana)), client.get(f"/p/{cod_nou()}/")
    for raspuns in (strain_de_ea, inventat):
        assert "Cod nevalabil" in raspuns.text
        assert "Atelierul ei" in raspuns.text
        assert "Ana Pop" not in raspuns.text
    assert len(strain_de_ea.text) == len(inventat.text)
    client.post(usa(ana), {"nonce": nonce_din(strain_de_ea), "respinsa": "1"})
    client.post(f"/p/{cod_nou()}/", {"nonce": nonce_din(inventat)})
    assert respinse() == [("alt_eveniment", "qr", None, al_ei.pk), ("cod_nevalabil", "qr", None, al_ei.pk)]
    assert not Prezenta.objects.exists()


# --- marking ------------------------------------------------------------------------------------------------------
def test_acelasi_nonce_de_doua_ori_este_primul_raspuns(in_curs, ana, autoritate, client_pentru):
    client = client_pentru(autoritate)
    nonce = nonce_din(client.get(usa(ana)))
    raspunsuri = [client.post(usa(ana), {"nonce": nonce}, follow=True) for _n in range(2)]
    for raspuns in raspunsuri:
        assert raspuns.redirect_chain == [(usa(ana), 302)]
        assert mesaje(raspuns) == ["Prezența a fost notată: Ana Pop."]
    rand = Prezenta.objects.get()
    assert (rand.stare, rand.sursa, rand.marcat_de, rand.nonce) == ("prezent", "qr", autoritate, UUID(str(nonce)))
    assert not rand.events.exists()


def test_alt_nonce_gaseste_prezenta_deja_notata(in_curs, ana, autoritate, secretariat, client_pentru):
    prima, a_doua = client_pentru(autoritate), client_pentru(secretariat)
    nonce, altul = nonce_din(prima.get(usa(ana))), nonce_din(a_doua.get(usa(ana)))
    assert nonce != altul
    prima.post(usa(ana), {"nonce": nonce})
    rand = Prezenta.objects.get()
    ora = timezone.localtime(rand.marcat_la).strftime("%H:%M")
    for _n in range(2):
        raspuns = a_doua.post(usa(ana), {"nonce": altul}, follow=True)
        assert mesaje(raspuns) == [f"Ana Pop: prezența era notată de la ora {ora}."]
    assert "Notați prezența" not in raspuns.text
    assert (Prezenta.objects.get(), Prezenta.objects.get().marcat_de) == (rand, autoritate)


def test_nonce_lipsa_stricat_sau_al_altcuiva(in_curs, ana, autoritate, client_pentru):
    client = client_pentru(autoritate)
    for date in ({}, {"nonce": ""}, {"nonce": "x"}):
        raspuns = client.post(usa(ana), date)
        assert (raspuns.status_code, mesaje(raspuns)) == (200, ["Pagina s-a învechit. Apăsați din nou."])
        assert UUID(str(nonce_din(raspuns)))
    dan = inscris(in_curs, "Dan")
    nonce = uuid4()
    client.post(usa(dan), {"nonce": nonce})
    raspuns = client.post(usa(ana), {"nonce": nonce}, follow=True)
    assert mesaje(raspuns)[-1] == "Pagina s-a învechit. Deschideți-o din nou."
    assert list(Prezenta.objects.values_list("inscriere", flat=True)) == [dan.pk]


def test_alte_metode(ana, autoritate, client_pentru):
    assert client_pentru(autoritate).delete(usa(ana)).status_code == 405


# --- refusals -----------------------------------------------------------------------------------------------------
def test_un_cod_scanat_dupa_anulare(primarie, organizatie, reprezentant, autoritate, client_pentru):
    """The place is given up between the page and the button: nobody is marked, and the attempt stays on record."""
    atelier = atelier_publicat(primarie, incepe_la=timezone.now() + timedelta(minutes=30))
    ana = inscris(atelier, "Ana Pop", organizatie=organizatie)
    client, adresa = client_pentru(autoritate), usa(ana)
    nonce = nonce_din(client.get(adresa))
    assert inscrieri.anuleaza(ana, reprezentant)
    assert Inscriere.objects.get(pk=ana.pk).cod is None
    for _n in range(2):  # a retry is the same scan
        raspuns = client.post(adresa, {"nonce": nonce}, follow=True)
        assert mesaje(raspuns) == ["Cod necunoscut sau al unei înscrieri anulate."]
    assert "Ana Pop" not in raspuns.text
    assert respinse() == [("cod_nevalabil", "qr", None, atelier.pk)]
    assert not Prezenta.objects.exists()


def test_prea_devreme_si_dupa_inchidere(primarie, autoritate, client_pentru, time_machine):
    atelier = atelier_publicat(primarie, incepe_la=timezone.now() + timedelta(hours=3))
    ana = inscris(atelier, "Ana Pop")
    client = client_pentru(autoritate)
    raspuns = client.get(usa(ana))
    assert "Ana Pop" in raspuns.text
    assert "Prezența nu s-a deschis încă. Se deschide pe" in raspuns.text
    assert "Notați prezența" not in raspuns.text
    client.post(usa(ana), {"nonce": nonce_din(raspuns), "respinsa": "1"})
    time_machine.move_to(atelier.incepe_la + timedelta(minutes=5))
    nonce = nonce_din(client.get(usa(ana)))
    prezenta.inchide(atelier, autoritate)
    assert mesaje(client.post(usa(ana), {"nonce": nonce}, follow=True)) == ["Prezența este închisă."]
    assert "Prezența este închisă." in client.get(usa(ana)).text
    assert respinse() == [("prea_devreme", "qr", ana.pk, atelier.pk), ("inchisa", "qr", ana.pk, atelier.pk)]
    assert "2 scanări respinse" in client.get(f"/spatiu/ateliere/{atelier.pk}/prezenta/").text


def test_pagina_unei_respingeri_o_noteaza_singura_si_nu_bifeaza_niciodata(in_curs, ana, autoritate, client_pentru):
    prezenta.inchide(in_curs, autoritate)
    client = client_pentru(autoritate, headers={"hx-request": "true"})
    nonce = nonce_din(client.get(usa(ana)))
    for _n in range(2):
        raspuns = client.post(usa(ana), {"nonce": nonce, "respinsa": "1"})
        assert "Scanarea respinsă a fost notată." in raspuns.text
    assert respinse() == [("inchisa", "qr", ana.pk, in_curs.pk)]
    prezenta.redeschide(in_curs, autoritate, MOTIV)
    assert client.post(usa(ana), {"nonce": uuid4(), "respinsa": "1"}).status_code == 302
    assert Prezenta.objects.get().stare == "absent"
    assert len(respinse()) == 1


# --- the code itself ----------------------------------------------------------------------------------------------
def test_codul_dispare_cu_locul_si_nu_seamana_cu_nimic(in_curs, ana, secretariat, reprezentant):
    vechi = ana.cod
    assert len(vechi) == 26
    assert set(vechi) <= set("abcdefghijkmnpqrstuvwxyz23456789")
    altul = atelier_publicat(in_curs.gazda, slug="altul")
    noua = inscrieri.muta_la(ana, altul.pk, secretariat)
    assert Inscriere.objects.get(pk=ana.pk).cod is None
    assert noua.cod not in (vechi, None)


def randat(inscriere):
    return Template("{% load cod_intrare %}{% cod_intrare inscriere %}").render(Context({"inscriere": inscriere}))


def test_fragmentul_cu_codul(ana, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    html = randat(ana)
    assert html.count("<svg ") == 1
    assert "style=" not in html
    assert "".join(c for c in html.split('class="cod-litere"')[1].split("</p>")[0] if c).count("</span> ") >= 7
    assert f"<span>{ana.cod[:4]}</span> <span>{ana.cod[4:8]}</span>" in html


def test_codul_qr_se_citeste_si_duce_la_usa(ana, settings):
    import zxingcpp
    from PIL import Image, ImageDraw
    from segno import make

    settings.ADRESA_SITE = "https://bucurestiul-social.exemplu.test"
    adresa = f"https://bucurestiul-social.exemplu.test{usa(ana)}"
    html = randat(ana)
    matrice = make(adresa, error="m", micro=False)
    assert (
        matrice.svg_inline(scale=1, border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
        in html
    )
    latura, scara = matrice.symbol_size(border=4)[0], 6
    imagine = Image.new("L", (latura * scara, latura * scara), 255)
    desen = ImageDraw.Draw(imagine)
    for y, rand in enumerate(matrice.matrix_iter(border=4)):
        for x, negru in enumerate(rand):
            if negru:
                desen.rectangle([x * scara, y * scara, (x + 1) * scara - 1, (y + 1) * scara - 1], fill=0)
    assert [cod.text for cod in zxingcpp.read_barcodes(imagine)] == [adresa]


def test_fara_loc_nu_exista_cod(in_curs):
    assert randat(inscris(in_curs, "Dan", stare="asteptare")).strip() == ""
