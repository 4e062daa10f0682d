from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.moderare.comparatie import randuri
from platforma.moderare.models.dosar import PentruObiectQuerySet, TipDosar
from platforma.moderare.models.moderat import Moderat, ca_json
from platforma.moderare.tranzitii import ACTIUNI_CERERE, Stare, TranzitieInterzisa


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
        urmate = [*tinta.campuri_urmate(self.campuri), *tinta.la_modificarea_publica(acum)]
        tinta.save(update_fields=[*self.campuri, "versiune", *urmate])

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
