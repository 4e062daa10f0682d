from celery import shared_task

from ateliere import concluzii, inscrieri, mementouri, organizare, stari


@shared_task
def verifica_cozile():
    inscrieri.verifica_cozile()


@shared_task
def trimite_mementouri():
    mementouri.trimite()


@shared_task
def inchide_ce_s_a_incheiat():
    stari.inchide_ce_s_a_incheiat()


@shared_task
def curata():
    organizare.sterge_nevoile()


@shared_task
def aminteste_concluziile():
    concluzii.aminteste()
