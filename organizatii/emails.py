"""Mails about people in an organisation. Decisions about profiles and claims have theirs in moderare."""

from django.urls import reverse
from django.utils import timezone

from organizatii.models import Membru, StareCerere
from platforma.mesaje.expediere import antete_lista, pune, pune_multe
from platforma.mesaje.models import Mesaj

IN_REZUMAT = 15  # tasks that a morning mail names; the others are counted


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


def alaturare_ceruta(cerere):
    """To each administrator: the person's name and words, never her address."""
    administratori = cerere.organizatie.membri.filter(rol=Membru.Rol.ADMINISTRATOR, utilizator__is_active=True)
    for membru in administratori.select_related("utilizator"):
        pune(
            cheie=f"alaturare:{cerere.pk}:{membru.utilizator_id}",
            catre=membru.utilizator.email,
            sablon="organizatii/email/alaturare_ceruta",
            context={"persoana": membru.utilizator, "cerere": cerere, "cale": cerere.get_raspuns_url()},
        )


def alaturare_raspuns(cerere):
    if cerere.utilizator.is_active:
        aprobata = cerere.stare == StareCerere.APROBATA
        pune(
            cheie=f"alaturare-raspuns:{cerere.pk}",
            catre=cerere.utilizator.email,
            sablon="organizatii/email/alaturare_raspuns",
            context={
                "persoana": cerere.utilizator,
                "cerere": cerere,
                "cale": cerere.organizatie.get_spatiu_url() if aprobata else cerere.get_absolute_url(),
            },
        )


def unire(unirea, persoana):
    """To whoever worked for the profile that was merged."""
    pune(
        cheie=f"unire:{unirea.pk}:{persoana.pk}",
        catre=persoana.email,
        sablon="organizatii/email/unire",
        context={"persoana": persoana, "unire": unirea, "cale": unirea.tinta.get_spatiu_url()},
    )


def confirmare(organizatie, membru, zile, jeton):
    """Asks an administrator to confirm what is public; `zile` since the yearly term. Returns whether it was written."""
    return pune(
        cheie=f"confirmare:{organizatie.pk}:{int(organizatie.confirmata_la.timestamp())}:{zile}:{membru.utilizator_id}",
        catre=membru.utilizator.email,
        sablon="organizatii/email/confirmare",
        context={
            "persoana": membru.utilizator,
            "organizatie": organizatie,
            "zile": zile,
            "cale": reverse("organizatii:confirmare", args=[jeton]),
        },
        sensibil=True,
    )


def act_care_expira(organizatie, act, pana, zile):
    """Tells the team of a paper that runs out in at most `zile` days; returns how many mails were written."""
    return sum(
        pune(
            cheie=f"act:{act}:{organizatie.pk}:{pana}:{zile}:{persoana.pk}",
            catre=persoana.email,
            sablon="organizatii/email/act",
            context={
                "persoana": persoana,
                "organizatie": organizatie,
                "act": act,
                "pana": pana,
                "expira_azi": zile == 0,
                "expirat": pana < timezone.localdate(),
                "cale": reverse("organizatii:modifica", args=[organizatie.pk, "economie-sociala"]),
            },
        )
        for persoana in organizatie.destinatari()
    )


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


def sarcina_incredintata(delegare, sarcina):
    """One mail to the colleague; handed to another and back, it is told again."""
    pune(
        cheie=f"incredintata:{delegare.pk}:{delegare.catre_id}:{int(delegare.la.timestamp())}",
        catre=delegare.catre.utilizator.email,
        sablon="organizatii/email/sarcina_incredintata",
        context={"persoana": delegare.catre.utilizator, "delegare": delegare, "sarcina": sarcina},
    )


def sarcinile_zilei(cheie, persoana, lista, stop):
    """The morning's list. `sensibil`: its last link stops these mails without signing in."""
    pune_multe(
        [
            {
                "cheie": cheie,
                "catre": persoana.email,
                "sablon": "organizatii/email/sarcini",
                "context": {
                    "persoana": persoana,
                    "randuri": lista.ale_mele[:IN_REZUMAT],
                    "cate": len(lista),
                    "restul": max(len(lista) - IN_REZUMAT, 0),
                    "stop": stop,
                },
                "sensibil": True,
                "antete": antete_lista("sarcini", stop),
            }
        ]
    )
