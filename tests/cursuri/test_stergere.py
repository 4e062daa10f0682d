"""Erasure on request reaches the courses: no word of the person stays in any of their tables."""

import pytest
from django.apps import apps
from django.db import connection

from cursuri.models import Cerere, Fapta, Formator
from organizatii.stergere import sterge_persoana
from platforma.mesaje.models import Mesaj
from tests.conftest import persoana
from tests.cursuri.conftest import cerere_pentru, evaluator, serie_publicata

pytestmark = pytest.mark.django_db
SEMN = "zmarald"  # stands in everything that was written about the person


def urme():
    """Names of the tables of the app in which the mark still stands, those of history included."""
    gasite = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("cursuri").get_models(include_auto_created=True):
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}" t WHERE t::text ILIKE %s', [f"%{SEMN}%"])
            if cursor.fetchone()[0]:
                gasite.append(model.__name__)
    return sorted(gasite)


def test_nicio_urma_in_nicio_tabela(primarie, organizatie):
    ana = persoana(f"ana.{SEMN}@exemplu.test", f"Ana {SEMN}")
    serie = serie_publicata(primarie, capacitate=1)
    date = {"email": ana.email, "functie": SEMN, "motivatie": f"Vreau {SEMN}."}
    are_loc = cerere_pentru(serie, f"Ana {SEMN}", organizatie, **date)
    rezerva = cerere_pentru(serie, "Rezerva", organizatie, "rezerva")
    respinsa = cerere_pentru(
        serie_publicata(primarie, numar=2), f"Ana {SEMN}", organizatie, "respinsa", **{**date, "persoana": ana}
    )
    respinsa.fise.create(evaluator=evaluator(1), total=8, motivare=f"{SEMN} scrie bine.", depusa_la=respinsa.creat_la)
    Formator.objects.create(serie=serie, nume=f"Ana {SEMN}", prezentare=SEMN, cont=ana)
    Cerere.objects.filter(pk=respinsa.pk).update(functie=f"alta {SEMN}")  # an event of the history
    Formator.objects.update(prezentare=f"alta {SEMN}")
    assert urme() == ["Cerere", "Fisa", "Formator"]
    sterge_persoana(ana)
    assert urme() == []
    are_loc.refresh_from_db()
    rezerva.refresh_from_db()
    assert (are_loc.stare, are_loc.nume, rezerva.stare) == ("retrasa", "Cont șters", "acceptata")
    assert respinsa.fise.get().total == 8
    assert not Mesaj.objects.filter(text__icontains=SEMN).exists()
    assert sorted(Fapta.objects.values_list("ce", flat=True)) == ["promovare", "retragere"]
