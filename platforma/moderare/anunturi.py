"""What people are told about decisions."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from platforma.mesaje.expediere import pune


def deja_decis(obiect):
    """A sentence for whoever came second: who moved it, when, and where it stands now."""
    decizie = obiect.decizii().select_related("de").first()
    if decizie is None:
        return _("În starea „%(stare)s” acest lucru nu se poate face.") % {"stare": obiect.eticheta_stare}
    return _("%(cine)s a decis deja, pe %(cand)s: „%(ce)s”. Starea de acum: „%(stare)s”.") % {
        "cine": decizie.de or _("Platforma"),
        "cand": date_format(localtime(decizie.la), "j F Y, H:i"),
        "ce": decizie.get_actiune_display(),
        "stare": obiect.eticheta_stare,
    }


def anunta_decizia(obiect, decizie):
    """One mail to each person concerned; the key holds the decision, so none is told twice."""
    for persoana in obiect.destinatari():
        pune(
            cheie=f"decizie:{decizie.pk}:{persoana.pk}",
            catre=persoana.email,
            sablon="moderare/email/decizie",
            context={
                "persoana": persoana,
                "titlu": obiect.titlu_dosar(),
                "tip": obiect.TIP_DOSAR,
                "decizie": decizie,
                "stare": obiect.eticheta_stare,
                "cale": obiect.get_spatiu_url(),
            },
        )
