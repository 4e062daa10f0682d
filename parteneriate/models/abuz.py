"""A message reported by the other side, and each time that staff opened a conversation because of a report."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizatii.models import Membru
from parteneriate.models.conversatie import Replica
from platforma.declansatoare import NUMAI_ADAUGARE
from platforma.moderare.models import Moderat, TipDosar
from platforma.moderare.tranzitii import Actiune, Stare

DREPT_DE_CITIRE = timedelta(minutes=30)  # of a moderator who has opened a conversation


class DeCe(models.TextChoices):
    JIGNIRE = "jignire", _("Limbaj jignitor sau amenințător")
    HARTUIRE = "hartuire", _("Insistență, hărțuire")
    INSELARE = "inselare", _("Încercare de înșelăciune")
    RECLAMA = "reclama", _("Reclamă, mesaje fără legătură cu anunțul")
    DATE = "date", _("Date personale ale altcuiva")
    ALTCEVA = "altceva", _("Altceva")


class AbuzQuerySet(models.QuerySet):
    def deschise(self):
        return self.filter(stare=Stare.TRIMIS)


class Abuz(Moderat):
    """A report of a message, decided in the ordinary queue: hidden („publicat”) or without follow-up („respins”).

    The moderator's pages show neither the message nor what the reporter wrote: both are read in the conversation, which
    each reader opens by a deed on record.
    """

    TIP_DOSAR = TipDosar.ABUZ
    ACTIUNI = frozenset({Actiune.TRIMITE, Actiune.APROBA, Actiune.RESPINGE})
    ETICHETE_STARE = {Stare.PUBLICAT: _("Mesaj ascuns"), Stare.RESPINS: _("Fără urmare")}
    SABLON_DECIZIE = "parteneriate/email/abuz"

    replica = models.ForeignKey(
        Replica, on_delete=models.PROTECT, related_name="raportari", verbose_name=_("mesajul raportat")
    )
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("raportat de")
    )
    de_ce = models.CharField(_("de ce"), max_length=10, choices=DeCe)
    text = models.TextField(_("ce s-a întâmplat"), max_length=2000, blank=True)
    creat_la = models.DateTimeField(_("raportat la"), default=timezone.now)

    objects = AbuzQuerySet.as_manager()

    class Meta(Moderat.Meta):
        verbose_name = _("abuz raportat")
        verbose_name_plural = _("abuzuri raportate")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            *Moderat.Meta.constraints,
            models.CheckConstraint(condition=Q(de_ce__in=DeCe.values), name="parteneriate_abuz_de_ce"),
            models.UniqueConstraint(fields=["replica", "de"], name="parteneriate_abuz_o_data_de_persoana"),
            models.UniqueConstraint(
                fields=["replica"], condition=~Q(stare="respins"), name="parteneriate_abuz_unul_deschis"
            ),
        ]

    def __str__(self):
        return _t("Conversația: %(cine)s") % {"cine": self.replica.interes}

    def este_autor(self, utilizator, actiune=None):
        """Only she who reports sends it; people of either side had better leave the decision to somebody else."""
        if actiune is not None:
            return actiune == Actiune.TRIMITE and self.de_id == utilizator.pk
        interes = self.replica.interes
        parti = [interes.organizatie_id, interes.anunt.organizatie_id]
        return Membru.objects.filter(utilizator=utilizator, organizatie__in=parti).exists()

    def valideaza_trimiterea(self):
        """Nothing is hidden unread, in bulk neither."""
        if self.stare == Stare.TRIMIS and not self.citiri.exists():
            raise ValidationError(_t("Deschideți întâi conversația și citiți mesajul raportat."))

    def destinatari(self):
        """The reporter is told; when the message is hidden, its author too, since it was hers."""
        persoane = [self.de, self.replica.de] if self.stare == Stare.PUBLICAT else [self.de]
        return [persoana for persoana in persoane if persoana.is_active]

    def get_spatiu_url(self):
        return self.replica.get_absolute_url()

    def instantaneu(self):
        """Without the reporter's words: a decision is never changed, and they may quote the message."""
        return {cheie: v for cheie, v in super().instantaneu().items() if cheie != "text"}

    def obiect_public(self):
        """The notice that they talk about."""
        return self.replica.interes.anunt

    def comparatie(self, inainte, valori=None):
        from parteneriate.dosar_abuz import comparatie

        return comparatie(self)

    def fapte(self):
        from parteneriate.dosar_abuz import fapte

        return fapte(self)

    def fisiere(self):
        from parteneriate.dosar_abuz import fisiere

        return fisiere(self)


class CitireQuerySet(models.QuerySet):
    def valabile(self, moderator):
        """By which this moderator may read now: opened less than half an hour ago, and still to be decided upon."""
        if not moderator.is_authenticated or not moderator.poate_modera:
            return self.none()
        return self.filter(de=moderator, la__gt=timezone.now() - DREPT_DE_CITIRE, raport__stare=Stare.TRIMIS)


class CitireConversatie(models.Model):
    """A moderator has opened a conversation, through which report, when. Append-only."""

    raport = models.ForeignKey(Abuz, on_delete=models.PROTECT, related_name="citiri", verbose_name=_("raportarea"))
    de = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("cine"))
    la = models.DateTimeField(_("când"), default=timezone.now)

    objects = CitireQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversație citită")
        verbose_name_plural = _("conversații citite de moderatori")
        ordering = ["-la", "-pk"]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return f"{self.raport} – {self.la:%d.%m.%Y}"
