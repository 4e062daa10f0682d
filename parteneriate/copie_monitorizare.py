"""What a person wrote down about how partnerships go, in the copy of her data.

Erasure changes nothing here: rows name the emptied account, as the journal does, and values are never rewritten.
"""

from parteneriate.models import FotografieRaport, Raport, Valoare


def ce_a_scris(persoana):
    valori = Valoare.objects.filter(adaugat_de=persoana).select_related("indicator__parteneriat").order_by("pk")
    rapoarte = Raport.objects.filter(depus_de=persoana).select_related("parteneriat").order_by("pk")
    fotografii = FotografieRaport.objects.filter(acord_de=persoana).order_by("pk")
    return {
        "valori": [
            {
                "parteneriat": v.indicator.parteneriat.titlu,
                "indicator": v.indicator.nume,
                "valoare": str(v.valoare),
                "la": v.la,
                "scrisa_la": v.creat_la,
            }
            for v in valori
        ],
        "rapoarte": [
            {
                "parteneriat": r.parteneriat.titlu,
                "raport": r.get_luni_display(),
                "versiune": r.versiune,
                "trimis_la": r.depus_la,
                "realizat": r.realizat,
                "probleme": r.probleme,
            }
            for r in rapoarte
        ],
        "acorduri_pentru_fotografii": [{"fotografie": f.alt, "declarat_la": f.acord_la} for f in fotografii],
    }
