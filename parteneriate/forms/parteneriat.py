"""The record, section by section. Each form names its fields, so a crafted POST can write nothing else."""

import copy
from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from organizatii.identificatori import afiseaza_telefon, normalizeaza_telefon
from parteneriate.models import SEMNATE, Anunt, Parteneriat, TipParteneriat
from platforma.formulare import CampAdresaWeb, CampData, CuValoriVazute, FormularModel
from platforma.legaturi import cai_curate
from platforma.moderare.forms import MarcheazaModerate
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import Cartier, Domeniu, GrupTinta

CERUTE_PUBLIC = ("rezumat", "problema")  # an idea may lack them; what is public must not


class SectiuneForm(CuValoriVazute, MarcheazaModerate, FormularModel):
    """A section. `public` is the record as stored; `instance` may carry a pending revision on top."""

    def __init__(self, *args, public, **kwargs):
        super().__init__(*args, **kwargs)
        self.public = public
        for nume in CERUTE_PUBLIC:
            if nume in self.fields:
                self.fields[nume].required = public.stare == Stare.PUBLICAT
        if "tip" in self.fields:
            self.fields["tip"].queryset = _in_uz(TipParteneriat, [self.instance.tip_id])
        for nume, model in (("domenii", Domeniu), ("grupuri", GrupTinta), ("cartiere", Cartier)):
            if nume in self.fields:
                alese = getattr(self.instance, nume).values("pk") if self.instance.pk else []
                self.fields[nume].queryset = _in_uz(model, alese)
        self.marcheaza_moderate()


def _in_uz(model, alese):
    return model.objects.filter(Q(activ=True) | Q(pk__in=alese))


TEXTE = {
    "problema": forms.Textarea(attrs={"rows": 5}),
    "obiective": forms.Textarea(attrs={"rows": 5}),
    "activitati": forms.Textarea(attrs={"rows": 6}),
    "rezumat": forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
}
AJUTOR = {
    "titlu": _l("Ce faceți împreună, în câteva cuvinte."),
    "apl_ong": _l("Cel puțin o autoritate și cel puțin un ONG sau o întreprindere socială."),
    "rezumat": _l("Două sau trei propoziții pentru oricine; apar în listă."),
    "problema": _l("Ce nu merge acum, pentru cine și de unde știți."),
    "obiective": _l("Ce va fi altfel la sfârșit."),
    "activitati": _l("Ce va face fiecare parte."),
}


class DespreForm(SectiuneForm):
    class Meta:
        model = Parteneriat
        fields = ["titlu", "tip", "apl_ong", "rezumat", "problema", "obiective", "activitati"]
        widgets = TEXTE
        help_texts = AJUTOR


class PropunereForm(CuValoriVazute, FormularModel):
    """The beginning: as little as makes an idea understood; the rest is written section by section."""

    problema = forms.CharField(
        label=_l("Problema"), max_length=4000, widget=TEXTE["problema"], help_text=AJUTOR["problema"]
    )

    class Meta:
        model = Parteneriat
        fields = ["titlu", "tip", "apl_ong", "problema", "domenii", "atelier", "concluzie", "anunt"]
        widgets = {"domenii": forms.CheckboxSelectMultiple, "anunt": forms.HiddenInput}
        help_texts = {
            **AJUTOR,
            "tip": _l("Îl puteți schimba până la semnare. Fiecare tip cere anumite acte."),
            "atelier": _l("Dacă ideea s-a născut la un atelier, alegeți-l; rămâne pe pagina parteneriatului."),
        }

    def __init__(self, *args, de, **kwargs):
        """`de` is the person who proposes: a notice that she may see is where it may come from."""
        super().__init__(*args, **kwargs)
        self.fields["anunt"].queryset = Anunt.objects.publicate().vizibile_pentru(de)
        self.fields["tip"].queryset = TipParteneriat.objects.active()
        self.fields["domenii"].queryset = Domeniu.objects.active()
        self.fields["domenii"].required = True
        for nume in ("atelier", "concluzie"):
            model = Parteneriat._meta.get_field(nume).related_model.objects
            self.fields[nume].queryset = model.publice() if nume == "atelier" else model.publicate()

    def clean(self):
        curate = super().clean()
        atelier, concluzie = curate.get("atelier"), curate.get("concluzie")
        if concluzie and atelier and concluzie.atelier_id != atelier.pk:
            self.add_error("concluzie", _("Concluzia este a altui atelier."))
        elif concluzie:
            curate["atelier"] = concluzie.atelier
        return curate


class UndeForm(SectiuneForm):
    class Meta:
        model = Parteneriat
        fields = ["domenii", "grupuri", "tot_orasul", "sectoare", "cartiere", "odd"]
        widgets = dict.fromkeys(["domenii", "grupuri", "sectoare", "cartiere", "odd"], forms.CheckboxSelectMultiple)

    def clean(self):
        curate = super().clean()
        if self.public.stare == Stare.PUBLICAT:
            if not curate.get("domenii"):
                self.add_error("domenii", _("Alegeți cel puțin un domeniu."))
            if not curate.get("tot_orasul") and not curate.get("sectoare"):
                self.add_error("sectoare", _("Spuneți unde: sectoarele sau tot orașul."))
        return curate


