from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.moderare.models.dosar import Decizie, TipDosar
from platforma.moderare.tranzitii import ACTIUNI_CONTINUT, Actiune, Stare


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

    def la_modificarea_publica(self, acum):
        """Set what follows when its own people have changed the public version; returns the names to write too."""
        return []

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


def ca_json(valoare):
    """A file by its path; everything else as it is (a state's own `name` is not its value)."""
    return valoare.name if isinstance(valoare, FieldFile) else valoare
