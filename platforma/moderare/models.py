import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.moderare.comparatie import randuri
from platforma.moderare.tranzitii import ACTIUNI_CERERE, ACTIUNI_CONTINUT, Actiune, Stare, TranzitieInterzisa


class TipDosar(models.TextChoices):
    PUBLICARE = "publicare", _("Profil nou")
    NOUTATE = "noutate", _("Noutate")
    ANUNT = "anunt", _("Nevoie sau ofertă")
    PARTENERIAT = "parteneriat", _("Parteneriat")
    MODIFICARE = "modificare", _("Modificare")
    REVENDICARE = "revendicare", _("Revendicare")


class Moderat(models.Model):
    """Anything that staff decide upon. Only `tranzitii.muta` writes `stare`.

    `versiune` grows each time a moderated field of the public version changes, so a pending change knows whether
    what it was written against is still there.
    """

    stare = models.CharField(_("stare"), max_length=20, choices=Stare, default=Stare.CIORNA, db_index=True)
    stare_din = models.DateTimeField(_("în această stare din"), default=timezone.now)
    versiune = models.PositiveIntegerField(_("versiune"), default=1, editable=False)

    TIP_DOSAR = TipDosar.PUBLICARE
    ACTIUNI = ACTIUNI_CONTINUT
    CAMPURI_MODERATE = frozenset()  # once published, a change of these waits for a moderator
    ETICHETE_STARE = {}  # where the common word reads wrong ("Publicat" for a claim)
    SABLON_DECIZIE = "moderare/email/decizie"  # the mail about a decision

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=Stare.values), name="%(app_label)s_%(class)s_stare")
        ]

    @classmethod
    def blocheaza(cls, pk):
        """The row, locked to the end of the transaction. A thing that hangs on another locks that one first."""
        return cls.objects.select_for_update(of=("self",)).get(pk=pk)

    @property
    def eticheta_stare(self):
        return self.ETICHETE_STARE.get(self.stare) or self.get_stare_display()

    def este_autor(self, utilizator, actiune=None):
        """Whether this person may make the author's moves (this one, when named)."""
        raise NotImplementedError

    def titlu_dosar(self):
        """One line that names the submission in the queue, in mails and in the workspace."""
        return str(self)

    def valideaza_trimiterea(self):
        """Raise ValidationError with what keeps it from being sent or approved. Called under the lock."""

    def valideaza_unicitatea(self):
        """Raise ValidationError when another living thing holds what only one may hold. Called under the lock."""

    def la_aprobare(self, de, acum):
        """What approval does besides the state. Called under the lock, before the state is written."""

    def destinatari(self):
        """People who are told of a decision: a queryset or list of Utilizator."""
        return []

    def get_spatiu_url(self):
        """Where its author sees it, as a path of this site."""
        raise NotImplementedError

    def campuri_urmate(self, scrise):
        """Set what follows from the fields just changed (a slug, a time stamp); returns the names to write too."""
        return []

    def instantaneu(self):
        """What the decision was about, as JSON: every own column and the keys of its lists."""
        date = {c.attname: c.value_from_object(self) for c in self._meta.concrete_fields if not c.generated}
        date |= {c.name: sorted(getattr(self, c.name).values_list("pk", flat=True)) for c in self._meta.many_to_many}
        return {cheie: ca_json(valoare) for cheie, valoare in date.items()}

    def obiect_public(self):
        """What citizens see of it: itself, or the thing it asks something about."""
        return self

    # --- what the moderator's page shows; nothing here writes ---------------------------------------------------
    def probleme(self):
        """What would keep it from being approved now, as a ValidationError, or None."""
        try:
            self.valideaza_trimiterea()
        except ValidationError as e:
            return e

    def inainte(self):
        """Values by column to compare a submission with, or None: what a moderator has read and sent back."""
        citite = self.decizii().filter(actiune__in=[Actiune.CERE_COMPLETARI, Actiune.RESPINGE])
        return citite.values_list("instantaneu", flat=True).first()

    def comparatie(self, inainte, valori=None):
        """Sections (title, rows of comparatie.Rand): what is asked, beside `inainte`.

        With `valori`, the snapshot of a decision, what was asked then.
        """
        return []

    def fapte(self):
        """Sections (title, rows of (label, value)): what other sources say of it."""
        return []

    def fisiere(self):
        """Files that came with it, as rows (name, address, note)."""
        return []

    def asemanatoare(self):
        """Other things that may be the same, as a list of (object, why)."""
        return []

    def pagina_publica(self):
        """Template and context of its public face, as it would be once approved; None when it has none."""

    def decizii(self):
        """The decisions upon it, newest first."""
        return Decizie.objects.pentru(self)


