import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

INCHIRIERE = timedelta(minutes=10)  # a claimed mail older than this was dropped by a dead worker and is due again
INTARZIERE = timedelta(minutes=5)  # a due mail older than this turns the banner and the health page red
INTARZIERE_IN_MASA = timedelta(hours=3)  # the same for one of the thousands of a newsletter
GOL = {"text": "", "html": "", "antete": {}}  # what wiping a mail's words leaves; headers may hold a personal link


class StareMesaj(models.TextChoices):
    IN_COADA = "in_coada", _("În coadă")
    IN_CURS = "in_curs", _("Se trimite")
    REINCERCARE = "reincercare", _("Se reîncearcă")
    TRIMIS = "trimis", _("Trimis")
    ESUAT = "esuat", _("Eșuat")
    ABANDONAT = "abandonat", _("Abandonat")


class MesajQuerySet(models.QuerySet):
    def scadente(self, acum=None):
        """What a worker may claim now: waiting and due, or claimed by a worker that never came back."""
        acum = acum or timezone.now()
        asteapta = Q(stare__in=[StareMesaj.IN_COADA, StareMesaj.REINCERCARE], urmatoarea_la__lte=acum)
        pierdute = Q(stare=StareMesaj.IN_CURS, preluat_la__lt=acum - INCHIRIERE)
        return self.filter(asteapta | pierdute)

    def intarziate(self, acum=None):
        """Due for longer than INTARZIERE: the sign that no worker runs or that the mail server refuses."""
        acum = acum or timezone.now()
        in_masa_demult = Q(in_masa=False) | Q(urmatoarea_la__lte=acum - INTARZIERE_IN_MASA)
        return self.scadente(acum - INTARZIERE).filter(in_masa_demult)


class Mesaj(models.Model):
    """One mail: written in the transaction of the deed it tells about, sent later, at least once.

    `cheie` says what the mail is about, so the same deed never writes it twice; `uuid` becomes the Message-ID, the
    same on every try. `sensibil` bodies (they hold a one-time link) are wiped once sent. `in_masa`: one of very many,
    so it lets others go before it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cheie = models.CharField(_("cheie"), max_length=200, unique=True)
    catre = models.EmailField(_("către"))
    subiect = models.CharField(_("subiect"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    sensibil = models.BooleanField(_("sensibil"), default=False)
    antete = models.JSONField(_("antete"), default=dict, blank=True)
    in_masa = models.BooleanField(_("trimis multora"), default=False)
    stare = models.CharField(_("stare"), max_length=20, choices=StareMesaj, default=StareMesaj.IN_COADA)
    incercari = models.PositiveSmallIntegerField(_("încercări"), default=0)
    urmatoarea_la = models.DateTimeField(_("următoarea încercare"), default=timezone.now)
    preluat_la = models.DateTimeField(_("preluat la"), null=True, blank=True)
    trimis_la = models.DateTimeField(_("trimis la"), null=True, blank=True)
    eroare = models.TextField(_("eroare"), blank=True)
    creat_la = models.DateTimeField(_("creat la"), default=timezone.now)

    objects = MesajQuerySet.as_manager()

    class Meta:
        verbose_name = _("mesaj")
        verbose_name_plural = _("mesaje")
        ordering = ["-creat_la", "-pk"]
        indexes = [
            models.Index(
                fields=["in_masa", "urmatoarea_la", "id"],
                condition=Q(stare__in=["in_coada", "reincercare", "in_curs"]),
                name="mesaje_de_trimis",
            ),
            models.Index(fields=["-creat_la", "-id"], name="mesaje_recente"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=StareMesaj.values), name="mesaje_stare_cunoscuta"),
            models.CheckConstraint(
                condition=~Q(stare="trimis") | Q(trimis_la__isnull=False), name="mesaje_trimis_are_data"
            ),
        ]

    def __str__(self):
        return self.subiect
