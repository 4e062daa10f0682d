"""Who gets what, on every address: the table in `permisiuni.py`, tried with every role and method."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.forms import modelform_factory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from ateliere import inscrieri
from ateliere.models import (
    Concluzie,
    Export,
    Fapta,
    Fotografie,
    Material,
    MesajAtelier,
    Prezenta,
    ScanareRespinsa,
    Serie,
)
from cursuri.certificare import emite
from cursuri.models import ExportCertificate
from cursuri.randare import randeaza
from noutati.models import Buletin, Destinatar
from organizatii import prospetime, rezumat_sarcini
from organizatii.membri import invita
from organizatii.models import (
    CerereAlaturare,
    Document,
    FisaRegistru,
    Membru,
    Organizatie,
    PerecheDubla,
    Revendicare,
    Sesizare,
    Unire,
)
from parteneriate import rezumat_potriviri
from parteneriate.blocari import blocheaza
from parteneriate.models import Pondere
from platforma.calendar.models import AdresaCalendar
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar, Revizie, SablonMotiv
from platforma.moderare.revizii import propune_modificari
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import (
    ODD,
    Cartier,
    Domeniu,
    GrupTinta,
    Instanta,
    Proiect,
    Sector,
    ZiNelucratoare,
)
from tests.ateliere.conftest import atelier_publicat, proces_publicat
from tests.conftest import organizatie_publicata, persoana
from tests.cursuri.conftest import absolvent, cerere_pentru, cu_fise, serie_publicata, serie_terminata
from tests.noutati.ajutor_abonari import urmaritor
from tests.noutati.conftest import noutate
from tests.organizatii.test_inscriere import png
from tests.parteneriate.ajutor import abuz, anunt, atasament, interes, replica
from tests.parteneriate.ajutor_monitorizare import indicator, poza_mica, raport, reper, valoare
from tests.parteneriate.ajutor_verificari import deschisa
from tests.parteneriate.conftest import act, document, parteneriat
from tests.permisiuni import FARA_RAND, METODE, ROLURI, TABEL


def nume_de_adrese(resolver=None, spatiu=""):
    """Names of all addresses, with their namespace; an address without a name is named by its route."""
    for tipar in (resolver or get_resolver()).url_patterns:
        if isinstance(tipar, URLResolver):
            yield from nume_de_adrese(tipar, f"{spatiu}{tipar.namespace}:" if tipar.namespace else spatiu)
        elif isinstance(tipar, URLPattern):
            yield f"{spatiu}{tipar.name}" if tipar.name else f"{spatiu}{tipar.pattern}"


def test_tabelul_numeste_exact_adresele_care_exista():
    assert sorted((set(nume_de_adrese()) - FARA_RAND) ^ set(TABEL)) == []


@pytest.fixture
def roluri(request):
    return {rol: request.getfixturevalue(rol) for rol in ROLURI}


def abonari_si_buletine():
    """Somebody who follows, a draft of a newsletter and one that was released to one address."""
    abonare, lansat = (
        urmaritor("urmareste@exemplu.test"),
        Buletin.objects.create(subiect="Lansat", text="T", stare="trimis", trimis_la=timezone.now()),
    )
    destinatar = Destinatar.objects.create(buletin=lansat, email="cineva@exemplu.test", fel="abonat")
    return {
        "abonare": abonare,
        "jeton_confirmare": abonare.get_confirmare_url().split("/")[-2],
        "buletin": Buletin.objects.create(subiect="Ciornă", text="T"),
        "lansat": lansat,
        "jeton_buletin": destinatar.get_stop_url().split("/")[-3],
    }


def lume_invatare(roluri, organizatie):
    """A series under way, with an assessment; somebody of this organisation learns there and has asked something."""
    secretariat = roluri["secretariat"]
    incepe = timezone.now() - timedelta(minutes=10)
    curs = serie_publicata(roluri["autoritate"].calitati.get().organizatie, sesiuni=1, incepe=incepe, prag_evaluare=60)
    sesiune, cursanta = curs.sesiuni.get(), cerere_pentru(curs, "Ana Pop", organizatie)
    fisier = {"fisier": ContentFile(b"%PDF-1.4", "a.pdf"), "nume_fisier": "a.pdf"}
    return {
        "curs": curs,
        "sesiune_curs": sesiune,
        "cursanta": cursanta,
        "pagina_cursantei": cursanta.get_absolute_url(),
        "material_curs": curs.materiale.create(titlu="A", marime=8, incarcat_de=secretariat, **fisier),
        "motivare": cursanta.motivari.create(sesiune=sesiune, motiv="Sunt bolnavă.", **fisier),
        "rezultat_curs": cursanta.rezultate.create(incercare=1, punctaj=40, dat_de=secretariat),
    }


def lume_selectie(roluri, curs, organizatie):
    """An application that waits for points, with a sheet of somebody else; `strain` was asked to score."""
    curs.evaluatori.add(roluri["strain"])
    cerere = cerere_pentru(curs, "Dan Pop", organizatie, "depusa")
    return {
        "cerere_depusa": cerere,
        "criteriu": curs.criterii.get(),
        "fisa_curs": cu_fise(cerere, 8).fise.get(),
        "fapta_curs": curs.fapte.create(ce="modificata", de=roluri["secretariat"]),
    }


def lume_certificate(roluri, curs, organizatie):
    """Somebody with a certificate and its PDF, one of another authority, a bulk issue, a list taken out."""
    secretariat = roluri["secretariat"]
    inchisa = serie_terminata(curs.organizator, numar=9, tema=curs.tema)
    absolventa = absolvent(inchisa, "Ioana Absolventa", organizatie)
    extern = {"serie_act": "I", "numar_act": "1", "data": timezone.localdate(), "furnizor": "F", "rnfpa": "1"}
    return {
        "certificat": randeaza(emite(absolventa, secretariat).pk),
        "pagina_absolventei": absolventa.get_absolute_url(),
        "lot": curs.loturi.create(de=secretariat, incheiat_la=timezone.now()),
        "extern": absolventa.certificate_externe.create(
            **extern, scan=ContentFile(b"%PDF-1.4", "a.pdf"), adaugat_de=secretariat
        ),
        "export_certificate": ExportCertificate.objects.create(format="csv", randuri=1, personale=True, de=secretariat),
    }


def parteneriatele(roluri, organizatie, primarie):
    """One that the two sides are still writing, with papers and money, and a public one that is checked."""
    p = parteneriat("Scris împreună", organizatie, primarie)
    parte = p.parti.first()
    public = parteneriat("Public", organizatie, primarie, etapa="semnat", stare=Stare.PUBLICAT)
    verificare = deschisa(public)
    raspuns = verificare.raspunsuri.get(parte__organizatie=organizatie)
    de_masurat = indicator(p)
    trimis = raport(p, 6)
    hotarare = act(primarie, p, link="", fisier=ContentFile(b"%PDF-1.4", "hcl.pdf"), nume_fisier="hcl.pdf")
    return {
        "parteneriat": p,
        "parte": parte,
        "act": hotarare,
        "document_parti": document(p),
        "contributie": parte.contributii.create(suma=100),
        "fapta_parteneriat": p.jurnal.create(ce="propus", spre="idee", organizatie=organizatie),
        "tip_parteneriat": p.tip,
        "parteneriat_public": public,
        "verificare": verificare,
        "raspuns_verificare": raspuns,
        "jeton_verificare": raspuns.legatura_pentru(roluri["reprezentant"]).split("/")[-2],
        "indicator": de_masurat,
        "valoare_indicator": valoare(de_masurat, 3),
        "reper": reper(p),
        "raport_trimis": trimis,
        "raport_ciorna": raport(p, 3, depus=False, versiune=2),  # a correction is written at any stage
        "fotografie_raport": trimis.fotografii.create(
            imagine=ContentFile(poza_mica(), "a.png"), alt="O curte.", acord_de=roluri["reprezentant"]
        ),
    }


def anunturi(organizatie, alta_organizatie, strain):
    """An open notice that somebody has answered, a draft, and two of others: one set aside."""
    deschis = anunt("Un anunț", organizatie)
    ignorat = anunt("Nu interesează", alta_organizatie)
    rezumat_potriviri.ignora(organizatie, ignorat, None)
    return {
        "anunt": deschis,
        "jeton_reinnoire": deschis.get_reinnoire_url().split("/")[-2],
        "jeton_potriviri": rezumat_potriviri.stop_url(strain).split("/")[-3],
        "jeton_sarcini": rezumat_sarcini.stop_url(strain).split("/")[-3],
        "ciorna_anunt": anunt("O ciornă de anunț", organizatie, stare=Stare.CIORNA),
        "al_altora": anunt("Al altora", alta_organizatie),
        "ignorat": ignorat,
        "pondere": Pondere.objects.first(),
    }


def lume_conversatie(roluri, deschis, alta_organizatie):
    """An answer of the organisation of `strain`, with a message that was reported and read by a colleague; a block."""
    strain, reprezentant = roluri["strain"], roluri["reprezentant"]
    raspuns = interes(deschis, alta_organizatie, strain)
    scris, reclamat = replica(raspuns, strain), replica(raspuns, strain, "Vă sun în fiecare zi.")
    raportat = abuz(reclamat, reprezentant)
    blocata = organizatie_publicata("Asociația Blocată", "asociatia-blocata")
    return {
        "interes": raspuns,
        "replica": scris,
        "atasament": atasament(scris),
        "abuz": raportat,
        "citire_conversatie": raportat.citiri.create(de=persoana("citit@exemplu.test", "Cineva din echipă")),
        "blocare": blocheaza(deschis.organizatie, blocata, reprezentant),
    }


@pytest.fixture
def lume(roluri, organizatie, alta_organizatie):
    """What the addresses of the table speak about: one of each thing, all of them waiting for somebody."""
    nerevendicata = organizatie_publicata("Fundația Din Registru", "fundatia-din-registru", revendicata=False)
    revendicare = Revendicare.objects.create(
        organizatie=nerevendicata,
        utilizator=roluri["strain"],
        functie="președinte",
        mesaj="O conduc din 2019.",
        dovada=ContentFile(b"%PDF-1.4", "dovada.pdf"),
        dovada_nume="dovada.pdf",
    )
    muta(revendicare, Actiune.TRIMITE, roluri["strain"])
    form = modelform_factory(Organizatie, fields=["acronim"])({"acronim": "FMD"}, instance=alta_organizatie)
    assert form.is_valid()
    propune_modificari(alta_organizatie, form, roluri["strain"])
    document = Document.objects.create(
        organizatie=organizatie,
        titlu="Statut",
        fisier=ContentFile(b"%PDF-1.4", "statut.pdf"),
        nume_fisier="statut.pdf",
        marime=8,
    )
    invitatie = invita(organizatie, "nou@exemplu.test", "editor", "", de=roluri["reprezentant"])
    atelier = atelier_publicat(roluri["autoritate"].calitati.get().organizatie)
    inscriere, _noua = inscrieri.inscrie(
        atelier.pk, nume="Ana Pop", email="ana@exemplu.test", organizatie=organizatie, de=roluri["reprezentant"]
    )
    ciorna = noutate("O ciornă", organizatie, stare=Stare.CIORNA, vizibila_din=None)
    scrisoare = MesajAtelier.objects.create(
        atelier=atelier, subiect="Ce aduceți", text="Un pix.", creat_de=roluri["secretariat"]
    )
    secretariat = roluri["secretariat"]
    proces_publicat(atelier, secretariat)
    return {
        "concluzie": Concluzie.objects.create(atelier=atelier, text="O concluzie.", responsabil=organizatie),
        "material": Material.objects.create(
            atelier=atelier,
            titlu="Prezentare",
            vizibil="inscrisi",
            fisier=ContentFile(b"%PDF-1.4", "prezentare.pdf"),
            nume_fisier="prezentare.pdf",
            marime=8,
            incarcat_de=secretariat,
        ),
        "fotografie": Fotografie.objects.create(atelier=atelier, alt="Oameni.", imagine=png(), incarcat_de=secretariat),
        "export": Export.objects.create(ce="prezenta", format="csv", randuri=1, personale=True, de=secretariat),
        "atelier": atelier,
        "scrisoare": scrisoare,
        "calendarul_meu": AdresaCalendar.objects.create(persoana=roluri["strain"]).get_absolute_url(),
        "inscriere": inscriere,
        "inscriere_la_atelier": inscriere.get_absolute_url(),
        "prezenta": Prezenta.objects.create(
            inscriere=inscriere, stare="absent", sursa="manual", marcat_de=roluri["secretariat"]
        ),
        "scanare_respinsa": ScanareRespinsa.objects.create(
            atelier=atelier, motiv="prea_devreme", sursa="qr", de=roluri["secretariat"]
        ),
        "fapta": Fapta.objects.get(),
        "tema": atelier.tema,
        "serie": Serie.objects.get(),
        "noutate": noutate("O noutate", organizatie),
        "ciorna": ciorna,
        "document_ciorna": ciorna.documente.create(
            titlu="Buget", fisier=ContentFile(b"%PDF-1.4", "buget.pdf"), nume_fisier="buget.pdf", marime=8
        ),
        "a_echipei": noutate("De la echipă", stare=Stare.CIORNA, vizibila_din=None),
        "organizatie": organizatie,
        "nerevendicata": nerevendicata,
        "revendicare": revendicare,
        "document": document,
        "invitatie": invitatie,
        "jeton": invitatie.get_absolute_url().split("/")[-2],
        "jeton_prospetime": prospetime.jeton(roluri["coleg"].calitati.get(), timezone.now()),
        "cerere": CerereAlaturare.objects.create(
            organizatie=organizatie,
            utilizator=roluri["strain"],
            functie="voluntară",
            dovada=ContentFile(b"%PDF-1.4", "dovada.pdf"),
            dovada_nume="dovada.pdf",
        ),
        "pereche": PerecheDubla.objects.create(prima=organizatie, a_doua=nerevendicata, motiv="nume"),
        "unire": Unire.objects.create(sursa=nerevendicata, tinta=organizatie, motiv="Aceeași.", de=secretariat),
        "sesizare": Sesizare.objects.create(organizatie=organizatie, ce="contact", text="Alt telefon."),
        "membru": Membru.objects.get(organizatie=organizatie, utilizator=roluri["coleg"]),
        "persoana": roluri["strain"],
        "grup": Group.objects.get(name="Moderatori"),
        "mesaj": Mesaj.objects.first(),
        "dosar": Dosar.objects.get(tip="modificare"),
        "decizie": Decizie.objects.first(),
        "revizie": Revizie.objects.get(),
        "sablon": SablonMotiv.objects.first(),
        **abonari_si_buletine(),
        **(de_curs := lume_invatare(roluri, organizatie)),
        **lume_selectie(roluri, de_curs["curs"], organizatie),
        **lume_certificate(roluri, de_curs["curs"], organizatie),
        **parteneriatele(roluri, organizatie, roluri["autoritate"].calitati.get().organizatie),
        **(de_anunturi := anunturi(organizatie, alta_organizatie, roluri["strain"])),
        **lume_conversatie(roluri, de_anunturi["anunt"], alta_organizatie),
        "fisa": FisaRegistru.objects.create(cheie="x", organizatie=nerevendicata, categorie="fundatie", denumire="X"),
        **{
            m.__name__.lower(): m.objects.first()
            for m in (Cartier, Domeniu, GrupTinta, Instanta, ODD, Proiect, Sector, ZiNelucratoare)
        },
    }


def cere(client, metoda, adresa):
    """Status of one request, whose effects are rolled back so that the next role finds the same world."""
    with transaction.atomic():
        raspuns = client.generic(metoda, adresa)
        if raspuns.streaming:
            b"".join(raspuns)  # a file is closed when it has been read to its end
        transaction.set_rollback(True)
    return raspuns.status_code


def test_fiecare_rol_primeste_raspunsul_din_tabel(lume, roluri, client_pentru):
    clienti = {rol: client_pentru(roluri[rol]) for rol in ROLURI}
    prajituri = {rol: client.cookies.output(header="") for rol, client in clienti.items()}
    abateri = {}
    for nume, ruta in TABEL.items():
        for metoda in METODE:
            for rol, asteptat in ruta.asteptat(metoda).items():
                clienti[rol].cookies.clear()  # an earlier answer may have signed out, or begun a session now undone
                clienti[rol].cookies.load(prajituri[rol])
                primit = cere(clienti[rol], metoda, ruta.adresa.format(**lume))
                if primit != asteptat:
                    abateri[nume, metoda, rol] = f"{primit}, nu {asteptat}"
    assert abateri == {}
