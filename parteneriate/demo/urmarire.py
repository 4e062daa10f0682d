"""What the fictional partnerships promised and what came of it, over the months before today."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from parteneriate import indicatori
from parteneriate.forms.monitorizare import CampNumar, IndicatorForm
from parteneriate.models import Indicator, Raport, Reper, Valoare
from parteneriate.rapoarte import termene


def promite(p, rand, de, data):
    """The indicators, by the verb of the parties, and the milestones. `data`: a day from days counted from today."""
    for i in rand.get("indicatori", []):
        valori = {nume: i[nume] for nume in ("nume", "unitate", "sursa")}
        valori |= {nume: CampNumar().prepare_value(Decimal(i[nume])) for nume in ("baza", "tinta")}
        valori |= {nume: data(i[nume]) for nume in ("baza_la", "tinta_la")}
        form = IndicatorForm(valori, instance=Indicator(parteneriat=p))
        if not form.is_valid():
            raise ValueError(form.errors)
        indicatori.adauga(p, form, de)
    for titlu, pana, facut in rand.get("repere", []):
        Reper.objects.create(parteneriat=p, titlu=titlu, scadent_la=data(pana), facut_la=data(facut) if facut else None)


def urmareste(p, rand, de, data):
    """Values and reports, each on its own day; the last value of something that ends is the final one."""
    p.refresh_from_db()
    for i in rand.get("indicatori", []):
        al_cui = p.indicatori.get(nume=i["nume"])
        for n, (zile, cat) in enumerate(i["valori"], start=1):
            la = data(zile)
            Valoare.objects.create(
                indicator=al_cui,
                valoare=Decimal(cat),
                la=la,
                scrisa_pe=la,
                creat_la=_moment(la),
                finala=rand["etapa"] == "incheiat" and n == len(i["valori"]),
                adaugat_de=de,
            )
    for r in rand.get("rapoarte", []):
        Raport.objects.create(
            parteneriat=p,
            luni=r["luni"],
            scadent_la=termene(p)[r["luni"]],
            realizat=r["realizat"],
            probleme=r["probleme"],
            buget_cheltuit=Decimal(r["cheltuit"]) if "cheltuit" in r else None,
            stare="depus",
            depus_la=_moment(data(r["zile"])),
            depus_de=de,
            creat_la=_moment(data(r["zile"])) - timedelta(days=2),
        )


def ultima_veste(p, moment):
    """When it was last written about: of what was done long ago, the latest."""
    zile = [*Valoare.objects.filter(indicator__parteneriat=p).values_list("creat_la", flat=True)]
    return max([moment, *zile, *p.rapoarte.depuse().values_list("depus_la", flat=True)])


def _moment(zi):
    return timezone.make_aware(datetime.combine(zi, time(12)))
