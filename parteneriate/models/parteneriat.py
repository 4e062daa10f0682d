import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii import models as organizatii
from organizatii.models import FaraSemne, Membru
from parteneriate.models.etape import SEMNATE, URMARITE, Etapa
from parteneriate.models.semnat import amanat
from parteneriate.models.tip import TipParteneriat
from parteneriate.termene import tace, tacut_dinainte
from platforma.conturi.models import Utilizator
from platforma.moderare.models import Moderat, TipDosar
from platforma.moderare.tranzitii import ACTIUNI_CONTINUT, Actiune, Stare
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta, Sector


class ParteneriatQuerySet(models.QuerySet):
    def publice(self):
        """What a citizen may read: approved, not withdrawn, and signed – or every party wants it seen earlier."""
        ascunse = self._parti(public_devreme=False)
        return self.filter(Q(etapa__in=SEMNATE) | ~Exists(ascunse), stare=Stare.PUBLICAT).exclude(etapa=Etapa.RETRAS)

    def semnate(self):
        """Signed, whatever came after."""
        return self.filter(etapa__in=SEMNATE)

    @staticmethod
    def _parti(**conditii):
        """The parties still in of the row outside."""
        from parteneriate.models.parte import Parte

        return Parte.objects.active().filter(parteneriat=OuterRef("pk"), **conditii)

    def cu_parte(self, **conditii):
        """Those with a party (still in) of which this is so."""
        return self.filter(Exists(self._parti(**conditii)))

    def ale_organizatiei(self, organizatie):
        return self.cu_parte(organizatie=organizatie)

    def vazute_de(self, utilizator):
        """Those that a person finds in her workspace: she is of a party's team, invited ones included."""
        membri = Membru.objects.filter(utilizator=utilizator.pk).values("organizatie_id")
        return self.cu_parte(organizatie__in=membri)

    def conduse_de(self, utilizator):
        """Those where she acts for a party: its responsible person, or an administrator of its organisation."""
        from parteneriate.models.parte import Parte

        return self.filter(pk__in=Parte.objects.conduse_de(utilizator).values("parteneriat_id"))

    def confirmate(self):
        """Every party has confirmed the text as it is now, and there are two at least."""
        neconfirmate = self._parti().exclude(confirmat_redactare=OuterRef("redactare"))
        organizatii = self._parti().values("parteneriat").annotate(n=models.Count("pk")).filter(n__gte=2)
        return self.filter(~Exists(neconfirmate), Exists(organizatii))

    def neactualizate(self, azi=None):
        """Signed or under way, and nothing about them was written for six months (`tace`, for many)."""
        return self.filter(etapa__in=URMARITE, modificat_la__lt=tacut_dinainte(azi or timezone.localdate()))

    def trecute_de_sfarsit(self, azi=None):
        """Signed or under way after their last day: it closes nothing by itself, the parties say what came."""
        return self.filter(etapa__in=URMARITE, se_incheie_la__lt=azi or timezone.localdate())

    def din_sectorul(self, *numere):
        """In any of these sectors; what is for the whole city is in each."""
        legaturi = Parteneriat.sectoare.through.objects.filter(sector_id__in=numere)
        return self.filter(Q(tot_orasul=True) | Q(pk__in=legaturi.values("parteneriat_id")))

    def pe_sectoare(self):
        """{number of the sector: how many `din_sectorul` would give}, for all six, in one query."""
        pe_oras = Q(tot_orasul=True)
        chei = {
            f"s{n}": models.Count("pk", filter=pe_oras | Q(pk__in=_din_sector(n)), distinct=True) for n in range(1, 7)
        }
        sume = self.order_by().aggregate(**chei)
        return {n: sume[f"s{n}"] for n in range(1, 7)}

    def din_domeniul(self, *sluguri):
        legaturi = Parteneriat.domenii.through.objects.filter(domeniu__slug__in=sluguri)
        return self.filter(pk__in=legaturi.values("parteneriat_id"))

    def cele_mai_noi(self):
        return self.order_by(F("semnat_la").desc(nulls_first=True), "-pk")

    def cauta(self, text):
        """Those that hold every word of the text, the best first."""
        from parteneriate.cautare import cauta

        return cauta(self, text, F("semnat_la").desc(nulls_last=True))


def _din_sector(numar):
    return Parteneriat.sectoare.through.objects.filter(sector_id=numar).values("parteneriat_id")


