"""The Atom feed (RFC 4287) of newly signed partnerships."""

from datetime import datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from parteneriate.models import Ce, Etapa, Fapta, Parteneriat
from parteneriate.pagina import cu_detalii, pagina_context

CATE = 30


def scrie():
    """(content type, text). An entry's moment is when it was marked as signed; its id is its address."""
    site = settings.ADRESA_SITE
    generator = Atom1Feed(
        title=_("Parteneriate semnate – %(site)s") % {"site": settings.NUME_SITE},
        link=site + reverse("parteneriate:lista"),
        description=_("Parteneriate între organizații sociale și autorități din București."),
        language="ro",
        feed_url=site + reverse("parteneriate:flux"),
        author_name=settings.NUME_SITE,
    )
    semnate = list(cu_detalii().publice().semnate().cele_mai_noi()[:CATE])
    momente = _momente(semnate)
    for parteneriat in semnate:
        pagina = pagina_context(parteneriat)["pagina"]
        generator.add_item(
            title=parteneriat.titlu,
            link=pagina.adresa_canonica,
            description=parteneriat.rezumat,
            unique_id=pagina.adresa_canonica,
            pubdate=momente[parteneriat.pk],
            updateddate=max(momente[parteneriat.pk], parteneriat.modificat_la),
            categories=[nume for nume, _a in pagina.domenii],
        )
    return generator.content_type, generator.writeString("utf-8")


def _momente(parteneriate: list[Parteneriat]):
    """{key: when it was marked as signed}; what came signed from elsewhere has the day written on the paper."""
    momente = {p.pk: timezone.make_aware(datetime.combine(p.semnat_la, time(12))) for p in parteneriate if p.semnat_la}
    fapte = Fapta.objects.filter(ce=Ce.MUTAT, spre=Etapa.SEMNAT, parteneriat__in=[p.pk for p in parteneriate])
    return momente | dict(fapte.values_list("parteneriat_id", "la"))
