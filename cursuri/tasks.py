from celery import shared_task
from kombu.exceptions import OperationalError
from structlog import get_logger

from cursuri import (
    absente,
    loturi,
    mementouri,
    mementouri_sesiuni,
    pastrare,
    randare,
    selectie,
    stergere,
)

jurnal = get_logger(__name__)


@shared_task
def expira_locurile():
    selectie.expira()


@shared_task
def trimite_mementouri():
    mementouri.trimite()


@shared_task
def trimite_mementourile_sesiunilor():
    mementouri_sesiuni.trimite()


@shared_task
def verifica_cozile():
    selectie.verifica_cozile()


@shared_task
def certificate():
    """When some are issued, and each minute: go on with bulk issues, draw what has no PDF yet."""
    loturi.lucreaza()


@shared_task
def curata():
    """Each night: old drafts, files without a row, the people of projects whose time of keeping has passed."""
    stergere.sterge_ciornele()
    absente.uita_motivele()
    randare.curata()
    pastrare.anonimizeaza_scadente()


def trezeste():
    """Ask a worker to begin now; without a broker the sweep of each minute does."""
    try:
        certificate.apply_async(retry=False)
    except (OperationalError, OSError) as eroare:
        jurnal.warning("certificate_fara_broker", eroare=str(eroare))
