"""A person's own memberships, tasks handed over and choices, in the copy of her data."""

from django.db.models import Q

from organizatii import rezumat_sarcini
from organizatii.models import Delegare
from platforma.conturi.copie import parte


@parte("organizatii")
def calitatile(persoana, adrese):
    return [
        {"organizatie": m.organizatie.denumire, "rol": m.get_rol_display()}
        for m in persoana.calitati.select_related("organizatie").order_by("pk")
    ]


@parte("sarcini")
def sarcinile(persoana, adrese):
    delegari = Delegare.objects.filter(Q(de=persoana) | Q(catre__utilizator=persoana)).order_by("pk")
    return {
        "rezumat_zilnic": rezumat_sarcini.vrea(persoana),
        "incredintate": [
            {
                "sarcina": f"{d.fel} {d.cheie}",
                "organizatie": d.catre.organizatie.denumire,
                "de_mine": d.de_id == persoana.pk,
                "nota": d.nota,
                "la": d.la,
            }
            for d in delegari.select_related("catre__organizatie")
        ],
    }
