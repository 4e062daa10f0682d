"""Two people at the same moment, on real connections to a real PostgreSQL."""

from threading import Barrier

import pytest
from django.core.exceptions import ValidationError

from organizatii.models import Organizatie, Revendicare
from organizatii.models.organizatie import OrganizatieQuerySet
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar
from platforma.moderare.revizii import propune_modificari, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta
from tests.curse import RABDARE, deodata
from tests.moderare.conftest import MOTIV, ciorna_completa, dosarul, formular

pytestmark = pytest.mark.django_db(transaction=True)


def cursa_a_doi_moderatori(trimisa, moderator, alt_moderator, dosar):
    """One approves and the other refuses the same thing, having read that dossier; returns what each got."""
    return deodata(
        lambda: muta(Organizatie.objects.get(pk=trimisa.pk), Actiune.APROBA, moderator, dosar=dosar),
        lambda: muta(Organizatie.objects.get(pk=trimisa.pk), Actiune.RESPINGE, alt_moderator, MOTIV, dosar=dosar),
    )


@pytest.mark.parametrize("runda", range(5))
def test_doi_moderatori_decide_unul_singur(runda, trimisa, moderator, alt_moderator):
    rezultate = cursa_a_doi_moderatori(trimisa, moderator, alt_moderator, dosarul(trimisa))
    decizii = list(Decizie.objects.exclude(actiune="trimite"))
    assert len(decizii) == 1
    [castigata] = [r for r in rezultate if isinstance(r, Decizie)]
    [pierduta] = [r for r in rezultate if not isinstance(r, Decizie)]
    assert type(pierduta) is TranzitieInterzisa
    assert str(pierduta).startswith(f"{castigata.de.nume} a decis deja, pe ")
    trimisa.refresh_from_db()
    assert trimisa.stare == castigata.spre
    assert Mesaj.objects.filter(cheie__startswith="decizie:").count() == 2  # sent, and the one decision


def fara_lacat(monkeypatch):
    """Take the row lock out, and let nobody write before both have read."""
    bariera = Barrier(2)

    def citeste_impreuna(cls, pk):
        rand = cls.objects.get(pk=pk)
        bariera.wait(RABDARE)
        return rand

    monkeypatch.setattr(Organizatie, "blocheaza", classmethod(citeste_impreuna))


def test_conditia_din_update_ajunge_si_fara_lacat(trimisa, moderator, alt_moderator, monkeypatch):
    fara_lacat(monkeypatch)
    rezultate = cursa_a_doi_moderatori(trimisa, moderator, alt_moderator, dosarul(trimisa))
    assert sorted(type(r).__name__ for r in rezultate) == ["Decizie", "TranzitieInterzisa"]
    assert Decizie.objects.exclude(actiune="trimite").count() == 1


def test_fara_lacat_si_fara_conditie_cursa_se_vede(trimisa, moderator, alt_moderator, monkeypatch):
    """The harness does catch the bug: with the lock, the condition and the dossier out, both moderators decide.

    The dossier is left out because it is a third guard: whoever reads it after the other's commit finds it closed.
    """

    class FaraConditie(OrganizatieQuerySet):
        def filter(self, *args, stare=None, **kwargs):
            return super().filter(*args, **kwargs)

    fara_lacat(monkeypatch)
    monkeypatch.setattr(Organizatie, "objects", FaraConditie(Organizatie))
    rezultate = cursa_a_doi_moderatori(trimisa, moderator, alt_moderator, dosar=None)
    assert [type(r) for r in rezultate] == [Decizie, Decizie]
    assert Decizie.objects.exclude(actiune="trimite").count() == 2


