"""What profiles and teams ask of a person, in her worklist."""

from django.utils.translation import gettext as _

from organizatii.lucru import Sarcina, lucru
from organizatii.models import CerereAlaturare, Organizatie
from platforma.moderare.tranzitii import Stare


@lucru
def cereri_de_alaturare(persoana):
    ale_ei = Organizatie.objects.administrate_de(persoana)
    cereri = CerereAlaturare.objects.deschise().filter(organizatie__in=ale_ei)
    for cerere in cereri.select_related("organizatie", "utilizator"):
        yield Sarcina(
            "alaturare", cerere.pk, _("Răspundeți cererii de a intra în echipă"), cerere.utilizator.nume,
            cerere.organizatie, cerere.get_raspuns_url(), numai_administratori=True,
        )  # fmt: skip


@lucru
def profiluri(persoana):
    """Those that a moderator sent back."""
    cerute = Organizatie.objects.editabile_de(persoana).filter(stare=Stare.COMPLETARI)
    for organizatie in cerute.order_by("pk"):
        ce = _("Completați profilul, cum a cerut moderatorul")
        yield Sarcina("profil", organizatie.pk, ce, organizatie.denumire, organizatie, organizatie.get_spatiu_url())
