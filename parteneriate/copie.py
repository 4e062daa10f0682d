"""What notices, conversations and partnerships hold of a person, in the copy of her data."""

from django.db.models import Q
from django.db.models.functions import Lower

from parteneriate.copie_monitorizare import ce_a_scris
from parteneriate.models import Abuz, Anunt, Blocare, Fapta, Interes, Parte, Parteneriat, RaspunsVerificare, Replica
from platforma.conturi.copie import parte


@parte("parteneriate")
def ale_ei(persoana, adrese):
    """Her own words and deeds. What the other side wrote to her is that organisation's, so it is not handed out."""
    return {
        "anunturi": list(Anunt.objects.filter(autor=persoana).order_by("pk").values("titlu", "creat_la")),
        "manifestari_de_interes": _interesele(persoana),
        "mesaje": _mesajele(persoana),
        "raportari": _raportarile(persoana),
        "blocari": [
            {"organizatie": b.organizatie.denumire, "blocata": b.blocata.denumire, "la": b.la}
            for b in Blocare.objects.filter(de=persoana).select_related("organizatie", "blocata").order_by("pk")
        ],
        "parteneriate": _parteneriatele(persoana),
        "monitorizare": ce_a_scris(persoana),
        "verificari": _verificarile(persoana),
        "persoana_de_contact_la": _unde_este_contact(adrese),
    }


def _interesele(persoana):
    ale_ei = Interes.objects.filter(Q(contact=persoana) | Q(contact_anunt=persoana)).order_by("pk")
    return [
        {
            "anunt": i.anunt.titlu,
            "organizatie": i.organizatie.denumire,
            "persoana_de_contact_a": "organizației care a răspuns" if i.contact_id == persoana.pk else "anunțului",
            "trimisa_la": i.trimis_la,
            "stare": i.get_stare_display(),
            **({"ofera": i.ofera, "cauta": i.cauta, "cand": i.disponibilitate} if i.contact_id == persoana.pk else {}),
        }
        for i in ale_ei.select_related("anunt", "organizatie")
    ]


def _mesajele(persoana):
    replici = Replica.objects.filter(de=persoana).select_related("interes__anunt").prefetch_related("atasamente")
    return [
        {
            "anunt": r.interes.anunt.titlu,
            "la": r.la,
            "text": r.text,
            "fisiere": [atasament.nume_fisier for atasament in r.atasamente.all()],
        }
        for r in replici
    ]


def _raportarile(persoana):
    raportari = Abuz.objects.filter(de=persoana).select_related("replica__interes__anunt").order_by("pk")
    return [
        {
            "anunt": a.replica.interes.anunt.titlu,
            "de_ce": a.get_de_ce_display(),
            "text": a.text,
            "la": a.creat_la,
            "stare": str(a.eticheta_stare),
        }
        for a in raportari
    ]


def _parteneriatele(persoana):
    """Those that she answers for, and what she did in any."""
    parti = Parte.objects.filter(responsabil=persoana).select_related("parteneriat", "organizatie").order_by("pk")
    fapte = Fapta.objects.filter(de=persoana).select_related("parteneriat").order_by("pk")
    return {
        "responsabila": [
            {
                "parteneriat": p.parteneriat.titlu,
                "organizatie": p.organizatie.denumire,
                "rol": p.get_rol_display(),
                "confirmat_la": p.confirmat_la,
                "iesit_la": p.iesit_la,
            }
            for p in parti
        ],
        "fapte": [
            {"parteneriat": f.parteneriat.titlu, "ce": f.get_ce_display(), "la": f.la, "motiv": f.motiv} for f in fapte
        ],
    }


def _unde_este_contact(adrese):
    ale_ei = Parteneriat.objects.annotate(adresa=Lower("contact_email")).filter(adresa__in=adrese).order_by("pk")
    return [
        {"parteneriat": p.titlu, "nume": p.contact_nume, "email": p.contact_email, "public": p.contact_public}
        for p in ale_ei
    ]


def _verificarile(persoana):
    raspunsuri = RaspunsVerificare.objects.date().filter(raspuns_de=persoana).order_by("pk")
    return [
        {
            "parteneriat": r.verificare.parteneriat.titlu,
            "organizatie": r.parte.organizatie.denumire,
            "la": r.raspuns_la,
            "activ": r.get_activ_display(),
            "facut": r.facut,
            "piedici": r.piedici,
            "continua": r.get_continua_display(),
            "dovada": r.dovada,
        }
        for r in raspunsuri.select_related("verificare__parteneriat", "parte__organizatie")
    ]