def test_autorul_retrage_chiar_cand_moderatorul_aproba(trimisa, reprezentant, moderator):
    dosar = dosarul(trimisa)
    rezultate = deodata(
        lambda: muta(Organizatie.objects.get(pk=trimisa.pk), Actiune.RETRAGE, reprezentant),
        lambda: muta(Organizatie.objects.get(pk=trimisa.pk), Actiune.APROBA, moderator, dosar=dosar),
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Decizie", "TranzitieInterzisa"]
    trimisa.refresh_from_db()
    assert trimisa.stare == (Stare.CIORNA if isinstance(rezultate[0], Decizie) else Stare.PUBLICAT)


def test_propunerea_si_aprobarea_celei_vechi_se_asteapta_una_pe_alta(revizie, organizatie, coleg, moderator):
    """Whichever comes first, nothing is lost and nothing is applied twice."""
    dosar = dosarul(revizie)
    form = formular(organizatie, scop="Scopul colegului.")
    rezultate = deodata(
        lambda: muta(revizie, Actiune.APROBA, moderator, dosar=dosar),
        lambda: propune_modificari(organizatie, form, coleg),
    )
    organizatie.refresh_from_db()
    asteapta = revizie_in_asteptare(organizatie).campuri
    if isinstance(rezultate[0], Decizie):
        assert (organizatie.denumire, organizatie.versiune) == ("Asociația Cartierul Nostru Verde", 2)
        assert asteapta == {"scop": "Scopul colegului."}
    else:
        assert type(rezultate[0]) is TranzitieInterzisa
        assert (organizatie.denumire, organizatie.versiune) == ("Asociația Cartierul Nostru", 1)
        assert asteapta == {"denumire": "Asociația Cartierul Nostru Verde", "scop": "Scopul colegului."}
    assert Dosar.objects.deschise().count() == 1


def test_doi_membri_propun_deodata_si_ambele_campuri_asteapta(organizatie, reprezentant, coleg):
    forme = formular(organizatie, denumire="Alt nume"), formular(organizatie, scop="Alt scop.")
    rezultate = deodata(
        lambda: propune_modificari(organizatie, forme[0], reprezentant),
        lambda: propune_modificari(organizatie, forme[1], coleg),
    )
    assert [r.asteapta for r in rezultate] == [("denumire",), ("scop",)]
    assert revizie_in_asteptare(organizatie).campuri == {"denumire": "Alt nume", "scop": "Alt scop."}


def test_doua_organizatii_cu_acelasi_cif_trimise_deodata(reprezentant):
    """Each passes its own check before the other is there; the index lets one through and the other hears why."""
    ciorne = [ciorna_completa(f"Asociația {n}", f"asociatia-{n.lower()}", [reprezentant], cif="14399840") for n in "AB"]
    bariera = Barrier(2)

    def trimite(ciorna):
        def fapta():
            obiect = Organizatie.objects.get(pk=ciorna.pk)
            return muta(obiect, Actiune.TRIMITE, reprezentant)

        return fapta

    verifica = Organizatie.valideaza_unicitatea

    def verifica_impreuna(self):
        verifica(self)
        bariera.wait(RABDARE)

    with pytest.MonkeyPatch.context() as petic:
        petic.setattr(Organizatie, "valideaza_unicitatea", verifica_impreuna)
        rezultate = deodata(*(trimite(c) for c in ciorne))
    assert sorted(type(r).__name__ for r in rezultate) == ["Decizie", "ValidationError"]
    [pierduta] = [r for r in rezultate if isinstance(r, ValidationError)]
    assert pierduta.messages == [
        "Chiar acum altcineva a înregistrat aceleași date de identificare. Verificați lista de profiluri."
    ]
    assert Dosar.objects.deschise().count() == 1


def test_doua_revendicari_aprobate_deodata_dau_un_singur_administrator(
    revendicare, nerevendicata, coleg, moderator, alt_moderator
):
    a_doua = Revendicare.objects.create(organizatie=nerevendicata, utilizator=coleg, functie="x", mesaj="y", dovada="z")
    muta(a_doua, Actiune.TRIMITE, coleg)
    rezultate = deodata(
        lambda: muta(revendicare, Actiune.APROBA, moderator),
        lambda: muta(a_doua, Actiune.APROBA, alt_moderator),
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Decizie", "ValidationError"]
    assert nerevendicata.membri.count() == 1
