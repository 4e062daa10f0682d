from celery import shared_task

from platforma.incarcari import parcate


@shared_task
def sterge_parcate():
    """Hourly: drop the uploads whose form nobody finished."""
    parcate.sterge_vechi()
