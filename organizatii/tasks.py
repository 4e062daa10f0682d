from celery import shared_task

from organizatii import vocabular


@shared_task
def reface_cuvintele():
    """Each hour: the words by which the search corrects. Run again with nothing changed, it writes nothing."""
    vocabular.reface()
