"""The series itself, as staff write it: in the workspace and in the admin the same form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cursuri.models import Criteriu, Formator, Serie, Sesiune, StareSerie, Tema
from cursuri.organizare import CAPACITATI
from organizatii.models import Organizatie
from platforma.conturi.models import Utilizator
from platforma.formulare import (
    AJUTOR_MARCAJ,
    CampAdresaWeb,
    CampData,
    CampMoment,
    CuValoriVazute,
    Formular,
    FormularModel,
)

MOMENTE = ("inscrieri_de_la", "inscrieri_pana_la", "promovare_pana_la")
ZILE = ("data_inceput", "data_sfarsit")
# How the form is parted, on the workspace's page and in the admin.
GRUPE = [
    (_("Cursul și seria"), "tema numar organizator detalii".split()),
    (_("Când și cum"), "data_inceput data_sfarsit ore format".split()),
    (_("Locuri"), "capacitate capacitate_ong capacitate_autoritati max_per_organizatie".split()),
    (
        _("Cereri și selecție"),
        "inscrieri_de_la inscrieri_pana_la lista_asteptare promovare_pana_la zile_confirmare cum_se_selecteaza".split(),
    ),
    (_("Condițiile certificatului"), "prag_prezenta motivate prag_evaluare incercari".split()),
]


class SerieForm(CuValoriVazute, FormularModel):
    """Everything but the state. Once published, the number of seats has a verb of its own (it asks for a reason)."""

    class Meta:
        model = Serie
        fields = [camp for _titlu, campuri in GRUPE for camp in campuri]
        field_classes = {**dict.fromkeys(MOMENTE, CampMoment), **dict.fromkeys(ZILE, CampData)}
        labels = {
            "inscrieri_de_la": _("Cereri de la"),
            "inscrieri_pana_la": _("Cereri până la"),
            "lista_asteptare": _("Are listă de rezervă"),
            "promovare_pana_la": _("Locurile eliberate se dau singure până la"),
        }
        help_texts = {
            "detalii": AJUTOR_MARCAJ,
            "cum_se_selecteaza": _("Gol: explicația obișnuită, cu doi evaluatori și ordinea mediei."),
            "promovare_pana_la": _(
                "După acest moment, locurile eliberate le dați dumneavoastră, de pe lista de rezervă."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "organizator" not in self.fields:  # the admin's page for those who only look
            return
        self.fields["organizator"].queryset = Organizatie.objects.publice().autoritati() | (
            Organizatie.objects.filter(pk=self.instance.organizator_id or 0)
        )
        self.fields["tema"].queryset = Tema.objects.active()
        if self.instance.stare != StareSerie.CIORNA:
            for nume in (*CAPACITATI, "tema", "numar"):  # its address was printed
                self.fields.pop(nume, None)

    def grupe(self):
        """Rows (title, fields); what this form does not have is left out."""
        for titlu, nume in GRUPE:
            if campuri := [self[n] for n in nume if n in self.fields]:
                yield titlu, campuri


class SesiuneForm(CuValoriVazute, FormularModel):
    class Meta:
        model = Sesiune
        fields = [
            "titlu",
            "descriere",
            "incepe_la",
            "se_incheie_la",
            "loc_nume",
            "loc_adresa",
            "link_online",
            "anulata",
        ]
        field_classes = {"incepe_la": CampMoment, "se_incheie_la": CampMoment, "link_online": CampAdresaWeb}
        labels = {"anulata": _("Nu se ține")}
        help_texts = {
            "descriere": AJUTOR_MARCAJ,
            "link_online": _("O văd numai cei cu loc."),
            "anulata": _("Rămâne în program numai pentru organizatori; cei cu loc primesc un e-mail."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["anulata"]


class FormatoriForm(Formular):
    """Trainers as people write them down: a line for each."""

    formatori = forms.CharField(
        label=_("Formatorii"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Pe fiecare rând: numele, o prezentare scurtă și, dacă ține prezența pe platformă, adresa contului,"
            " despărțite prin bare. De exemplu: Ana Pop | urbanistă, 10 ani în primărie | ana@exemplu.ro"
        ),
    )

    @staticmethod
    def text(formatori):
        return "\n".join(
            " | ".join(filter(None, [f.nume, f.prezentare or ("–" if f.cont else ""), f.cont.email if f.cont else ""]))
            for f in formatori
        )

    def clean_formatori(self):
        formatori, erori = [], []
        for rand in _randuri(self.cleaned_data["formatori"]):
            nume, prezentare, email = [*(parte.strip() for parte in rand.split("|")), "", ""][:3]
            if not nume or len(nume) > 120 or len(prezentare) > 300:
                erori.append(_neinteles(rand))
                continue
            cont = _cont(email, erori) if email else None
            formatori.append(Formator(nume=nume, prezentare="" if prezentare == "–" else prezentare, cont=cont))
        if erori:
            raise ValidationError(erori)
        return formatori


class SelectieForm(Formular):
    """Criteria and evaluators, a line for each."""

    criterii = forms.CharField(
        label=_("Criteriile"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Pe fiecare rând: numele, punctajul maxim și, dacă vreți, cum se punctează, despărțite prin bare."
            " De exemplu: Motivația | 10 | cât de legată este de munca persoanei"
        ),
    )
    evaluatori = forms.CharField(
        label=_("Evaluatorii"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Adresele conturilor, câte una pe rând. Fiecare cerere are nevoie de două fișe, deci de cel puțin doi."
        ),
    )

    @staticmethod
    def text_criterii(criterii):
        return "\n".join(" | ".join(filter(None, [c.nume, str(c.maxim), c.descriere])) for c in criterii)

    def clean_criterii(self):
        criterii, erori = [], []
        for rand in _randuri(self.cleaned_data["criterii"]):
            nume, maxim, descriere = [*(parte.strip() for parte in rand.split("|", 2)), "", ""][:3]
            bun = nume and len(nume) <= 200 and len(descriere) <= 500 and maxim.isdecimal() and 1 <= int(maxim) <= 100
            if not bun or nume in {c.nume for c in criterii}:
                erori.append(_neinteles(rand))
                continue
            criterii.append(Criteriu(nume=nume, maxim=int(maxim), descriere=descriere))
        if erori:
            raise ValidationError(erori)
        return criterii

    def clean_evaluatori(self):
        erori = []
        conturi = [_cont(rand, erori) for rand in _randuri(self.cleaned_data["evaluatori"])]
        if erori:
            raise ValidationError(erori)
        return list({cont.pk: cont for cont in conturi}.values())


def _randuri(text):
    return list(filter(None, map(str.strip, text.splitlines())))


def _neinteles(rand):
    return ValidationError(_("Nu am înțeles rândul „%(rand)s”."), params={"rand": rand[:60]})


def _cont(email, erori):
    """The active account with this address; without one an error is added."""
    cont = Utilizator.objects.filter(email__iexact=email, is_active=True).first()
    if cont is None:
        erori.append(ValidationError(_("„%(email)s” nu este adresa unui cont."), params={"email": email[:80]}))
    return cont
