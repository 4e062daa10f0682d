"""How long people of a course are known by name: until the project's date of keeping, or until they ask to be erased.

What stays is what the funder counts: that a seat was taken, from which organisation, the attendance, the points, the
number and the state of a certificate. Nothing that stays tells who it was.
"""

from django.db import connection, transaction
from django.db.models import Min, Q
from django.utils import timezone

from cursuri import absente, randare
from cursuri.models import ANONIM, Cerere, Certificat, CertificatExtern, Fisa, Motivare, Serie, StareSerie
from platforma.conturi.stergere import NUME
from platforma.incarcari import sterge_dupa_commit
from platforma.mesaje.expediere import uita
from platforma.nomenclatoare.models import Proiect

DOMENIU = "sters.invalid"  # never delivered: the domain does not exist (RFC 2606)
TEXT_STERS = "(șters la cerere)"
CATE_ODATA = 200


def scadente(azi=None):
    """What the nightly job would empty now: the applications of ended series, once the project's date is past.

    A project without a date keeps them: the rules of the programme, not we, say how long.
    """
    azi = azi or timezone.localdate()
    proiect = Proiect.objects.curent()
    if proiect is None or proiect.pastrare_pana_la is None or proiect.pastrare_pana_la >= azi:
        return Cerere.objects.none()
    return neanonimizate().filter(
        Q(serie__data_sfarsit__lt=azi) | Q(serie__stare__in=[StareSerie.INCHEIATA, StareSerie.ANULATA])
    )


def neanonimizate():
    """Applications that still name somebody."""
    return Cerere.objects.exclude(email__endswith=f"@{DOMENIU}")


def raport(azi=None):
    """What the nightly job would do now, as numbers: a dry run."""
    cereri = scadente(azi)
    return {
        "cereri": cereri.count(),
        "persoane": cereri.order_by().values("email").distinct().count(),
        "certificate": Certificat.objects.filter(cerere__in=cereri, anonimizat_la=None).count(),
        "serii": Serie.objects.filter(pk__in=cereri.values("serie_id")).count(),
    }


def anonimizeaza_scadente(azi=None):
    """Empty what is due; returns how many applications. Run twice, the second finds nothing."""
    cate = 0
    while cereri := list(scadente(azi).order_by("pk").values_list("pk", flat=True)[:CATE_ODATA]):
        anonimizeaza(Cerere.objects.filter(pk__in=cereri))
        cate += len(cereri)
    return cate


@transaction.atomic
def anonimizeaza(cereri):
    """Empty these applications and what hangs on them, the files too. One person's rows get one address in common, so
    that she still counts once."""
    adrese = set(cereri.order_by().values_list("email", flat=True))
    inlocuitoare = dict(Cerere.objects.filter(email__in=adrese).order_by().values_list("email").annotate(Min("pk")))
    pks = list(cereri.order_by("pk").values_list("pk", flat=True))
    for email in adrese:
        ale_ei = Cerere.objects.filter(pk__in=pks, email=email)
        noua = email if email.endswith(f"@{DOMENIU}") else f"anonim-{inlocuitoare[email]}@{DOMENIU}"
        ale_ei.update(nume=NUME, email=noua, functie="", motivatie="")
        if not Cerere.objects.filter(email=email).exists():
            uita({email}, noua)
    Fisa.objects.filter(cerere__in=pks).exclude(motivare="").update(motivare=TEXT_STERS)
    absente.uita(Motivare.objects.filter(cerere__in=pks))
    goleste_ce_atarna(pks)


def goleste_ce_atarna(pks):
    """What a certificate, a recorded one or a result still says of the holder of these applications."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.stergere_gdpr', 'da', true)")
        for certificat in Certificat.objects.filter(cerere__in=pks, anonimizat_la=None).select_for_update():
            cale = certificat.cale_pdf
            Certificat.objects.filter(pk=certificat.pk).update(
                date={**certificat.date, "nume": ANONIM},
                sha256="",
                problema="",
                initiale=False,
                anonimizat_la=timezone.now(),
                motiv_revocare=TEXT_STERS if certificat.motiv_revocare else "",
                motiv_inlocuire=TEXT_STERS if certificat.motiv_inlocuire else "",
            )
            if cale:
                randare.sterge_pdf(cale)
        for extern in CertificatExtern.objects.filter(cerere__in=pks):
            sterge_dupa_commit(extern.scan)
        CertificatExtern.objects.filter(cerere__in=pks).update(scan="", serie_act="", numar_act="")
        cursor.execute("SELECT set_config('app.stergere_gdpr', '', true)")
