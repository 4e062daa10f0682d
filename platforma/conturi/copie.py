"""A copy of what the platform holds of a person, for herself (RGPD, art. 15 and 20). Each app adds its own part."""

from platforma.conturi.stergere import adrese

_parti = []


def parte(cheie):
    """Register a part of the copy: `functie(persoana, adrese)` gives what JSON can hold. `adrese`: hers, verified."""

    def inregistreaza(functie):
        _parti.append((cheie, functie))
        return functie

    return inregistreaza


def copia(persoana):
    ale_ei = {adresa.lower() for adresa in adrese(persoana)}
    return {
        "cont": {
            "nume": persoana.nume,
            "email": persoana.email,
            "adrese_verificate": sorted(ale_ei),
            "creat_la": persoana.creat_la,
            "termeni_acceptati_la": persoana.acord_la,
            "versiunea_termenilor": persoana.acord_versiune,
        },
        **{cheie: functie(persoana, ale_ei) for cheie, functie in sorted(_parti, key=lambda p: p[0])},
    }
