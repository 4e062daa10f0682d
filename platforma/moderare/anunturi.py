"""What people are told about decisions."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from platforma.mesaje.expediere import pune
from platforma.moderare.tranzitii import Actiune, Stare

# What an author does is not a decision, and a sentence that called it one would send the moderator the wrong way.
FAPTE_DE_AUTOR = {
    Actiune.TRIMITE: _l("%(cine)s a trimis din nou pe %(cand)s."),
    Actiune.RETRAGE: _l("%(cine)s a retras trimiterea pe %(cand)s."),
    Actiune.REDESCHIDE: _l("%(cine)s a redeschis ciorna pe %(cand)s."),
    Actiune.ANULEAZA: _l("%(cine)s a retras sau a înlocuit cererea pe %(cand)s."),
}


def deja_decis(obiect, dosar=None):
    """A sentence for whoever came second: who moved it, when, and where it stands now.

    With `dosar`, it tells what closed that very submission, even when the same thing has been sent again since.
    """
    decizii = obiect.decizii() if dosar is None else dosar.decizii.all()
    decizie = decizii.select_related("de").first()
    if decizie is None:
        return _("În starea „%(stare)s” acest lucru nu se poate face.") % {"stare": obiect.eticheta_stare}
    fapta = FAPTE_DE_AUTOR.get(decizie.actiune) or _("%(cine)s a decis deja, pe %(cand)s: „%(ce)s”.")
    propozitii = [
        fapta
        % {
            "cine": decizie.de or _("Platforma"),
            "cand": date_format(localtime(decizie.la), "j F Y, H:i"),
            "ce": decizie.get_actiune_display(),
        },
        _("Starea de acum: „%(stare)s”.") % {"stare": obiect.eticheta_stare},
    ]
    if dosar is not None and obiect.stare == Stare.TRIMIS:
        propozitii.append(_("Ce s-a trimis între timp are un dosar nou în coadă."))
    return " ".join(propozitii)


def anunta_decizia(obiect, decizie):
    """One mail to each person concerned; the key holds the decision, so none is told twice."""
    public = obiect.obiect_public()
    for persoana in obiect.destinatari():
        pune(
            cheie=f"decizie:{decizie.pk}:{persoana.pk}",
            catre=persoana.email,
            sablon=obiect.SABLON_DECIZIE,
            context={
                "persoana": persoana,
                "titlu": obiect.titlu_dosar(),
                "tip": obiect.TIP_DOSAR,
                "public": public,
                "decizie": decizie,
                "stare": obiect.eticheta_stare,
                "cale": obiect.get_spatiu_url(),
                "pagina": public.get_absolute_url() if public.stare == Stare.PUBLICAT else "",
            },
        )
