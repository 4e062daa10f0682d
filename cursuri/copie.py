"""A person's own applications, attendance, results and certificates, in the copy of her data."""

from django.db.models import Q

from cursuri.models import Cerere
from platforma.conturi.copie import parte


@parte("cursuri")
def cererile(persoana, adrese):
    cereri = Cerere.objects.filter(Q(persoana=persoana) | Q(email__in=adrese)).order_by("pk")
    cereri = cereri.select_related("serie__tema", "organizatie").prefetch_related(
        "certificate", "certificate_externe", "prezente__sesiune", "rezultate", "motivari__sesiune"
    )
    return [_cererea(cerere) for cerere in cereri]


def _cererea(cerere):
    return {
        "curs": str(cerere.serie),
        "organizatie": cerere.organizatie.denumire,
        "nume": cerere.nume,
        "email": cerere.email,
        "functie": cerere.functie,
        "motivatie": cerere.motivatie,
        "stare": cerere.get_stare_display(),
        "depusa_la": cerere.depusa_la,
        "prezente": [
            {"sesiune": p.sesiune.titlu, "inceput": p.sesiune.incepe_la, "prezenta": p.get_stare_display()}
            for p in cerere.prezente.all()
        ],
        "rezultate": [
            {"incercare": r.incercare, "punctaj": r.punctaj, "observatii": r.observatii, "la": r.la}
            for r in cerere.rezultate.all()
        ],
        "absente": [
            {"sesiune": m.sesiune.titlu, "motiv": m.motiv, "stare": m.get_stare_display(), "raspuns": m.raspuns}
            for m in cerere.motivari.all()
        ],
        "certificate": [
            {**c.date, "stare": c.get_stare_display(), "sha256": c.sha256, "conditii": c.temei}
            for c in cerere.certificate.all()
        ],
        "certificate_anc": [
            {"serie": e.serie_act, "numar": e.numar_act, "data": e.data, "furnizor": e.furnizor, "rnfpa": e.rnfpa}
            for e in cerere.certificate_externe.all()
        ],
    }
