"""The conversation of an expression of interest, how far each person has read it, and who has blocked whom."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models import Organizatie
from parteneriate.models.interes import Interes
from platforma.declansatoare import NUMAI_ADAUGARE
from platforma.incarcari import cale_parteneriate, stocare_privata
from platforma.moderare.tranzitii import Stare


class Partea(models.TextChoices):
    """Whose notice it is, and who answers it. A side, not a profile, so that a merge of profiles rewrites nothing."""

    ANUNT = "anunt", _("cine a publicat anunțul")
    RASPUNDE = "raspunde", _("cine a răspuns")

    @property
    def cealalta(self):
        return Partea.RASPUNDE if self == Partea.ANUNT else Partea.ANUNT


class ReplicaQuerySet(models.QuerySet):
    def vazute_de(self, persoana):
        """Those of conversations that she sees as a person of one side; nobody else, staff included."""
        return self.filter(interes__in=Interes.objects.vizibile_pentru(persoana).values("pk"))

    def cu_ascunderi(self):
        """With `ascunsa`, why moderators hid it (a value of DeCe), or nothing."""
        from parteneriate.models.abuz import Abuz

        hotarate = Abuz.objects.filter(replica=OuterRef("pk"), stare=Stare.PUBLICAT)
        return self.annotate(ascunsa=Subquery(hotarate.values("de_ce")[:1]))

    def vizibile(self):
        return self.filter(~Q(raportari__stare=Stare.PUBLICAT))


class Replica(models.Model):
    """One message of a conversation. Append-only: what moderators hide is hidden by their decision (`Abuz`), the words
    stay as evidence. It is kept in no history table, so no page of the admin can show it."""

    interes = models.ForeignKey(
        Interes, on_delete=models.PROTECT, related_name="replici", verbose_name=_("manifestarea de interes")
    )
    partea = models.CharField(_("partea"), max_length=10, choices=Partea)
    de = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("de"))
    text = models.TextField(_("mesajul"), max_length=4000)
    la = models.DateTimeField(_("la"), default=timezone.now)

    objects = ReplicaQuerySet.as_manager()

    class Meta:
        verbose_name = _("mesaj al unei conversații")
        verbose_name_plural = _("mesaje ale conversațiilor")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(partea__in=Partea.values), name="parteneriate_replica_partea"),
            models.CheckConstraint(condition=~Q(text=""), name="parteneriate_replica_are_text"),
        ]
        indexes = [
            models.Index(fields=["interes", "id"], name="parteneriate_replici"),
            models.Index(fields=["de", "la"], name="parteneriate_replici_persoana"),
        ]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        """Never its words: this is what logs and the admin print."""
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('parteneriate:interes', args=[self.interes_id])}#mesaj-{self.pk}"

    def de_ce_ascunsa(self):
        """Why moderators hid it, in words; of a row that comes from `cu_ascunderi`."""
        from parteneriate.models.abuz import DeCe

        return DeCe(self.ascunsa).label


class AtasamentQuerySet(models.QuerySet):
    def vizibile_pentru(self, persoana):
        """To the people of both sides, unless the message is hidden; to a moderator only of a conversation that she
        has opened through a report of it, while that right lasts (see `CitireConversatie`)."""
        from parteneriate.models.abuz import CitireConversatie

        ale_partilor = Q(replica__in=Replica.objects.vazute_de(persoana).vizibile().values("pk"))
        deschise = CitireConversatie.objects.valabile(persoana).values("raport__replica__interes")
        return self.filter(ale_partilor | Q(replica__interes__in=deschise))


class Atasament(models.Model):
    """A file sent with a message, kept privately and handed out by a view. Append-only, like the message."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    replica = models.ForeignKey(Replica, on_delete=models.PROTECT, related_name="atasamente", verbose_name=_("mesajul"))
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_parteneriate)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255)
    marime = models.PositiveIntegerField(_("mărime (octeți)"))

    objects = AtasamentQuerySet.as_manager()

    class Meta:
        verbose_name = _("fișier atașat")
        verbose_name_plural = _("fișiere atașate")
        ordering = ["pk"]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self):
        return reverse("parteneriate:atasament", args=[self.uuid])


class SemnDeCarte(models.Model):
    """How far a person has read a conversation: moved when she writes, or when she says that she has read it."""

    interes = models.ForeignKey(Interes, on_delete=models.CASCADE, related_name="semne_de_carte")
    persoana = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    replica = models.ForeignKey(Replica, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("semn de carte")
        verbose_name_plural = _("semne de carte")
        constraints = [
            models.UniqueConstraint(fields=["interes", "persoana"], name="parteneriate_un_semn_de_carte"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


def cu_necitite(interese, persoana):
    """Each with `necitite`: how many messages the other side has written since this person last read."""
    ale_ei = persoana.calitati.values("organizatie_id")
    semnul = SemnDeCarte.objects.filter(interes=OuterRef("interes"), persoana=persoana).values("replica_id")
    noi = (
        Replica.objects.filter(interes=OuterRef("pk"), partea=OuterRef("partea_lor"))
        .filter(pk__gt=Coalesce(Subquery(semnul), 0))
        .order_by()
        .values("interes")
        .annotate(cate=Count("pk"))
        .values("cate")
    )
    partea_lor = Case(When(anunt__organizatie__in=ale_ei, then=Value("raspunde")), default=Value("anunt"))
    return interese.annotate(partea_lor=partea_lor).annotate(necitite=Coalesce(Subquery(noi), 0))


class BlocareQuerySet(models.QuerySet):
    def intre(self, una, alta):
        """Of these two organisations (keys), in either direction."""
        return self.filter(Q(organizatie=una, blocata=alta) | Q(organizatie=alta, blocata=una))


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Blocare(models.Model):
    """An organisation does not want to hear from another one: no messages, no new interest, no mail. See `blocari`."""

    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="blocari", verbose_name=_("cine a blocat")
    )
    blocata = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="blocata_de", verbose_name=_("cine este blocată")
    )
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("de")
    )
    la = models.DateTimeField(_("la"), default=timezone.now)

    objects = BlocareQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocare")
        verbose_name_plural = _("blocări")
        ordering = ["-la", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organizatie", "blocata"], name="parteneriate_blocare_o_data"),
            models.CheckConstraint(condition=~Q(organizatie=F("blocata")), name="parteneriate_blocare_nu_pe_sine"),
        ]

    def __str__(self):
        return f"{self.organizatie} – {self.blocata}"
