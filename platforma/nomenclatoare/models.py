"""Code lists that staff may edit, and the record of the project behind the platform.

Ids and slugs are stable (addresses and exports use them); labels may change.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from platforma.incarcari import cale_sigla


class ElementQuerySet(models.QuerySet):
    def active(self):
        return self.filter(activ=True)


class Element(models.Model):
    """One entry of a code list."""

    slug = models.SlugField(_("cod"), max_length=80, unique=True)
    nume = models.CharField(_("nume"), max_length=200, unique=True)
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=100)
    activ = models.BooleanField(
        _("în uz"), default=True, help_text=_("Un element scos din uz rămâne pe ce există deja.")
    )

    objects = ElementQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["ordine", "nume"]

    def __str__(self):
        return self.nume


class Domeniu(Element):
    class Meta(Element.Meta):
        verbose_name = _("domeniu")
        verbose_name_plural = _("domenii")


class GrupTinta(Element):
    """A group an organisation works for; never a property of a person."""

    class Meta(Element.Meta):
        verbose_name = _("grup țintă")
        verbose_name_plural = _("grupuri țintă")


class Instanta(Element):
    class Meta(Element.Meta):
        verbose_name = _("instanță")
        verbose_name_plural = _("instanțe")


class ODD(Element):
    """A sustainable development goal; `numar` is the United Nations' own number, 1 to 17."""

    numar = models.PositiveSmallIntegerField(_("număr"), unique=True)

    class Meta(Element.Meta):
        verbose_name = _("obiectiv de dezvoltare durabilă")
        verbose_name_plural = _("obiective de dezvoltare durabilă")

    def __str__(self):
        return f"{self.numar}. {self.nume}"


class Sector(models.Model):
    """One of Bucharest's six sectors; the key is the sector's number."""

    numar = models.PositiveSmallIntegerField(_("număr"), primary_key=True)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectoare")
        ordering = ["numar"]
        constraints = [models.CheckConstraint(condition=Q(numar__gte=1, numar__lte=6), name="nomenclatoare_sector_1_6")]

    def __str__(self):
        return f"Sectorul {self.numar}"


class Cartier(Element):
    """A neighbourhood: no administrative function, approximate borders, sometimes in two sectors."""

    sectoare = models.ManyToManyField(Sector, related_name="cartiere", verbose_name=_("sectoare"))

    class Meta(Element.Meta):
        verbose_name = _("cartier")
        verbose_name_plural = _("cartiere")


class ZiNelucratoare(models.Model):
    """A public holiday or a bridge day. Legal basis: Codul muncii, art. 139."""

    data = models.DateField(_("data"), unique=True)
    nume = models.CharField(_("denumire"), max_length=120)
    temei = models.CharField(_("temei legal"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("zi nelucrătoare")
        verbose_name_plural = _("zile nelucrătoare")
        ordering = ["data"]

    def __str__(self):
        return f"{self.data:%d.%m.%Y} – {self.nume}"


class ProiectQuerySet(models.QuerySet):
    def curent(self):
        """The record shown in the strip and on „Despre proiect”, or None before it is filled in."""
        return self.filter(activ=True).prefetch_related("sigle").first()


class Proiect(models.Model):
    """The project behind the platform: what the programme's visibility rules make every page show.

    Source of the required contents: notice of the POCA managing authority, 17 February 2021.
    Values are in lei.
    """

    activ = models.BooleanField(_("afișat pe site"), default=True)
    titlu = models.CharField(_("titlu"), max_length=300)
    program = models.CharField(_("program"), max_length=300, blank=True)
    beneficiar = models.CharField(_("beneficiar"), max_length=300)
    parteneri = models.TextField(_("parteneri"), blank=True, help_text=_("Câte un partener pe rând."))
    scop = models.TextField(_("scop"), blank=True)
    obiective = models.TextField(_("obiective specifice"), blank=True, help_text=_("Câte un obiectiv pe rând."))
    rezultate = models.TextField(_("rezultate"), blank=True, help_text=_("Câte un rezultat pe rând."))
    data_inceput = models.DateField(_("data de începere"), null=True, blank=True)
    data_sfarsit = models.DateField(_("data de încheiere"), null=True, blank=True)
    valoare_totala = models.DecimalField(
        _("valoare totală (lei)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    valoare_ue = models.DecimalField(
        _("din care de la UE (lei)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    cod_mysmis = models.CharField(_("cod MySMIS"), max_length=20, blank=True)
    cod_sipoca = models.CharField(_("cod SIPOCA"), max_length=20, blank=True)
    text_vizibilitate = models.CharField(_("textul obligatoriu de vizibilitate"), max_length=400, blank=True)
    text_raspundere = models.CharField(_("textul obligatoriu privind răspunderea"), max_length=400, blank=True)
    tinta_certificati = models.PositiveSmallIntegerField(
        _("câți reprezentanți se certifică"),
        null=True,
        blank=True,
        default=40,
        help_text=_("Indicatorul promis finanțatorului. Gol: nu se arată."),
    )
    pastrare_pana_la = models.DateField(
        _("datele participanților se păstrează până la"),
        null=True,
        blank=True,
        help_text=_(
            "După această zi, participanții la cursuri se anonimizează singuri; numărul și starea certificatelor rămân."
            " Termenul îl dau regulile programului și contractul de finanțare."
        ),
    )
    operator = models.CharField(_("operatorul site-ului"), max_length=300, blank=True)
    operator_adresa = models.CharField(_("adresa operatorului"), max_length=300, blank=True)
    operator_email = models.EmailField(_("e-mailul operatorului"), blank=True)
    operator_telefon = models.CharField(_("telefonul operatorului"), max_length=40, blank=True)

    objects = ProiectQuerySet.as_manager()

    class Meta:
        verbose_name = _("proiect")
        verbose_name_plural = _("proiect")
        constraints = [
            models.UniqueConstraint(fields=["activ"], condition=Q(activ=True), name="nomenclatoare_un_singur_proiect"),
            models.CheckConstraint(
                condition=Q(data_sfarsit__isnull=True) | Q(data_sfarsit__gte=F("data_inceput")),
                name="nomenclatoare_proiect_perioada",
            ),
        ]

    def __str__(self):
        return self.titlu

    @property
    def valoare_alte_surse(self):
        """Lei from other sources than the European Union, or None when a value is missing."""
        if self.valoare_totala is None or self.valoare_ue is None:
            return None
        return self.valoare_totala - self.valoare_ue

    @property
    def sigle_incarcate(self):
        """The official logos whose file is there; the others have a place but nothing to show."""
        return [sigla for sigla in self.sigle.all() if sigla.imagine]


class SiglaProiect(models.Model):
    """An official logo, uploaded by the operator and shown unchanged (no recolouring, cropping or stretching)."""

    proiect = models.ForeignKey(Proiect, on_delete=models.CASCADE, related_name="sigle", verbose_name=_("proiect"))
    text_alternativ = models.CharField(_("text alternativ"), max_length=120)
    imagine = models.FileField(_("imagine"), upload_to=cale_sigla, blank=True)
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=1)

    class Meta:
        verbose_name = _("siglă")
        verbose_name_plural = _("sigle")
        ordering = ["ordine", "pk"]

    def __str__(self):
        return self.text_alternativ
