"""What a member or a member of staff writes. Each form names its fields, so a crafted POST can write nothing else."""

import copy

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noutati.models import DocumentNoutate, Noutate
from platforma.formulare import (
    AJUTOR_MARCAJ,
    CampDocument,
    CampImagine,
    CampMoment,
    CuFisiere,
    CuValoriVazute,
    Formular,
    FormularModel,
)
from platforma.incarcari.latimi import LATIMEA_MAXIMA
from platforma.legaturi import cai_curate
from platforma.moderare.forms import MarcheazaModerate
from platforma.moderare.revizii import EDITABILE_DIRECT
from platforma.moderare.tranzitii import MOTIV_MINIM, Stare
from platforma.nomenclatoare.models import Domeniu
from platforma.zile import vine_de_doua_ori

CERUTE = ("rezumat", "text")  # a draft may lack them; what is public must not


class ContinutForm(CuValoriVazute, FormularModel):
    """The fields of an item and their rules, shared by the workspace and the admin."""

    imagine = CampImagine(
        label=gettext_lazy("Imagine"),
        latura=LATIMEA_MAXIMA,
        required=False,
        help_text=gettext_lazy("Orizontală, cel puțin 1.200 de pixeli lățime. JPEG, PNG sau WebP, cel mult 8 MB."),
    )
    publica_la = CampMoment(
        label=gettext_lazy("Se publică la"),
        required=False,
        help_text=gettext_lazy(
            "Lăsați gol ca să apară imediat ce este aprobată. Ora Bucureștiului; când ceasurile se dau înapoi, ora"
            " care vine de două ori se ia prima dată."
        ),
    )
    retrage_la = CampMoment(
        label=gettext_lazy("Se retrage la"),
        required=False,
        help_text=gettext_lazy("De exemplu după un eveniment. Lăsați gol ca să rămână."),
    )

    class Meta:
        model = Noutate
        fields = [
            "categorie", "titlu", "rezumat", "text", "imagine", "imagine_alt", "imagine_credit", "domenii", "sectoare",
            "legaturi", "publica_la", "retrage_la",
        ]  # fmt: skip
        widgets = {
            "rezumat": forms.Textarea(attrs={"rows": 2, "maxlength": 320}),
            "text": forms.Textarea(attrs={"rows": 12}),
            "domenii": forms.CheckboxSelectMultiple,
            "sectoare": forms.CheckboxSelectMultiple,
            "legaturi": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {
            "imagine_alt": gettext_lazy("Ce se vede în imagine"),
            "imagine_credit": gettext_lazy("Cine a făcut imaginea"),
            "legaturi": gettext_lazy("Pagini de pe platformă despre care este vorba"),
        }
        help_texts = {
            "titlu": gettext_lazy("Ce se întâmplă, într-o propoziție. Fără majuscule și fără semne de exclamare."),
            "rezumat": gettext_lazy("Una sau două propoziții; apar în listă și unde se distribuie legătura."),
            "text": AJUTOR_MARCAJ,
            "imagine_alt": gettext_lazy("O propoziție, pentru cei care nu o văd. Necesară când este o imagine."),
            "legaturi": gettext_lazy("Adresele lor, una pe rând, cel mult cinci: o organizație, o altă noutate."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        n = self.instance
        if "domenii" in self.fields:  # the admin shows the fields as text to those who only read
            alese = n.domenii.values("pk") if n.pk else []
            self.fields["domenii"].queryset = Domeniu.objects.filter(Q(activ=True) | Q(pk__in=alese))
        if n.vizibila_din and n.vizibila_din <= timezone.now():
            self.fields.pop("publica_la", None)  # it has appeared; that moment is part of the record

    def clean_legaturi(self):
        return cai_curate(self.cleaned_data["legaturi"])

    def clean(self):
        curate = super().clean()
        acum = timezone.now()
        if curate.get("imagine") and not curate.get("imagine_alt") and "imagine_alt" not in self.errors:
            self.add_error("imagine_alt", _("Descrieți imaginea pentru cei care nu o văd."))
        for nume in ("publica_la", "retrage_la"):
            if nume in self.changed_data and curate.get(nume) and curate[nume] <= acum:
                self.add_error(nume, _("Ora aceasta a trecut. Alegeți una viitoare sau lăsați câmpul gol."))
        publica, retrage = curate.get("publica_la"), curate.get("retrage_la")
        if publica and retrage and retrage <= publica:
            self.add_error("retrage_la", _("Retragerea vine după publicare."))
        return curate

    def avertismente(self):
        """What to tell after saving: an hour that comes twice was taken for its first coming."""
        tipar = _("Ora %(ora)s vine de două ori pe %(zi)s, când se dau ceasurile înapoi: am luat-o pe prima.")
        for nume in ("publica_la", "retrage_la"):
            moment = self.cleaned_data.get(nume)
            if moment and nume in self.changed_data and vine_de_doua_ori(moment):
                local = timezone.localtime(moment)
                yield tipar % {"ora": f"{local:%H:%M}", "zi": date_format(local.date(), "j F Y")}


class NoutateForm(MarcheazaModerate, CuFisiere, ContinutForm):
    """The member's form. `public` is the item as it is stored; `instance` may carry a pending revision on top."""

    def __init__(self, *args, public, **kwargs):
        super().__init__(*args, **kwargs)
        self.public = public
        for nume in CERUTE:
            if public.stare in EDITABILE_DIRECT:
                self.fields[nume].la_trimitere = _("necesar pentru trimitere")  # said beside the label
            self.fields[nume].required = public.stare == Stare.PUBLICAT
        self.marcheaza_moderate()


def form_noutate(noutate, de, revizie=None, data=None, files=None):
    """The form over a copy of the item that carries the pending values, if any.

    A copy, because a form writes what was typed on its instance even when it does not pass.
    """
    copie = copy.copy(noutate)
    if revizie is not None:
        revizie.aseaza(copie)
    return NoutateForm(data, files, instance=copie, public=noutate, de=de)


class DocumentForm(CuFisiere, FormularModel):
    fisier = CampDocument(
        label=gettext_lazy("Fișier"),
        help_text=gettext_lazy(
            "PDF, cel mult 15 MB, sau o imagine JPEG, PNG ori WebP. Verificați să nu cuprindă date personale: CNP,"
            " adrese de acasă, semnături ale altora."
        ),
    )

    class Meta:
        model = DocumentNoutate
        fields = ["titlu", "fisier"]


class ArhivareForm(Formular):
    motiv = forms.CharField(
        label=gettext_lazy("De ce o arhivați?"),
        help_text=gettext_lazy("Cel puțin 20 de caractere. Îl citesc colegii și moderatorii."),
        min_length=MOTIV_MINIM,
        error_messages={
            "min_length": gettext_lazy("Scrieți motivul în cel puțin %(limit_value)d de caractere, pentru colegi.")
        },
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
