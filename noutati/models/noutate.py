import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii import models as organizatii
from organizatii.models import FaraSemne, Membru, Organizatie
from platforma.conturi.models import Utilizator
from platforma.incarcari import cale_noutate
from platforma.incarcari.latimi import ImagineInLatimi
from platforma.moderare.models import Moderat, TipDosar
from platforma.moderare.tranzitii import ACTIUNI_CONTINUT, Actiune, Stare
from platforma.nomenclatoare.models import Domeniu, Sector


class Categorie(models.TextChoices):
    ANUNT = "anunt", _("Anunț")
    APEL = "apel", _("Apel")
    REZULTAT = "rezultat", _("Rezultat")
    EVENIMENT = "eveniment", _("Eveniment")
    COMUNICAT = "comunicat", _("Comunicat")


class NoutateQuerySet(models.QuerySet):
    def publice(self, acum=None):
        """What a citizen may read at this moment: approved, its time has come and has not passed, and whoever speaks
        in it is public too."""
        acum = acum or timezone.now()
        return self.filter(
            Q(organizatie=None) | Q(organizatie__stare=Stare.PUBLICAT),
            Q(retrage_la=None) | Q(retrage_la__gt=acum),
            stare=Stare.PUBLICAT,
            vizibila_din__lte=acum,
        )

    def programate(self, acum=None):
        """Approved, and their time has not come."""
        return self.filter(stare=Stare.PUBLICAT, vizibila_din__gt=acum or timezone.now())

    def neaparute(self, acum=None):
        """Public, and what is done once when an item appears has not been done yet (see noutati.aparitii)."""
        return self.publice(acum).filter(aparuta_la=None)

    def din_sectorul(self, *numere):
        """About any of these sectors. Asked as a subquery, so that no item comes twice."""
        return self.filter(pk__in=Noutate.sectoare.through.objects.filter(sector_id__in=numere).values("noutate_id"))

    def din_domeniul(self, *sluguri):
        legaturi = Noutate.domenii.through.objects.filter(domeniu__slug__in=sluguri)
        return self.filter(pk__in=legaturi.values("noutate_id"))

    def ale_echipei(self):
        """Those of the project's team, not of an organisation."""
        return self.filter(organizatie=None)

    def editabile_de(self, utilizator):
        """Those of the organisations whose member this person is."""
        membri = Membru.objects.filter(utilizator=utilizator)
        return self.filter(organizatie__in=membri.values("organizatie_id"))

    def cele_mai_noi(self):
        return self.order_by("-vizibila_din", "-pk")

    def cauta(self, text):
        """Those that hold every word of the text, the best first."""
        from noutati.cautare import cauta

        return cauta(self, text)