class PentruObiectQuerySet(models.QuerySet):
    def pentru(self, obiect):
        return self.filter(tip_continut=ContentType.objects.get_for_model(obiect), obiect_id=obiect.pk)


class DosarQuerySet(PentruObiectQuerySet):
    def deschise(self):
        return self.filter(inchis_la=None)


class Dosar(models.Model):
    """One submission in the staff's queue: opened when something is sent, closed when it leaves that state."""

    tip = models.CharField(_("tip"), max_length=20, choices=TipDosar)
    titlu = models.CharField(_("titlu"), max_length=400)
    tip_continut = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("tip de conținut")
    )
    obiect_id = models.PositiveBigIntegerField()
    obiect = GenericForeignKey("tip_continut", "obiect_id")
    depus_la = models.DateTimeField(_("depus la"), default=timezone.now)
    depus_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("depus de"),
    )
    preluat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dosare",
        verbose_name=_("preluat de"),
    )
    preluat_la = models.DateTimeField(_("preluat la"), null=True, blank=True)
    inchis_la = models.DateTimeField(_("închis la"), null=True, blank=True)

    objects = DosarQuerySet.as_manager()

    class Meta:
        verbose_name = _("dosar")
        verbose_name_plural = _("dosare")
        ordering = ["depus_la", "pk"]
        permissions = [("modereaza", _("Poate decide asupra conținutului trimis"))]
        constraints = [
            models.UniqueConstraint(
                fields=["tip_continut", "obiect_id"], condition=Q(inchis_la=None), name="moderare_un_dosar_deschis"
            ),
            models.CheckConstraint(
                condition=Q(preluat_de=None) | Q(preluat_la__isnull=False), name="moderare_dosar_preluat_are_data"
            ),
        ]
        indexes = [models.Index(fields=["depus_la"], condition=Q(inchis_la=None), name="moderare_dosare_deschise")]

    def __str__(self):
        return self.titlu


class Decizie(models.Model):
    """Who moved what, when, from where to where and why. A trigger refuses to change or delete a row."""

    tip_continut = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    obiect_id = models.PositiveBigIntegerField()
    obiect = GenericForeignKey("tip_continut", "obiect_id")
    dosar = models.ForeignKey(
        Dosar, on_delete=models.PROTECT, null=True, blank=True, related_name="decizii", verbose_name=_("dosar")
    )
    actiune = models.CharField(_("acțiune"), max_length=20, choices=Actiune)
    din = models.CharField(_("din starea"), max_length=20, choices=Stare)
    spre = models.CharField(_("în starea"), max_length=20, choices=Stare)
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("de"),
    )
    la = models.DateTimeField(_("la"), default=timezone.now)
    motiv = models.TextField(_("motiv"), blank=True)
    instantaneu = models.JSONField(_("instantaneu"), encoder=DjangoJSONEncoder, default=dict)

    objects = PentruObiectQuerySet.as_manager()

    class Meta:
        verbose_name = _("decizie")
        verbose_name_plural = _("decizii")
        ordering = ["-la", "-pk"]
        indexes = [models.Index(fields=["tip_continut", "obiect_id", "-la"], name="moderare_decizii_obiect")]
        triggers = [pgtrigger.Protect(name="numai_adaugare", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.get_actiune_display()} – {self.la:%d.%m.%Y}"


class SablonMotiv(models.Model):
    """A ready text that a moderator picks and edits before giving a reason."""

    actiune = models.CharField(
        _("pentru"),
        max_length=20,
        choices=[(a.value, a.label) for a in (Actiune.CERE_COMPLETARI, Actiune.RESPINGE, Actiune.ARHIVEAZA)],
    )
    titlu = models.CharField(_("titlu"), max_length=120)
    text = models.TextField(_("text"))
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=100)

    class Meta:
        verbose_name = _("șablon de motiv")
        verbose_name_plural = _("șabloane de motive")
        ordering = ["actiune", "ordine", "titlu"]

    def __str__(self):
        return self.titlu


class RevizieQuerySet(PentruObiectQuerySet):
    def in_asteptare(self):
        """Proposed and not yet applied, refused or replaced; at most one for each target."""
        return self.filter(stare__in=[Stare.TRIMIS, Stare.COMPLETARI])


