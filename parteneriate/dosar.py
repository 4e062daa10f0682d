"""What a moderator reads of a partnership: its fields by section, who stands behind it, its papers."""

from pathlib import PurePath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from parteneriate.bani import contributiile
from parteneriate.dovezi import scara
from parteneriate.rezultate import indicatorii
from platforma.moderare.comparatie import randuri
from platforma.templatetags.platforma import data_lunga, numar

SECTIUNI = (
    (_l("Despre"), "titlu tip apl_ong rezumat problema obiective activitati"),
    (_l("Unde și pentru cine"), "domenii grupuri odd tot_orasul sectoare cartiere"),
    (
        _l("Acordul"),
        "semnat_la motiv_semnare incepe_la se_incheie_la acord_numar acord_data fara_act_motiv cod_proiect"
        " selectie_link licenta achizitie_link",
    ),
    (_l("Bani"), "fara_bani buget_total"),
    (_l("Urmări"), "rezultate lectii legaturi"),
)


def comparatie(parteneriat, inainte, valori):
    """Every filled field by section; beside what a moderator sent back, when there is something."""
    sectiuni = [(titlu, randuri(parteneriat, nume.split(), inainte, None, valori)) for titlu, nume in SECTIUNI]
    return [(titlu, grup) for titlu, grup in sectiuni if grup]


def fapte(parteneriat):
    """Where the partners stand, who has confirmed, how credible it is, and who pays."""
    p = parteneriat
    parti = list(p.parti.active().select_related("organizatie"))
    trepte = [(str(t.eticheta), data_lunga(t.din) if t.din else _("da")) for t in scara(p, parti) if t.atinsa]
    sectiuni = [
        (_("Etapa și credibilitatea"), [(_("Etapa"), p.get_etapa_display()), *trepte]),
        (
            _("Părțile"),
            [(parte.organizatie.denumire, f"{parte.get_rol_display()}; {_raspunsul(parte, p)}") for parte in parti],
        ),
        (
            _("Contribuțiile"),
            [(c.parte.organizatie.denumire, f"{numar(c.suma)} lei, {c.get_sursa_display()}") for c in contributiile(p)],
        ),
        *urmarire(p),
    ]
    return [(titlu, randuri) for titlu, randuri in sectiuni if randuri]


def urmarire(parteneriat):
    """Indicators, milestones and reports sent, those unread said so: a moderator reads them here."""
    p = parteneriat
    return [
        (_("Indicatorii"), [_rand(i.indicator.nume, i.indicator, _indicatorul(i)) for i in indicatorii(p, toti=True)]),
        (
            _("Reperele"),
            [_rand(r.titlu, r, _("până la %(zi)s") % {"zi": data_lunga(r.scadent_la)}) for r in p.repere.all()],
        ),
        (_("Rapoartele"), [_rand(str(r), r, _raportul(r)) for r in p.rapoarte.depuse()]),
    ]


def _rand(nume, rand, text):
    """One row of the dossier, which says whether a moderator has read it."""
    return nume, text if rand.verificat_la else _("[necitit] %(text)s") % {"text": text}


def _indicatorul(vazut):
    return _("de la %(baza)s; ținta: %(tinta)s; acum: %(acum)s; sursa: %(sursa)s") % {
        "baza": vazut.baza_text,
        "tinta": vazut.tinta_text or "–",
        "acum": vazut.acum_text or "–",
        "sursa": vazut.indicator.sursa,
    }


def _raportul(raport):
    bucati = [raport.realizat]
    if raport.probleme:
        bucati.append(_("Probleme: %(probleme)s") % {"probleme": raport.probleme})
    if raport.buget_cheltuit is not None:
        bucati.append(_("Cheltuit: %(suma)s lei.") % {"suma": numar(raport.buget_cheltuit)})
    return " ".join(bucati)


def _raspunsul(parte, parteneriat):
    if parte.a_confirmat(parteneriat.redactare):
        return _("a confirmat pe %(data)s") % {"data": data_lunga(parte.confirmat_la)}
    if parte.asteapta_corecturi(parteneriat.redactare):
        return _("a cerut corecturi")
    return _("nu a confirmat textul de acum")


def fisiere(parteneriat):
    randuri_documente = [
        (
            document.titlu,
            document.get_absolute_url(),
            f"{document.get_fel_display()} · {document.get_vizibilitate_display()} · "
            f"{PurePath(document.nume_fisier).suffix[1:].upper()} · {filesizeformat(document.marime)}",
        )
        for document in parteneriat.documente.all()
    ]
    acte = [(str(act), act.get_absolute_url(), act.titlu) for act in parteneriat.acte.all() if act.fisier]
    return [*randuri_documente, *acte, *fotografiile(parteneriat)]


def fotografiile(parteneriat):
    """Rows (what is in it, address, of which report) of the pictures of reports sent."""
    return [
        (f.alt, f.get_absolute_url(), _("fotografie: %(raport)s") % {"raport": raport})
        for raport in parteneriat.rapoarte.depuse().prefetch_related("fotografii")
        for f in raport.fotografii.all()
    ]
