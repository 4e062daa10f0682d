from celery import shared_task

from organizatii import acte, prospetime


@shared_task
def aminteste_confirmarile():
    prospetime.aminteste()


@shared_task
def aminteste_actele():
    acte.aminteste()