class Revizie(Moderat):
    """A pending change of something already public: field → proposed value, against a known version of the target."""

    TIP_DOSAR = TipDosar.MODIFICARE
    ACTIUNI = ACTIUNI_CERERE
    ETICHETE_STARE = {
        Stare.PUBLICAT: _("Aplicată"),
        Stare.RESPINS: _("Respinsă"),
        Stare.ARHIVAT: _("Înlocuită sau retrasă"),
    }

    tip_continut = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    obiect_id = models.PositiveBigIntegerField()
    tinta = GenericForeignKey("tip_continut", "obiect_id")
    campuri = models.JSONField(_("câmpuri propuse"), encoder=DjangoJSONEncoder)
    versiune_baza = models.PositiveIntegerField(_("versiunea de bază"))
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("autor"),
    )
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now)

    objects = RevizieQuerySet.as_manager()

    class Meta(Moderat.Meta):
        verbose_name = _("revizie")
        verbose_name_plural = _("revizii")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.UniqueConstraint(
                fields=["tip_continut", "obiect_id"],
                condition=Q(stare__in=["trimis", "completari"]),
                name="moderare_o_revizie_in_asteptare",
            ),
        ]

    def __str__(self):
        return str(self.tinta)

    @classmethod
    def blocheaza(cls, pk):
        """Lock the target, then the revision: the order that `propune_modificari` takes too."""
        tip, obiect_id = cls.objects.values_list("tip_continut", "obiect_id").get(pk=pk)
        tinta = ContentType.objects.get_for_id(tip).model_class().blocheaza(obiect_id)
        revizie = super().blocheaza(pk)
        revizie.tinta = tinta
        revizie.publice = revizie.inainte()
        return revizie

    @property
    def SABLON_DECIZIE(self):  # a change is told in the words of the thing it changes
        return self.tinta.SABLON_DECIZIE

    @property
    def baza_schimbata(self):
        return self.versiune_baza != self.tinta.versiune

    def este_autor(self, utilizator, actiune=None):
        return self.tinta.este_autor(utilizator, actiune)

    def titlu_dosar(self):
        return self.tinta.titlu_dosar()

    def destinatari(self):
        return self.tinta.destinatari()

    def get_spatiu_url(self):
        return self.tinta.get_spatiu_url()

    def instantaneu(self):
        """With what was public when the decision fell: an approval has written over it by then."""
        return {**super().instantaneu(), "inainte": self.publice}

    def valori(self):
        """Proposed values as the target's fields hold them (dates, files by path, foreign keys by key)."""
        campuri = {nume: self.tinta._meta.get_field(nume) for nume in self.campuri}
        return {
            nume: (camp.target_field if camp.is_relation else camp).to_python(self.campuri[nume])
            for nume, camp in campuri.items()
        }

    def aseaza(self, tinta):
        """Put the proposed values on `tinta` in memory, and return it: for the preview, the check and the approval."""
        for nume, valoare in self.valori().items():
            setattr(tinta, tinta._meta.get_field(nume).attname, valoare)
        return tinta

    def valideaza_trimiterea(self):
        if self.tinta.stare != Stare.PUBLICAT:
            raise ValidationError(_("Pagina nu mai este publică. Modificarea se poate aplica după ce este restaurată."))
        copie = self.propusa()
        nume = set(self.campuri)
        erori = {}
        for pas in (
            lambda: copie.clean_fields(exclude={c.name for c in copie._meta.fields} - nume),
            copie.clean,
            copie.validate_unique,
            copie.valideaza_unicitatea,
        ):
            try:
                pas()
            except ValidationError as e:
                erori = e.update_error_dict(erori)
        if erori:
            raise ValidationError(erori)
        copie.validate_constraints()

    def la_aprobare(self, de, acum):
        if self.baza_schimbata:
            raise TranzitieInterzisa(
                _(
                    "Pagina publică s-a schimbat după ce a fost trimisă modificarea. Comparați din nou valorile, "
                    "reașezați modificarea pe versiunea de acum, apoi aprobați-o."
                )
            )
        tinta = self.aseaza(self.tinta)
        tinta.versiune += 1
        tinta.save(update_fields=[*self.campuri, "versiune", *tinta.campuri_urmate(self.campuri)])

    def obiect_public(self):
        return self.tinta

    def propusa(self):
        """A copy of the target as it would be once approved."""
        return self.aseaza(type(self.tinta).objects.get(pk=self.tinta.pk))

    def inainte(self):
        """The public values of the fields it wants to change."""
        campuri = [self.tinta._meta.get_field(nume) for nume in self.campuri]
        return {camp.attname: ca_json(camp.value_from_object(self.tinta)) for camp in campuri}

    def comparatie(self, inainte, valori=None):
        in_ordine = [c.name for c in self.tinta._meta.concrete_fields if c.name in self.campuri]
        return [("", randuri(self.propusa(), in_ordine, inainte))]

    def fapte(self):
        return self.propusa().fapte()

    def fisiere(self):
        return self.tinta.fisiere()

    def asemanatoare(self):
        return self.propusa().asemanatoare()

    def pagina_publica(self):
        return self.propusa().pagina_publica()


def ca_json(valoare):
    """A file by its path; everything else as it is (a state's own `name` is not its value)."""
    return valoare.name if isinstance(valoare, FieldFile) else valoare
