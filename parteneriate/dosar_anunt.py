"""What a moderator reads of a notice: its fields in the order of the form, and who sends it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from parteneriate.models import Anunt
from platforma.moderare.comparatie import randuri

SECTIUNI = (
    (_l("Anunțul"), "fel titlu text"),
    (_l("Despre ce și unde"), "resurse domenii grupuri sectoare concluzie"),
    (_l("Cine îl vede"), "vizibilitate"),
)


def comparatie(anunt, inainte, valori):
    """Every filled field by section; beside what a moderator sent back, when there is something."""
    sectiuni = [(titlu, randuri(anunt, nume.split(), inainte, None, valori)) for titlu, nume in SECTIUNI]
    return [(titlu, grup) for titlu, grup in sectiuni if grup]


def fapte(anunt):
    """Who speaks, and what else is open of theirs."""
    o = anunt.organizatie
    deschise = Anunt.objects.deschise().filter(organizatie=o).exclude(pk=anunt.pk)
    randurile = [(_("Starea profilului"), o.eticheta_stare), (_("Alte anunțuri deschise"), str(deschise.count()))]
    return [(o.denumire, randurile)]
