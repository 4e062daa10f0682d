"""What the administrator does to a person's account."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from platforma.mesaje.expediere import pune


def cheama_in_personal(persoana):
    """Tell a person that she has an account, and where she chooses her password."""
    pune(
        cheie=f"cont:chemare:{persoana.pk}",
        catre=persoana.email,
        sablon="account/email/chemare",
        context={"persoana": persoana},
    )


@transaction.atomic
def scoate_al_doilea_factor(persoana):
    """Forget every second factor and recovery code of a person, and tell her. Returns whether there was one."""
    sters, _modele = Authenticator.objects.filter(user=persoana).delete()
    if sters:
        pune(
            cheie=f"cont:fara-doi-pasi:{persoana.pk}:{timezone.now():%Y%m%d%H%M%S}",
            catre=persoana.email,
            sablon="account/email/fara_doi_pasi",
            context={"persoana": persoana},
        )
    return bool(sters)