class AcordForm(SectiuneForm):
    semnat_la = CampData(label=_l("Data semnării"), required=False)
    incepe_la = CampData(label=_l("Începe la"), required=False)
    se_incheie_la = CampData(label=_l("Se încheie la"), required=False)
    acord_data = CampData(label=_l("Data acordului sau a contractului"), required=False)
    selectie_link = CampAdresaWeb(label=_l("Anunțul selecției publice"), max_length=500, required=False)
    achizitie_link = CampAdresaWeb(label=_l("Legătura din SEAP/SICAP"), max_length=500, required=False)

    class Meta:
        model = Parteneriat
        fields = [
            "acord_numar", "acord_data", "semnat_la", "incepe_la", "se_incheie_la", "motiv_semnare", "fara_act_motiv",
            "cod_proiect", "selectie_link", "licenta", "achizitie_link",
        ]  # fmt: skip
        help_texts = {
            "motiv_semnare": _l("Numai dacă s-a semnat după data de început."),
            "fara_act_motiv": _l("Numai dacă nu trebuie o hotărâre sau o dispoziție; altfel, adăugați actul."),
        }

    def clean(self):
        curate = super().clean()
        azi = timezone.localdate()
        semnat, incepe, incheie = (curate.get(n) for n in ("semnat_la", "incepe_la", "se_incheie_la"))
        for nume in ("semnat_la", "acord_data"):
            if curate.get(nume) and curate[nume] > azi:
                self.add_error(nume, _("Data nu poate fi în viitor."))
        if incepe and incheie and incheie < incepe:
            self.add_error("se_incheie_la", _("Sfârșitul nu poate fi înaintea începutului."))
        if semnat and incepe and semnat > incepe and not curate.get("motiv_semnare"):
            self.add_error("motiv_semnare", _("S-a semnat după început: scrieți de ce."))
        if self.public.etapa in SEMNATE:
            for nume in ("acord_numar", "acord_data", "semnat_la", "incepe_la", "se_incheie_la"):
                if not curate.get(nume) and nume not in self.errors:
                    self.add_error(nume, _("Un parteneriat semnat nu poate rămâne fără această dată."))
        return curate


class BaniForm(SectiuneForm):
    class Meta:
        model = Parteneriat
        fields = ["fara_bani", "buget_total"]
        localized_fields = ["buget_total"]  # a comma before the bani
        help_texts = {
            "fara_bani": _l("Nimeni nu plătește nimic din acest parteneriat."),
            "buget_total": _l("În lei, cu contribuțiile în natură cu tot. De exemplu 12500,50."),
        }

    def clean(self):
        curate = super().clean()
        total = curate.get("buget_total")
        if curate.get("fara_bani"):
            if total is not None:
                self.add_error("buget_total", _("Un parteneriat fără implicații financiare nu are buget."))
        elif total is not None and total < 0:
            self.add_error("buget_total", _("Scrieți o sumă mai mare decât zero."))
        if self.public.etapa in SEMNATE and {"fara_bani", "buget_total"} & {*self.changed_data}:
            self.add_error(None, _("După semnare, banii se schimbă numai printr-un act adițional."))
        return curate


class ContactForm(SectiuneForm):
    contact_telefon = forms.CharField(
        label=_l("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )

    class Meta:
        model = Parteneriat
        fields = ["contact_nume", "contact_functie", "contact_email", "contact_telefon", "contact_public"]
        labels = {
            "contact_public": _l(
                "Persoana de contact este de acord ca aceste date să fie publicate și știe că își poate retrage acordul"
                " oricând"
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["contact_telefon"] = afiseaza_telefon(self.instance.contact_telefon)

    def clean_contact_telefon(self):
        telefon = self.cleaned_data["contact_telefon"]
        return normalizeaza_telefon(telefon) if telefon else ""

    def clean(self):
        curate = super().clean()
        if curate.get("contact_public"):
            if not curate.get("contact_nume"):
                self.add_error("contact_nume", _("Scrieți numele persoanei care și-a dat acordul."))
            if not curate.get("contact_email") and not curate.get("contact_telefon") and not self.errors:
                self.add_error("contact_email", _("Dați un e-mail sau un telefon."))
        return curate


class UrmariForm(SectiuneForm):
    class Meta:
        model = Parteneriat
        fields = ["rezultate", "lectii", "continuat_de", "legaturi"]
        widgets = {
            "rezultate": forms.Textarea(attrs={"rows": 6}),
            "lectii": forms.Textarea(attrs={"rows": 4}),
            "legaturi": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"legaturi": _l("Pagini de pe platformă despre acest parteneriat")}
        help_texts = {
            "rezultate": _l("Ce v-ați propus și ce a ieșit, cu cifre."),
            "continuat_de": _l("Parteneriatul semnat care îl continuă, dacă este unul."),
            "legaturi": _l("Adresele lor, una pe rând, cel mult cinci: o noutate, un atelier."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        semnate = Parteneriat.objects.semnate().exclude(pk=self.instance.pk)
        ale_acelorasi = self.instance.parti.active().values("organizatie_id")
        self.fields["continuat_de"].queryset = semnate.cu_parte(organizatie__in=ale_acelorasi)

    def clean_legaturi(self):
        return cai_curate(self.cleaned_data["legaturi"])


@dataclass(frozen=True)
class Sectiune:
    cod: str
    titlu: str
    form: type


SECTIUNI = [
    Sectiune("despre", _l("Despre ce este"), DespreForm),
    Sectiune("unde", _l("Unde și pentru cine"), UndeForm),
    Sectiune("bani", _l("Bani"), BaniForm),
    Sectiune("acord", _l("Acordul"), AcordForm),
    Sectiune("contact", _l("Persoana de contact"), ContactForm),
    Sectiune("urmari", _l("Urmări"), UrmariForm),
]


def form_sectiune(sectiune, parteneriat, revizie=None, data=None):
    """The form over a copy of the record that carries the pending values, if any.

    A copy, because a form writes what was typed on its instance even when it does not pass.
    """
    copie = copy.copy(parteneriat)
    if revizie is not None:
        revizie.aseaza(copie)
    return sectiune.form(data, instance=copie, public=parteneriat)
