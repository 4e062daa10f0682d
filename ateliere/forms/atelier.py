"""The workshop itself, as staff write it: in the workspace and in the admin the same form."""

import re
from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ateliere.forms.campuri import CampOrganizatii
from ateliere.models import PROMOVARE_INAINTE, Atelier, PunctAgenda, StareAtelier
from ateliere.organizare import CAPACITATI
from organizatii.models import Organizatie
from platforma.formulare import AJUTOR_MARCAJ, CampAdresaWeb, CampMoment, CuValoriVazute, Formular, FormularModel

MOMENTE = ("incepe_la", "se_incheie_la", "inscrieri_de_la", "inscrieri_pana_la", "promovare_pana_la")


# How the form is parted, on the workspace's page and in the admin.
GRUPE = [
    (_("Despre ce este"), "titlu tema serie nr_in_serie rezumat descriere".split()),
    (_("Cine"), "gazda organizatori invitate numai_invitate cetateni".split()),
    (_("Când"), "incepe_la se_incheie_la".split()),
    (_("Unde"), "format loc_nume loc_adresa sector link_online rampa limbaj_semne subtitrare acces".split()),
    (_("Locuri"), "capacitate capacitate_ong capacitate_autoritati max_per_organizatie".split()),
    (_("Înscrieri"), "inscrieri_de_la inscrieri_pana_la lista_asteptare promovare_pana_la".split()),
]


class AtelierForm(CuValoriVazute, FormularModel):
    """Everything but the state. Once published, the number of places has a verb of its own (it asks for a reason)."""

    organizatori = CampOrganizatii(
        label=_("Organizatori, pe lângă gazdă"),
        required=False,
        help_text=_("Câte o organizație pe rând, cu denumirea ei de pe platformă."),
    )
    invitate = CampOrganizatii(
        label=_("Organizații invitate"),
        required=False,
        help_text=_("Câte una pe rând. La publicare, administratorii lor primesc o invitație prin e-mail."),
    )

    class Meta:
        model = Atelier
        fields = [
            "titlu", "tema", "serie", "nr_in_serie", "rezumat", "descriere", "gazda", "organizatori", "invitate",
            "numai_invitate", "cetateni", "incepe_la", "se_incheie_la", "format", "loc_nume", "loc_adresa", "sector",
            "rampa", "limbaj_semne", "subtitrare", "acces", "link_online", "capacitate", "capacitate_ong",
            "capacitate_autoritati", "max_per_organizatie", "inscrieri_de_la", "inscrieri_pana_la", "lista_asteptare",
            "promovare_pana_la",
        ]  # fmt: skip
        field_classes = {**dict.fromkeys(MOMENTE, CampMoment), "link_online": CampAdresaWeb}
        help_texts = {
            "rezumat": _("O frază sau două: ce se lucrează și pentru cine."),
            "descriere": AJUTOR_MARCAJ,
            "link_online": _("O văd numai cei cu loc confirmat și organizatorii."),
            "promovare_pana_la": _("Gol: cu 24 de ore înainte de început."),
        }
        widgets = {"rezumat": forms.Textarea(attrs={"rows": 2}), "acces": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "gazda" not in self.fields:  # the admin's page for those who only look
            return
        self.fields["gazda"].queryset = Organizatie.objects.publice().autoritati()
        self.fields["promovare_pana_la"].required = False
        if self.instance.stare != StareAtelier.CIORNA:
            for nume in CAPACITATI:
                self.fields.pop(nume, None)  # the admin shows them, to read

    def grupe(self):
        """Rows (title, fields); what this form does not have is left out."""
        for titlu, nume in GRUPE:
            if campuri := [self[n] for n in nume if n in self.fields]:
                yield titlu, campuri

    def clean(self):
        curate = super().clean()
        if not curate.get("promovare_pana_la") and curate.get("incepe_la"):
            curate["promovare_pana_la"] = curate["incepe_la"] - PROMOVARE_INAINTE
        return curate


RAND_AGENDA = re.compile(
    r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:\s*[-–]\s*(?P<hs>\d{1,2})[:.](?P<ms>\d{2}))?\s+(?P<titlu>[^|]+?)"
    r"(?:\s*\|\s*(?P<vorbitori>.+?))?\s*"
)


class AgendaForm(Formular):
    """The programme as people write it down: a line for each item, so that it can be pasted and typed on a phone."""

    program = forms.CharField(
        label=_("Programul"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Pe fiecare rând: ora, titlul și, după o bară, vorbitorii. De exemplu: "
            "10:00–10:30 Deschidere | Ana Pop, director"
        ),
    )

    @staticmethod
    def text(puncte):
        """The programme of a workshop as this form shows it."""
        return "\n".join(_rand(p) for p in puncte)

    def clean_program(self):
        puncte, erori = [], []
        for rand in filter(None, map(str.strip, self.cleaned_data["program"].splitlines())):
            try:
                puncte.append(_punct(rand))
            except ValueError:
                erori.append(ValidationError(_("Nu am înțeles rândul „%(rand)s”."), params={"rand": rand[:60]}))
        if erori:
            raise ValidationError(erori)
        return puncte


def _rand(punct):
    inceput = punct.ora.hour * 60 + punct.ora.minute
    ore = f"{punct.ora:%H:%M}"
    if punct.minute:
        sfarsit = inceput + punct.minute
        ore += f"–{sfarsit // 60:02}:{sfarsit % 60:02}"
    return f"{ore} {punct.titlu}" + (f" | {punct.vorbitori}" if punct.vorbitori else "")


def _punct(rand):
    """A PunctAgenda, not saved. Raises ValueError for a line that is none, or ends before it begins."""
    potrivire = RAND_AGENDA.fullmatch(rand)
    if potrivire is None:
        raise ValueError
    ora, minute = time(int(potrivire["h"]), int(potrivire["m"])), None
    if potrivire["hs"]:
        sfarsit = time(int(potrivire["hs"]), int(potrivire["ms"]))
        minute = (sfarsit.hour - ora.hour) * 60 + sfarsit.minute - ora.minute
        if minute <= 0:
            raise ValueError
    titlu, vorbitori = potrivire["titlu"], potrivire["vorbitori"] or ""
    if len(titlu) > 200 or len(vorbitori) > 300:
        raise ValueError
    return PunctAgenda(ora=ora, minute=minute, titlu=titlu, vorbitori=vorbitori)
