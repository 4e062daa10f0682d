"""The partnerships that `make run` seeds: at several stages, public ones credible, and only once."""

import pytest
from django.core.management import call_command

from organizatii.lucru import lista
from parteneriate.demo import incarcare
from parteneriate.dovezi import confirmate_si_documentate
from parteneriate.models import Fapta, Indicator, Parteneriat, Raport, Valoare
from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj

pytestmark = pytest.mark.django_db


def test_demo(settings):
    settings.LOCAL = True
    call_command("date_demo", verbosity=0)
    scrise = Mesaj.objects.count()
    assert (incarcare.incarca(), incarcare.incarca()) == (7, 0)
    etape = sorted(Parteneriat.objects.values_list("etapa", flat=True))
    assert etape == ["aprobare", "idee", "implementare", "implementare", "incheiat", "interes", "semnat"]
    publice = Parteneriat.objects.publice()
    assert (publice.count(), confirmate_si_documentate(publice).count()) == (4, 4)
    assert Mesaj.objects.count() == scrise
    semnat = Parteneriat.objects.get(etapa="semnat")
    assert Fapta.objects.get(parteneriat=semnat, spre="semnat").la.date() == semnat.semnat_la
    assert (Indicator.objects.count(), Valoare.objects.filter(finala=True).count()) == (9, 2)
    assert sorted(Raport.objects.publice().values_list("luni", flat=True)) == [3, 3, 3, 6, 12]
    assert [p.titlu for p in publice.neactualizate()] == ["Tineri la primul loc de muncă (exemplu)"]
    conturi = ("reprezentant", "strain", "autoritate")
    asteapta = {c: [r.sarcina.fel for r in lista(_om(c)).ale_mele] for c in conturi}
    assert asteapta == {
        "reprezentant": ["actualizare", "confirmare", "confirmare"],
        "strain": ["actualizare", "confirmare"],
        "autoritate": ["invitatie", "actualizare"],
    }


def _om(cont):
    return Utilizator.objects.get(email=f"{cont}@example.org")
