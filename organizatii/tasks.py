from celery import shared_task

from organizatii import acte, lucru, perechi, prospetime, rezumat_sarcini, sesizari, vocabular


@shared_task
def reface_cuvintele():
    """Each hour: the words by which the search corrects. Run again with nothing changed, it writes nothing."""
    vocabular.reface()


@shared_task
def aminteste_confirmarile():
    prospetime.aminteste()


@shared_task
def aminteste_actele():
    acte.aminteste()


@shared_task
def curata():
    sesizari.uita_adresele()


@shared_task
def cauta_perechi():
    perechi.reimprospateaza()


@shared_task
def rezumatul_sarcinilor():
    """Each morning: what was done ends its delegation first, so that no mail names it."""
    lucru.curata()
    rezumat_sarcini.trimite()
