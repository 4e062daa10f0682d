"""Profiles and the national register on the first page of the admin."""

from datetime import timedelta

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import FisaRegistru, Organizatie, PerecheDubla, StarePereche, TipOrganizatie, Unire
from organizatii.prospetime import UN_AN
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import data_ora, numar

CIORNA_VECHE = timedelta(days=14)


@cutie(ordine=20, drept="organizatii.view_organizatie")
def profiluri(request):
    """Published ones by kind, and how many have somebody behind them."""
    lista = reverse("admin:organizatii_organizatie_changelist")
    cate = dict(Organizatie.objects.publice().values_list("tip").annotate(cate=Count("pk")).order_by())
    randuri = [
        Rand(str(tip.label), numar(cate[tip]), f"{lista}?stare__exact=publicat&tip__exact={tip}")
        for tip in TipOrganizatie
        if tip in cate
    ]
    total = sum(cate.values())
    if total:
        revendicate = Organizatie.objects.publice().revendicate().count()
        randuri.append(
            Rand(
                _("Cu reprezentanți"),
                _("%(cate)s din %(total)s") % {"cate": numar(revendicate), "total": numar(total)},
                f"{lista}?stare__exact=publicat&revendicata__exact=1",
                _("%(procent)s %%") % {"procent": numar(round(100 * revendicate / total))},
            )
        )
    return Cutie(_("Profiluri publicate"), randuri, _("Niciun profil nu este încă publicat."))


@cutie(ordine=30, drept="organizatii.view_organizatie")
def blocate(request):
    """Work that has stopped: drafts nobody touches, completions nobody sends, profiles refused or archived."""
    lista = reverse("admin:organizatii_organizatie_changelist")
    acum = timezone.now()
    cate = Organizatie.objects.aggregate(
        ciorne=Count("pk", filter=Q(stare=Stare.CIORNA)),
        vechi=Count("pk", filter=Q(stare=Stare.CIORNA, modificat_la__lt=acum - CIORNA_VECHE)),
        completari=Count("pk", filter=Q(stare=Stare.COMPLETARI)),
        respinse=Count("pk", filter=Q(stare=Stare.RESPINS)),
        arhivate=Count("pk", filter=Q(stare=Stare.ARHIVAT)),
    )
    randuri = [
        Rand(
            _("Ciorne neatinse de peste 14 zile"), numar(cate["vechi"]), f"{lista}?ciorne=vechi", "", cate["vechi"] > 0
        ),
        Rand(_("Ciorne"), numar(cate["ciorne"]), f"{lista}?stare__exact=ciorna"),
        Rand(_("Completări așteptate"), numar(cate["completari"]), f"{lista}?stare__exact=completari"),
        Rand(_("Respinse"), numar(cate["respinse"]), f"{lista}?stare__exact=respins"),
        Rand(_("Arhivate"), numar(cate["arhivate"]), f"{lista}?stare__exact=arhivat"),
    ]
    return Cutie(_("Care nu sunt publice"), randuri)


@cutie(ordine=40, drept="organizatii.view_perechedubla")
def incredere(request):
    """Profiles that may be one, and those whose people have not confirmed them for more than a year."""
    lista = reverse("admin:organizatii_perechedubla_changelist")
    toate = reverse("admin:organizatii_organizatie_changelist")
    perechi = PerecheDubla.objects.filter(stare=StarePereche.DESCHISA).count()
    vechi = Organizatie.objects.publice().revendicate().filter(confirmata_la__lt=timezone.now() - UN_AN).count()
    uniri = Unire.objects.active().count()
    return Cutie(
        _("Cât de bune sunt datele"),
        [
            Rand(_("Perechi de comparat"), numar(perechi), lista, "", perechi > 0),
            Rand(_("Profiluri unite"), numar(uniri), reverse("admin:organizatii_unire_changelist")),
            Rand(_("Neconfirmate de peste un an"), numar(vechi), f"{toate}?confirmare=veche"),
        ],
    )


@cutie(ordine=50, drept="organizatii.view_fisaregistru")
def registrul(request):
    lista = reverse("admin:organizatii_fisaregistru_changelist")
    cate = FisaRegistru.objects.aggregate(toate=Count("pk"), cu_profil=Count("organizatie"), la=Max("actualizat_la"))
    if not cate["toate"]:
        return Cutie(_("Registrul național ONG"), gol=_("Registrul nu a fost încă importat."))
    return Cutie(
        _("Registrul național ONG"),
        [
            Rand(_("Fișe"), numar(cate["toate"]), lista),
            Rand(_("Cu profil pe platformă"), numar(cate["cu_profil"]), f"{lista}?profil=da"),
            Rand(_("Ultima schimbare adusă de un import"), data_ora(cate["la"])),
        ],
    )
