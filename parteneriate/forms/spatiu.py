"""What people of the parties write beside the record: invitations, answers, money, papers."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from organizatii.models import Membru, Organizatie
from parteneriate.models import Act, Contributie, DocumentParteneriat, RolParte
from parteneriate.parti import de_invitat
from platforma.formulare import CampAdresaWeb, CampData, CampDocument, CuFisiere, Formular, FormularModel
from platforma.moderare.tranzitii import MOTIV_MINIM
from platforma.text import normalizeaza


def _motiv(eticheta, ajutor, **altele):
    return forms.CharField(
        label=eticheta,
        help_text=ajutor,
        min_length=MOTIV_MINIM,
        max_length=2000,
        error_messages={"min_length": _l("Scrieți în cel puțin %(limit_value)d de caractere.")},
        widget=forms.Textarea(attrs={"rows": 4}),
        **altele,
    )


class InvitatieForm(Formular):
    """An organisation, by the address of its profile, its CIF or its exact name: the directory is too long to list."""

    organizatie = forms.CharField(
        label=_l("Organizația"),
        max_length=400,
        help_text=_l("Adresa profilului ei de pe platformă, CIF-ul sau denumirea exactă."),
    )
    rol = forms.ChoiceField(label=_l("Rolul"), choices=RolParte.choices, initial=RolParte.PARTENER)
    contributie = forms.CharField(
        label=_l("Ce aduce"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, parteneriat, **kwargs):
        super().__init__(*args, **kwargs)
        self.parteneriat = parteneriat

    def clean_organizatie(self):
        scris = normalizeaza(self.cleaned_data["organizatie"])
        de_ales = de_invitat(self.parteneriat)
        gasite = list(_potrivite(de_ales, scris)[:2])
        if len(gasite) != 1:
            raise ValidationError(
                _("Nu am găsit-o printre organizațiile cu reprezentanți pe platformă. Copiați adresa profilului ei.")
            )
        return gasite[0]


def _potrivite(organizatii, scris):
    cale = urlsplit(scris).path.strip("/").split("/")
    if len(cale) == 2 and cale[0] == "organizatii":
        return organizatii.filter(slug=cale[1])
    cif = scris.upper().removeprefix("RO").strip()
    return organizatii.filter(cif=cif) if cif.isdigit() else organizatii.filter(denumire__iexact=scris)


class RaspunsForm(Formular):
    """The version that the person has read travels with her answer."""

    redactare = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CorecturiForm(RaspunsForm):
    motiv = _motiv(_l("Ce trebuie corectat?"), _l("Îl citesc responsabilii celorlalte părți."))


class RefuzForm(Formular):
    motiv = _motiv(_l("De ce nu participați?"), _l("Îl citesc responsabilii celorlalte părți."))


class ScoatereForm(Formular):
    motiv = _motiv(_l("De ce o scoateți?"), _l("Îl citesc toate părțile, și cea scoasă."))


class MutareForm(Formular):
    motiv = forms.CharField(
        label=_l("Motivul sau o notă"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Rămâne în jurnal și îl primesc toate părțile."),
    )  # fmt: skip


class ResponsabilForm(Formular):
    persoana = forms.ModelChoiceField(label=_l("Cine răspunde din partea organizației"), queryset=None)

    def __init__(self, *args, parte, **kwargs):
        super().__init__(*args, **kwargs)
        membri = Membru.objects.filter(organizatie=parte.organizatie_id).select_related("utilizator")
        camp = self.fields["persoana"]
        camp.queryset = membri
        camp.label_from_instance = lambda membru: membru.utilizator.nume
        camp.initial = membri.filter(utilizator=parte.responsabil_id).values_list("pk", flat=True).first()


class ContributieForm(FormularModel):
    class Meta:
        model = Contributie
        fields = ["parte", "sursa", "suma"]
        localized_fields = ["suma"]  # a comma before the bani
        help_texts = {"suma": _l("În lei. De exemplu 12500,50.")}

    def __init__(self, *args, parteneriat, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parte"].queryset = parteneriat.parti.active().select_related("organizatie")
        self.fields["parte"].label_from_instance = lambda parte: parte.organizatie.denumire

    def clean_suma(self):
        """The constraint says it too, but above the form."""
        suma = self.cleaned_data["suma"]
        if suma <= 0:
            raise ValidationError(_("Scrieți o sumă mai mare decât zero."))
        return suma


class ActForm(CuFisiere, FormularModel):
    data = CampData(label=_l("Data"))
    link = CampAdresaWeb(label=_l("Adresa pe site-ul emitentului"), max_length=500, required=False)
    fisier = CampDocument(label=_l("Fișierul"), required=False, help_text=_l("PDF, cel mult 15 MB."))

    class Meta:
        model = Act
        fields = ["emitent", "fel", "numar", "data", "titlu", "link", "fisier"]
        help_texts = {"numar": _l("Numai cifre, de exemplu 341.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["emitent"].queryset = Organizatie.objects.listate().autoritati()


class AlegeActForm(Formular):
    act = forms.ModelChoiceField(label=_l("Un act care este deja pe platformă"), queryset=None)

    def __init__(self, *args, parteneriat, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].queryset = Act.objects.publice().exclude(parteneriate=parteneriat).select_related("emitent")
        self.fields["act"].label_from_instance = lambda act: f"{act} – {act.emitent}: {act.titlu[:80]}"


class DocumentForm(CuFisiere, FormularModel):
    fisier = CampDocument(
        label=_l("Fișier"),
        help_text=_l(
            "PDF, cel mult 15 MB, sau o imagine JPEG, PNG ori WebP. Verificați să nu cuprindă date personale: CNP,"
            " adrese de acasă, semnături."
        ),
    )

    class Meta:
        model = DocumentParteneriat
        fields = ["fel", "titlu", "vizibilitate", "fisier"]
