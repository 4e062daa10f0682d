from celery import shared_task

from parteneriate import anunturi, interese, rapoarte, rezumat_potriviri, scadente, tacere, verificari


@shared_task
def aminteste_anunturile():
    """Each morning: notices whose last day is near."""
    anunturi.aminteste()


@shared_task
def aminteste_interesele():
    """Each morning: expressions of interest that wait for 10 and for 25 days."""
    interese.aminteste()


@shared_task
def rezumatul_potrivirilor():
    """On Mondays at 8:00: new matches, each once."""
    rezumat_potriviri.trimite()


@shared_task
def verificarile():
    """Each morning: the checks after six months, in an order in which nothing closed is reminded of."""
    scadente.programeaza_toate()
    verificari.inchide()
    verificari.deschide()
    verificari.aminteste()


@shared_task
def aminteste_rapoartele():
    """Each morning: reports due today, and those due for 14 days."""
    rapoarte.aminteste()


@shared_task
def intreaba_de_parteneriate():
    """Each morning: partnerships silent for six months, and those whose last day has passed."""
    tacere.aminteste()
