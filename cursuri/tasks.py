from celery import shared_task

from cursuri import absente, mementouri, mementouri_sesiuni, selectie, stergere


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
def curata():
    stergere.sterge_ciornele()
    absente.uita_motivele()
