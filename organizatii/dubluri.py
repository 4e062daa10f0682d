"""Other profiles that may be the same organisation: for the moderator who approves, and for whoever registers one."""

from typing import NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.utils.translation import gettext as _

from organizatii.models import Organizatie, pliat

CU_CIF_UNIC = ["trimis", "completari", "publicat"]  # as in the constraint organizatii_cif_unic
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
    apropiate = _cu_nume_apropiat(altele, organizatie.denumire)[:cate]
    gasite |= {o: _("denumire apropiată") for o in apropiate if o not in gasite}
    return list(gasite.items())


def _cu_nume_apropiat(organizatii, denumire):
    nume = pliat(denumire)
    return (
        organizatii.filter(denumire_pliata__trigram_similar=nume)
        .annotate(apropiere=TrigramSimilarity("denumire_pliata", nume))
        .filter(apropiere__gte=APROPIERE)
        .order_by("-apropiere")
    )


class Potrivire(NamedTuple):
    organizatie: Organizatie
    motiv: str
    sigura: bool  # it is the same one: a second profile is refused
    a_mea: bool


def pentru_inscriere(denumire, cif, nr_registru_national, de, cate=5):
    """What is already here of an organisation about to be registered: rows (Potrivire), sure ones first.

    Only public profiles and the person's own are shown. The CIF is sure; the number in the national register only
    together with a near name, because the register itself gives some numbers twice.
    """
    ale_mele = set(Organizatie.objects.editabile_de(de).values_list("pk", flat=True))
    vizibile = Organizatie.objects.publice() | Organizatie.objects.filter(pk__in=ale_mele)
    apropiate = {o.pk: o for o in _cu_nume_apropiat(vizibile, denumire)[:cate]}
    cu_cif = {o.pk: o for o in vizibile.filter(cif=cif)[:cate]} if cif else {}
    cu_numar = {}
    if nr_registru_national:
        cu_numar = {o.pk: o for o in vizibile.filter(nr_registru_national=nr_registru_national)[:cate]}
    randuri = []
    for pk, organizatie in (cu_cif | cu_numar | apropiate).items():
        motiv = _("are același CIF") if pk in cu_cif else _("are același număr în registru") if pk in cu_numar else ""
        sigura = pk in cu_cif or (pk in cu_numar and pk in apropiate)
        randuri.append(Potrivire(organizatie, motiv or _("are un nume apropiat"), sigura, pk in ale_mele))
    return sorted(randuri, key=lambda potrivire: not potrivire.sigura)


def publice_cu_cif(cif, de, fara):
    """The public profiles that stand in the way of this CIF, as rows (Potrivire)."""
    ale_mele = set(Organizatie.objects.editabile_de(de).values_list("pk", flat=True))
    gasite = Organizatie.objects.publice().filter(cif=cif).exclude(pk=fara)
    return [Potrivire(o, _("are același CIF"), True, o.pk in ale_mele) for o in gasite]


def cif_ocupat(cif, fara=None):
    """Whether another profile that is public, or on its way there, has this CIF."""
    return bool(cif) and Organizatie.objects.filter(cif=cif, stare__in=CU_CIF_UNIC).exclude(pk=fara).exists()
