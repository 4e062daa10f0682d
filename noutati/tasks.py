from celery import shared_task

from noutati import abonari, rezumat
from noutati.aparitii import anunta_aparitiile
from noutati.buletine import pune_in_posta


@shared_task
def aparitii():
    """Each minute: what follows once from an item's appearance."""
    anunta_aparitiile()


@shared_task
def rezumate():
    """Each minute: mails to those who follow, about what has appeared. Run twice, or twice at once, each goes once."""
    anunta_aparitiile()
    rezumat.trimite_scadente()


@shared_task
def curata():
    """Each night: addresses that never answered, and what is remembered for a year at most."""
    abonari.sterge_neconfirmate()
    abonari.uita_vechi()


@shared_task
def buletine():
    """When one is released, and each minute: put newsletters in the outbox, from where a dead worker has left off."""
    pune_in_posta()
