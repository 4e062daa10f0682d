"""Other profiles that may be the same organisation: what a moderator looks at before approving."""

from django.contrib.postgres.search import TrigramSimilarity
from django.utils.translation import gettext as _

from organizatii.models import Organizatie, pliat

APROPIERE = 0.55  # trigram similarity from which two names deserve a look


def asemanatoare(organizatie, cate=5):
    """Rows (organisation, why): same CIF, same number in the national register, or a near name."""
    altele = Organizatie.objects.exclude(pk=organizatie.pk)
    gasite = {}
    if organizatie.cif:
        gasite |= {o: _("același CIF") for o in altele.filter(cif=organizatie.cif)[:cate]}
    if organizatie.nr_registru_national:
        numar = altele.filter(nr_registru_national=organizatie.nr_registru_national)[:cate]
        gasite |= {o: _("același număr în registru") for o in numar if o not in gasite}
    nume = pliat(organizatie.denumire)
    apropiate = (
        altele.filter(denumire_pliata__trigram_similar=nume)
        .annotate(apropiere=TrigramSimilarity("denumire_pliata", nume))
        .filter(apropiere__gte=APROPIERE)
        .order_by("-apropiere")[:cate]
    )
    gasite |= {o: _("denumire apropiată") for o in apropiate if o not in gasite}
    return list(gasite.items())
