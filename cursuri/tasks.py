from celery import shared_task
from kombu.exceptions import OperationalError
from structlog import get_logger

from cursuri import loturi, pastrare, randare

jurnal = get_logger(__name__)


@shared_task
def certificate():
    """When some are issued, and each minute: go on with bulk issues, draw what has no PDF yet."""
    loturi.lucreaza()


@shared_task
def curata():
    """Each night: files without a row, and the people of projects whose time of keeping has passed."""
    randare.curata()
    pastrare.anonimizeaza_scadente()


def trezeste():
    """Ask a worker to begin now; without a broker the sweep of each minute does."""
    try:
        certificate.apply_async(retry=False)
    except (OperationalError, OSError) as eroare:
        jurnal.warning("certificate_fara_broker", eroare=str(eroare))
