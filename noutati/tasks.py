from celery import shared_task

from noutati.aparitii import anunta_aparitiile


@shared_task
def aparitii():
    """Each minute: what follows once from an item's appearance."""
    anunta_aparitiile()
