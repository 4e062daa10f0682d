"""Mails about people in an organisation. Decisions about profiles and claims have theirs in moderare."""

from django.utils import timezone

from platforma.mesaje.expediere import pune
from platforma.mesaje.models import Mesaj


def invitatie(invitatie):
    """The key holds the number of sendings: each „retrimiteți” is one mail, a doubled click is not."""
    pune(
        cheie=f"{_cheie_invitatii(invitatie.organizatie)}{invitatie.pk}:{invitatie.trimiteri}",
        catre=invitatie.email,
        sablon="organizatii/email/invitatie",
        context={"invitatie": invitatie, "cale": invitatie.get_absolute_url()},
        sensibil=True,
    )


def invitatii_trimise(organizatie, din):
    """How many invitation mails went out for this organisation since then."""
    return Mesaj.objects.filter(cheie__startswith=_cheie_invitatii(organizatie), creat_la__gte=din).count()


def _cheie_invitatii(organizatie):
    return f"invitatie:{organizatie.pk}:"


def acceptare(invitatie, membru):
    """To whoever invited, while she is still in the team."""
    if invitatie.organizatie.membri.filter(utilizator=invitatie.creat_de).exists():
        _despre(membru, invitatie.creat_de, "organizatii/email/acceptare", f"invitatie-acceptata:{invitatie.pk}")


def rol(membru, de):
    _despre(membru, membru.utilizator, "organizatii/email/rol", f"rol:{membru.pk}:{timezone.now().timestamp()}", de=de)


def scoatere(membru, de):
    _despre(membru, membru.utilizator, "organizatii/email/scoatere", f"scos:{membru.pk}", de=de)


def _despre(membru, catre, sablon, cheie, **context):
    """About one member, to somebody who can still read mail from us."""
    if catre.is_active:
        pune(
            cheie=cheie,
            catre=catre.email,
            sablon=sablon,
            context={
                "persoana": catre,
                "membru": membru,
                "cale": membru.organizatie.get_spatiu_url(),
                **context,
            },
        )