# Each event keeps the row as it was before the change: with the live row, that is every version there has been.
@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["cautare"])
class Noutate(Moderat):
    """A news item of an organisation, or of the project's team when `organizatie` is empty.

    Four moments. `publica_la` is the author's wish (empty: as soon as it is approved). `vizibila_din`, set at approval
    and never after it has passed, is the moment from which citizens see it: lists and feeds order by it, and
    `publice()` decides by it, so nothing waits for the scheduler. `aparuta_la` is written exactly once, by
    `aparitii.anunta_aparitiile` under its lock, at most a minute later: what must happen once for an item hangs on it,
    and digest periods are cut by it (a period closed under the same lock misses no item and counts none twice).
    `retrage_la` is when it leaves the site by itself.

    `slug` is fixed at the first publication, because addresses get printed.
    """

    TIP_DOSAR = TipDosar.NOUTATE
    ACTIUNI = ACTIUNI_CONTINUT | {Actiune.PUBLICA}
    CAMPURI_MODERATE = frozenset("titlu rezumat text categorie imagine imagine_alt imagine_credit legaturi".split())
    SABLON_DECIZIE = "noutati/email/decizie"
    ETICHETE_STARE = {
        Stare.PUBLICAT: _("Publicată"),
        Stare.RESPINS: _("Respinsă"),
        Stare.ARHIVAT: _("Arhivată"),
    }

    titlu = models.CharField(_("titlu"), max_length=160)
    slug = models.SlugField(_("adresa noutății"), max_length=120, unique=True)
    categorie = models.CharField(_("categorie"), max_length=20, choices=Categorie, default=Categorie.ANUNT)
    rezumat = models.CharField(_("rezumat"), max_length=320, blank=True)
    text = models.TextField(_("text"), max_length=12000, blank=True)
    organizatie = models.ForeignKey(
        Organizatie,
        on_delete=models.CASCADE,  # only a draft that was never sent is ever deleted, and it has no news
        null=True,
        blank=True,
        related_name="noutati",
        verbose_name=_("organizația"),
    )
    domenii = models.ManyToManyField(Domeniu, blank=True, related_name="noutati", verbose_name=_("domenii"))
    sectoare = models.ManyToManyField(Sector, blank=True, related_name="noutati", verbose_name=_("sectoare"))
    imagine = ImagineInLatimi(_("imagine"), upload_to=cale_noutate, blank=True)
    imagine_alt = models.CharField(_("descrierea imaginii"), max_length=250, blank=True)
    imagine_credit = models.CharField(_("autorul imaginii"), max_length=120, blank=True)
    legaturi = models.TextField(
        _("legături pe platformă"), max_length=1000, blank=True
    )  # paths of this site, one a line
    fixata = models.BooleanField(_("fixată în capul listei"), default=False)
    # time
    publica_la = models.DateTimeField(_("se publică la"), null=True, blank=True)
    retrage_la = models.DateTimeField(_("se retrage la"), null=True, blank=True)
    vizibila_din = models.DateTimeField(_("vizibilă din"), null=True, blank=True, editable=False)
    aparuta_la = models.DateTimeField(_("apărută la"), null=True, blank=True, editable=False)
    # where it comes from
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("scrisă de"),
    )
    demo = models.BooleanField(_("exemplu"), default=False, editable=False)
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificată la"), default=timezone.now, editable=False)

    cautare = models.GeneratedField(
        expression=SearchVector(FaraSemne("titlu"), weight="A", config="ro")
        + SearchVector(FaraSemne("titlu"), weight="A", config="romanian")
        + SearchVector(FaraSemne("rezumat"), weight="B", config="ro")
        + SearchVector(FaraSemne("rezumat"), weight="B", config="romanian")
        + SearchVector(FaraSemne("text"), weight="C", config="ro")
        + SearchVector(FaraSemne("text"), weight="C", config="romanian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = NoutateQuerySet.as_manager()

    class Meta(Moderat.Meta):
        verbose_name = _("noutate")
        verbose_name_plural = _("noutăți")
        ordering = ["-creat_la", "-pk"]
        permissions = [("publica", _("Poate publica noutăți ale echipei proiectului"))]
        constraints = [
            *Moderat.Meta.constraints,
            models.CheckConstraint(condition=Q(categorie__in=Categorie.values), name="noutati_categorie_cunoscuta"),
            models.CheckConstraint(
                condition=~Q(stare="publicat") | Q(vizibila_din__isnull=False), name="noutati_publicata_are_moment"
            ),
            models.CheckConstraint(
                condition=Q(aparuta_la=None) | Q(aparuta_la__gte=F("vizibila_din")), name="noutati_aparuta_dupa_moment"
            ),
            models.CheckConstraint(
                condition=Q(imagine="") | ~Q(imagine_alt=""),
                name="noutati_imagine_descrisa",
                violation_error_message=_("Descrieți imaginea pentru cei care nu o văd."),
            ),
            models.CheckConstraint(
                condition=Q(publica_la=None) | Q(retrage_la=None) | Q(retrage_la__gt=F("publica_la")),
                name="noutati_retrasa_dupa_publicare",
                violation_error_message=_("Retragerea vine după publicare."),
            ),
        ]
        indexes = [
            GinIndex(fields=["cautare"], name="noutati_cautare"),
            models.Index(fields=["stare", "-vizibila_din", "-id"], name="noutati_dupa_data"),
            models.Index(fields=["organizatie", "stare", "-vizibila_din"], name="noutati_ale_organizatiei"),
            models.Index(fields=["aparuta_la"], name="noutati_aparute"),
            models.Index(fields=["vizibila_din"], condition=Q(aparuta_la=None), name="noutati_neaparute"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="aparuta_o_singura_data",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.aparuta_la IS NOT NULL AND (NEW.aparuta_la IS DISTINCT FROM OLD.aparuta_la"
                    " OR NEW.vizibila_din IS DISTINCT FROM OLD.vizibila_din)"
                ),
            )
        ]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("noutati:articol", args=[self.slug])

    def get_spatiu_url(self):
        if self.organizatie_id is None:
            return reverse("admin:noutati_noutate_change", args=[self.pk])
        return reverse("noutati:spatiu_noutate", args=[self.pk])

    @property
    def semnatura(self):
        """Who speaks."""
        return self.organizatie.denumire if self.organizatie_id else _("Echipa proiectului")

    # --- where it stands ------------------------------------------------------------------------------------------
    @property
    def programata(self):
        return self.stare == Stare.PUBLICAT and self.vizibila_din > timezone.now()

    @property
    def expirata(self):
        return self.stare == Stare.PUBLICAT and self.retrage_la is not None and self.retrage_la <= timezone.now()

    @property
    def vizibila(self):
        """Whether its time has come and has not passed; `publice()` asks the same of the database."""
        return self.stare == Stare.PUBLICAT and not self.programata and not self.expirata

    @property
    def eticheta_stare(self):
        if self.programata:
            return _("Programată")
        return _("Retrasă la termen") if self.expirata else super().eticheta_stare

    # --- moderation -----------------------------------------------------------------------------------------------
    def este_autor(self, utilizator, actiune=None):
        """Members of its organisation; of the team's own, staff with the right to publish, who publish directly."""
        if self.organizatie_id is None:
            return utilizator.is_active and utilizator.is_staff and utilizator.has_perm("noutati.publica")
        return (
            actiune != Actiune.PUBLICA
            and Membru.objects.filter(organizatie=self.organizatie_id, utilizator=utilizator).exists()
        )

    def titlu_dosar(self):
        return f"{self.titlu} – {self.semnatura}"

    def destinatari(self):
        if self.organizatie_id is None:
            return []
        return Utilizator.objects.filter(calitati__organizatie=self.organizatie_id, is_active=True)

    def campuri_urmate(self, scrise):
        self.modificat_la = timezone.now()
        urmate = ["modificat_la"]
        if "titlu" in scrise and self.vizibila_din is None:
            self.slug = slug_liber(self.titlu, fara=self.pk)
            urmate.append("slug")
        if "publica_la" in scrise and self._se_poate_reprograma():
            self.vizibila_din = max(self.modificat_la, self.publica_la or self.modificat_la)
            urmate.append("vizibila_din")
        return urmate

    def _se_poate_reprograma(self):
        """Approved and not seen by anybody yet; asked of the locked row, because the form's copy may be older."""
        return type(self).objects.programate().filter(pk=self.pk, aparuta_la=None).exists()

    def lipsuri(self):
        """What keeps it from being sent, as rows (field, sentence), in the order of the form."""
        randuri = [
            ("titlu", _("Scrieți titlul."), self.titlu),
            ("rezumat", _("Scrieți rezumatul: una sau două propoziții."), self.rezumat),
            ("text", _("Scrieți textul noutății."), self.text),
            ("imagine_alt", _("Descrieți imaginea pentru cei care nu o văd."), not self.imagine or self.imagine_alt),
            (
                "retrage_la",
                _("Data retragerii a trecut. Alegeți una viitoare sau lăsați câmpul gol."),
                self.retrage_la is None or self.retrage_la > timezone.now(),
            ),
        ]
        return [(camp, propozitie) for camp, propozitie, exista in randuri if not exista]

    def valideaza_trimiterea(self):
        if lipsuri := self.lipsuri():
            raise ValidationError({camp: [propozitie] for camp, propozitie in lipsuri})
        if self.organizatie_id and self.organizatie.stare != Stare.PUBLICAT:
            raise ValidationError(_("Numai organizațiile cu profil publicat pot trimite noutăți."))

    def la_aprobare(self, de, acum):
        self.vizibila_din = self.vizibila_din or max(acum, self.publica_la or acum)
        type(self).objects.filter(pk=self.pk).update(vizibila_din=self.vizibila_din)

    def comparatie(self, inainte, valori=None):
        from noutati.dosar import comparatie

        return comparatie(self, inainte, valori)

    def fapte(self):
        from noutati.dosar import fapte

        return fapte(self)

    def fisiere(self):
        from noutati.dosar import fisiere

        return fisiere(self)

    def pagina_publica(self):
        from noutati.articol import articol_context

        return "noutati/_articol.html", articol_context(self)


def slug_liber(titlu, fara=None):
    return organizatii.slug_liber(titlu, fara, model=Noutate, gol="noutate")
