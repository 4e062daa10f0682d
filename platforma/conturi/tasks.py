from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.db.models import Exists, OuterRef
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from platforma.conturi.models import Utilizator

NECONFIRMATE = timedelta(days=30)  # as the privacy page says


@shared_task
def curata():
    """Each night: sessions that have ended, and accounts whose address nobody has confirmed."""
    call_command("clearsessions")
    sfarsit = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    UserSession.objects.filter(last_seen_at__lt=sfarsit).delete()
    sterge_neconfirmate()


def sterge_neconfirmate(acum=None):
    """Forget sign-ups that were never confirmed; staff, whom the administrator has called, may take their time."""
    confirmata = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    for persoana in Utilizator.objects.filter(
        ~Exists(confirmata),
        last_login=None,
        is_staff=False,
        creat_la__lt=(acum or timezone.now()) - NECONFIRMATE,
    ):
        try:
            persoana.delete()
        except ProtectedError:  # somebody wrote a decision in her name; erasure is another matter
            continue
