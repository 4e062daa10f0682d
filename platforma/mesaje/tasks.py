from celery import shared_task

from platforma.mesaje import lucrator, stare
from platforma.mesaje.expediere import sterge_textele


@shared_task
def expediaza():
    """Send what is due. Run twice, or twice at once, it sends each mail once."""
    stare.lucratorul_traieste()
    lucrator.trimite_scadente()


@shared_task
def curata():
    """Each night: wipe the bodies of old mails."""
    sterge_textele()
