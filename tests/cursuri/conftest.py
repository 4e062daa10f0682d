"""A series of a course, and quick ways to fill it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cursuri.models import Cerere, Prezenta, Serie, Sesiune, StareCerere, Tema
from platforma.conturi.models import Utilizator
from platforma.locuri.models import Parte
from platforma.prezenta.coduri import cod_nou
from tests.conftest import persoana

MOTIV = "Un motiv destul de lung, ca să se înțeleagă."


def serie_publicata(organizator, *, sesiuni=2, **campuri):
    """A series that begins in twenty days and takes applications since yesterday, with a criterion."""
    acum = timezone.now().replace(second=0, microsecond=0)
    incepe = campuri.pop("incepe", acum + timedelta(days=20))
    implicite = {
        "tema": Tema.objects.order_by("ordine").first(),
        "numar": 1,
        "organizator": organizator,
        "data_inceput": timezone.localdate(incepe),
        "data_sfarsit": timezone.localdate(incepe + timedelta(days=max(sesiuni - 1, 0))),
        "ore": 24,
        "capacitate": 20,
        "inscrieri_de_la": min(acum, incepe) - timedelta(days=1),
        "inscrieri_pana_la": min(acum + timedelta(days=10), incepe),
        "promovare_pana_la": incepe,
        "stare": "publicata",
        "publicat_la": acum,
    }
    serie = Serie.objects.create(**{**implicite, **campuri})
    serie.criterii.create(nume="Motivația", maxim=10)
    for n in range(sesiuni):
        sesiune_in(serie, incepe + timedelta(days=n), titlu=f"Sesiunea {n + 1}")
    return serie


def sesiune_in(serie, incepe_la, **campuri):
    implicite = {"titlu": "Sesiune", "se_incheie_la": incepe_la + timedelta(hours=3), "loc_nume": "Sala Mare"}
    return Sesiune.objects.create(serie=serie, incepe_la=incepe_la, **{**implicite, **campuri})


def cerere_pentru(serie, nume, organizatie, stare=StareCerere.CONFIRMATA, **campuri):
    """An application as it stands, without the verbs; the triggers still count."""
    acum = timezone.now()
    implicite = {
        "email": f"{nume.lower().replace(' ', '.')}@exemplu.test",
        "parte": Parte.AUTORITATE if organizatie.tip == "autoritate" else Parte.ONG,
        "depusa_la": None if stare == StareCerere.CIORNA else acum,
        "cod": cod_nou() if stare == StareCerere.CONFIRMATA else None,
        "confirmare_pana_la": acum + timedelta(days=5) if stare == StareCerere.ACCEPTATA else None,
        "incheiata_la": acum if stare in (StareCerere.RESPINSA, StareCerere.RETRASA) else None,
        "motiv": MOTIV if stare == StareCerere.RESPINSA else "",
        "loc_rezerva": serie.cereri.count() + 1 if stare == StareCerere.REZERVA else None,
    }
    return Cerere.objects.create(
        serie=serie, nume=nume, organizatie=organizatie, stare=stare, **{**implicite, **campuri}
    )


@pytest.fixture
def serie(primarie):
    return serie_publicata(primarie)


@pytest.fixture
def in_curs(primarie):
    """A series whose only session began ten minutes ago."""
    return serie_publicata(primarie, sesiuni=1, incepe=timezone.now() - timedelta(minutes=10))


@pytest.fixture
def ana(in_curs, organizatie):
    """She learns at the one that is under way."""
    return cerere_pentru(in_curs, "Ana Pop", organizatie, functie="directoare")


def serie_terminata(organizator, *, sesiuni=2, **campuri):
    """A series held some weeks ago, whose attendance is not closed yet: `absolvent` and `inchide` do that."""
    return serie_publicata(organizator, sesiuni=sesiuni, incepe=timezone.now() - timedelta(days=30), **campuri)


def absolvent(serie, nume, organizatie, **campuri):
    """Somebody who was at every session of a series; the attendance is then closed, as rows, without the verbs."""
    cerere = cerere_pentru(serie, nume, organizatie, **campuri)
    formatoare, _noua = Utilizator.objects.get_or_create(email="formatoare@exemplu.test", nume="Flavia Formatoare")
    serie.sesiuni.update(prezenta_inchisa_la=None)
    for sesiune in serie.sesiuni.all():
        Prezenta.objects.create(sesiune=sesiune, cerere=cerere, stare="prezent", sursa="import", marcat_de=formatoare)
    serie.sesiuni.update(prezenta_inchisa_la=timezone.now())
    return cerere


@pytest.fixture
def terminata(primarie):
    return serie_terminata(primarie)


@pytest.fixture
def absolventa(terminata, organizatie):
    return absolvent(terminata, "Ana Absolventa", organizatie)


MOTIVATIE = (
    "Lucrez cu vecinii la compostul din curte și vreau să învăț cum facem din asta un proiect al cartierului. " * 2
)


def evaluator(n):
    """One of the people who score; the same for the same number."""
    email = f"evaluator{n}@exemplu.test"
    return Utilizator.objects.filter(email=email).first() or persoana(email, f"Evaluator {n}")


def cu_fise(cerere, *totaluri):
    """Sheets handed in, by different evaluators, with these totals; None is a declared conflict."""
    for n, total in enumerate(totaluri, start=1):
        cerere.serie.evaluatori.add(evaluator(n))
        cerere.fise.create(
            evaluator=evaluator(n), total=total, conflict=total is None, motivare=MOTIV, depusa_la=timezone.now()
        )
    return cerere


def depusa_de(serie, nume, organizatie, *totaluri, **campuri):
    """An application that waits for a decision, with its sheets."""
    return cu_fise(cerere_pentru(serie, nume, organizatie, StareCerere.DEPUSA, **campuri), *(totaluri or (8, 8)))


@pytest.fixture
def formator(in_curs):
    """She teaches at the one that is under way, and keeps its room."""
    utilizator = persoana("formator@exemplu.test", "Florin Formator")
    in_curs.formatori.create(nume="Florin Formator", cont=utilizator)
    return utilizator