SEMNE = {
    Etapa.IDEE: "ciorna",
    Etapa.INTERES: "trimis",
    Etapa.NEGOCIERE: "trimis",
    Etapa.APROBARE: "trimis",
    Etapa.SEMNAT: "publicat",
    Etapa.IMPLEMENTARE: "in_lucru",
    Etapa.INCHEIAT: "realizata",
    Etapa.CONTINUAT: "realizata",
    Etapa.REZILIAT: "abandonata",
    Etapa.RETRAS: "abandonata",
}
CONTACT = ("contact_nume", "contact_functie", "contact_email", "contact_telefon")


# Each event keeps the row as it was before the change. A contact person is never kept after she is taken out.
@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["cautare", *CONTACT])
class Parteneriat(Moderat):
    """A partnership's record: what problem, who, what was promised, on what paper, what came of it.

    Two states, written by two functions: `stare` is what staff decided of the page (moderare), `etapa` where the
    partners stand (`stari.muta`). `redactare` grows whenever a field of CAMPURI_DE_FOND changes: a party's
    confirmation names the one it has read, so it stops counting by itself when the text becomes another.
    Partners and contributions are fixed at signing; what comes later is an addendum, or a partnership that continues
    this one. `slug` is fixed at the first publication, because addresses get printed.
    """

    TIP_DOSAR = TipDosar.PARTENERIAT
    ACTIUNI = ACTIUNI_CONTINUT
    SABLON_DECIZIE = "parteneriate/email/decizie"
    # What a party puts its name to: another value asks each for its confirmation anew.
    CAMPURI_DE_FOND = frozenset(
        "titlu tip apl_ong rezumat problema obiective activitati semnat_la motiv_semnare incepe_la se_incheie_la"
        " acord_numar acord_data fara_act_motiv fara_bani buget_total".split()
    )
    CAMPURI_MODERATE = CAMPURI_DE_FOND | frozenset(
        "rezultate lectii legaturi cod_proiect selectie_link licenta achizitie_link".split()
    )

    titlu = models.CharField(_("titlu"), max_length=160)
    slug = models.SlugField(_("adresa paginii"), max_length=120, unique=True)
    tip = models.ForeignKey(TipParteneriat, on_delete=models.PROTECT, related_name="+", verbose_name=_("tipul"))
    apl_ong = models.BooleanField(_("între autorități și organizații"), default=True)
    rezumat = models.CharField(_("rezumat public"), max_length=500, blank=True)
    problema = models.TextField(_("problema"), max_length=4000, blank=True)
    obiective = models.TextField(_("obiectivele"), max_length=4000, blank=True)
    activitati = models.TextField(_("activitățile"), max_length=6000, blank=True)
    domenii = models.ManyToManyField(Domeniu, blank=True, related_name="parteneriate", verbose_name=_("domenii"))
    grupuri = models.ManyToManyField(
        GrupTinta, blank=True, related_name="parteneriate", verbose_name=_("grupuri țintă")
    )
    odd = models.ManyToManyField(
        ODD, blank=True, related_name="parteneriate", verbose_name=_("obiective de dezvoltare durabilă")
    )
    tot_orasul = models.BooleanField(_("în tot orașul"), default=False)
    sectoare = models.ManyToManyField(Sector, blank=True, related_name="parteneriate", verbose_name=_("sectoare"))
    cartiere = models.ManyToManyField(Cartier, blank=True, related_name="parteneriate", verbose_name=_("cartiere"))
    # the paper
    semnat_la = models.DateField(_("data semnării"), null=True, blank=True)
    motiv_semnare = models.CharField(_("de ce s-a semnat după început"), max_length=300, blank=True)
    incepe_la = models.DateField(_("începe la"), null=True, blank=True)
    se_incheie_la = models.DateField(_("se încheie la"), null=True, blank=True)
    acord_numar = models.CharField(_("numărul acordului sau al contractului"), max_length=40, blank=True)
    acord_data = models.DateField(_("data acordului sau a contractului"), null=True, blank=True)
    acte = models.ManyToManyField(
        "parteneriate.Act", blank=True, related_name="parteneriate", verbose_name=_("acte de aprobare")
    )
    fara_act_motiv = models.CharField(_("de ce nu este necesar un act de aprobare"), max_length=300, blank=True)
    cod_proiect = models.CharField(_("codul proiectului (MySMIS sau SIPOCA)"), max_length=40, blank=True)
    selectie_link = models.URLField(_("anunțul selecției publice"), max_length=500, blank=True)
    licenta = models.CharField(_("acreditarea și licența serviciului social"), max_length=200, blank=True)
    achizitie_link = models.URLField(_("legătura din SEAP/SICAP"), max_length=500, blank=True)
    # money
    fara_bani = models.BooleanField(_("fără implicații financiare"), default=False)
    buget_total = models.DecimalField(_("bugetul total (lei)"), max_digits=14, decimal_places=2, null=True, blank=True)
    # the person who answers questions
    contact_nume = models.CharField(_("persoana de contact"), max_length=120, blank=True)
    contact_functie = models.CharField(_("funcția"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    contact_public = models.BooleanField(_("persoana de contact este publică"), default=False)
    contact_acord_la = models.DateTimeField(_("acordul ei, la"), null=True, blank=True, editable=False)
    # what came of it
    rezultate = models.TextField(_("rezultatele față de ținte"), max_length=6000, blank=True)
    lectii = models.TextField(_("ce am învățat"), max_length=4000, blank=True)
    continuat_de = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continua", verbose_name=_("continuat de")
    )
    legaturi = models.TextField(_("legături pe platformă"), max_length=1000, blank=True)  # paths, one a line
    # where it comes from
    anunt = models.ForeignKey(
        "parteneriate.Anunt", on_delete=models.PROTECT, null=True, blank=True, related_name="parteneriate",
        verbose_name=_("anunțul din care s-a născut"),
    )  # fmt: skip
    atelier = models.ForeignKey(
        "ateliere.Atelier", on_delete=models.PROTECT, null=True, blank=True, related_name="parteneriate",
        verbose_name=_("atelierul din care s-a născut"),
    )  # fmt: skip
    concluzie = models.ForeignKey(
        "ateliere.Concluzie", on_delete=models.PROTECT, null=True, blank=True, related_name="parteneriate",
        verbose_name=_("concluzia din care s-a născut"),
    )  # fmt: skip
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("propus de"),
    )  # fmt: skip
    # where it stands
    etapa = models.CharField(_("etapa"), max_length=20, choices=Etapa, default=Etapa.IDEE, editable=False)
    etapa_din = models.DateTimeField(_("în această etapă din"), default=timezone.now, editable=False)
    redactare = models.PositiveIntegerField(_("redactarea"), default=1, editable=False)
    demo = models.BooleanField(_("exemplu"), default=False, editable=False)
    creat_la = models.DateTimeField(_("propus la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificat la"), default=timezone.now, editable=False)
    publicat_la = models.DateTimeField(_("public din"), null=True, blank=True, editable=False)

    cautare = models.GeneratedField(
        expression=SearchVector(FaraSemne("titlu"), weight="A", config="ro")
        + SearchVector(FaraSemne("titlu"), weight="A", config="romanian")
        + SearchVector(FaraSemne("rezumat"), weight="B", config="ro")
        + SearchVector(FaraSemne("rezumat"), weight="B", config="romanian")
        + SearchVector(FaraSemne("problema"), FaraSemne("obiective"), FaraSemne("activitati"), weight="C", config="ro")
        + SearchVector(
            FaraSemne("problema"), FaraSemne("obiective"), FaraSemne("activitati"), weight="C", config="romanian"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ParteneriatQuerySet.as_manager()

    class Meta(Moderat.Meta):
        verbose_name = _("parteneriat")
        verbose_name_plural = _("parteneriate")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.CheckConstraint(condition=Q(etapa__in=Etapa.values), name="parteneriate_etapa_cunoscuta"),
            models.CheckConstraint(
                condition=Q(incepe_la=None) | Q(se_incheie_la=None) | Q(se_incheie_la__gte=F("incepe_la")),
                name="parteneriate_perioada",
                violation_error_message=_("Sfârșitul nu poate fi înaintea începutului."),
            ),
            models.CheckConstraint(
                condition=Q(semnat_la=None)
                | Q(incepe_la=None)
                | Q(semnat_la__lte=F("incepe_la"))
                | ~Q(motiv_semnare=""),
                name="parteneriate_semnat_inainte_de_inceput",
                violation_error_message=_("S-a semnat după început: scrieți de ce."),
            ),
            models.CheckConstraint(
                condition=Q(buget_total=None) | Q(fara_bani=False, buget_total__gte=0),
                name="parteneriate_bani_sau_fara",
                violation_error_message=_("Un parteneriat fără implicații financiare nu are buget."),
            ),
            models.CheckConstraint(
                condition=~Q(etapa__in=SEMNATE)
                | Q(
                    ~Q(acord_numar=""),
                    Q(fara_bani=True) | Q(buget_total__isnull=False),
                    acord_data__isnull=False,
                    semnat_la__isnull=False,
                    incepe_la__isnull=False,
                ),
                name="parteneriate_semnat_are_acord",
            ),
            models.CheckConstraint(
                condition=Q(contact_public=False) | Q(contact_acord_la__isnull=False), name="parteneriate_acord_contact"
            ),
            models.CheckConstraint(
                condition=~Q(stare="publicat") | Q(publicat_la__isnull=False), name="parteneriate_publicat_are_data"
            ),
            models.CheckConstraint(condition=~Q(continuat_de=F("pk")), name="parteneriate_nu_se_continua_pe_sine"),
        ]
        indexes = [
            GinIndex(fields=["cautare"], name="parteneriate_cautare"),
            models.Index(fields=["stare", "-semnat_la", "-id"], name="parteneriate_dupa_data"),
        ]
        triggers = [amanat("NEW.id", pgtrigger.Insert | pgtrigger.Update)]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("parteneriate:parteneriat", args=[self.slug])

    def get_spatiu_url(self):
        return reverse("parteneriate:spatiu_parteneriat", args=[self.pk])

    @property
    def semnat(self):
        return self.etapa in SEMNATE

    @property
    def semn_etapa(self):
        """The sign that stands beside the word, one of those of `data-stare`."""
        return SEMNE[self.etapa]

    @property
    def neactualizat(self):
        """„Necesită actualizare”: one of `neactualizate`."""
        return self.etapa in URMARITE and tace(self.modificat_la, timezone.localdate())

    # --- moderation -----------------------------------------------------------------------------------------------
    def este_autor(self, utilizator, actiune=None):
        """Whoever acts for a party sends it and answers; one party alone never hides what is public."""
        if actiune == Actiune.ARHIVEAZA:
            return False
        return type(self).objects.conduse_de(utilizator).filter(pk=self.pk).exists()

    def destinatari(self):
        """The responsible persons of the parties still in."""
        from parteneriate.models.parte import Parte

        parti = Parte.objects.active().filter(parteneriat=self.pk)
        return Utilizator.objects.filter(pk__in=parti.values("responsabil_id"), is_active=True).order_by("pk")

    def campuri_urmate(self, scrise):
        self.modificat_la = timezone.now()
        urmate = ["modificat_la"]
        if "titlu" in scrise and self.publicat_la is None:
            self.slug = slug_parteneriat(self.titlu, fara=self.pk)
            urmate.append("slug")
        if {*scrise} & self.CAMPURI_DE_FOND:  # asked of the locked row, because the form's copy may be older
            self.redactare = type(self).objects.values_list("redactare", flat=True).get(pk=self.pk) + 1
            urmate.append("redactare")
        if {"contact_public", "contact_nume"} & {*scrise}:  # another person has to agree anew
            self.contact_acord_la = timezone.now() if self.contact_public else None
            urmate.append("contact_acord_la")
        return urmate

    def valideaza_trimiterea(self):
        from parteneriate.stari import lipsuri_publicare

        if lipsuri := lipsuri_publicare(self):
            raise ValidationError([str(lipsa) for lipsa in lipsuri])

    def la_aprobare(self, de, acum):
        """What a moderator has read is what becomes public: the page, and the papers with it."""
        self.publicat_la = self.publicat_la or acum
        type(self).objects.filter(pk=self.pk).update(publicat_la=self.publicat_la)
        self.documente.filter(verificat_la=None).update(verificat_la=acum)
        for nume in ("indicatori", "repere"):
            getattr(self, nume).filter(verificat_la=None).update(verificat_la=acum)
        self.rapoarte.depuse().filter(verificat_la=None).update(verificat_la=acum)
        for act in self.acte.filter(verificat_la=None):
            act.verificat_la = acum
            act.save(update_fields=["verificat_la"])

    def instantaneu(self):
        """Without the contact person: decisions are never changed, and she may ask to be forgotten."""
        return {cheie: valoare for cheie, valoare in super().instantaneu().items() if cheie not in CONTACT}

    def comparatie(self, inainte, valori=None):
        from parteneriate.dosar import comparatie

        return comparatie(self, inainte, valori)

    def fapte(self):
        from parteneriate.dosar import fapte

        return fapte(self)

    def fisiere(self):
        from parteneriate.dosar import fisiere

        return fisiere(self)

    def pagina_publica(self):
        from parteneriate.pagina import pagina_context

        return "parteneriate/_parteneriat.html", pagina_context(self)


REZERVATE = ("documente", "acte", "fotografii", "verificari")  # first parts of other addresses under /parteneriate/


def slug_parteneriat(titlu, fara=None):
    return organizatii.slug_liber(titlu, fara, model=Parteneriat, gol="parteneriat", rezervate=REZERVATE)
