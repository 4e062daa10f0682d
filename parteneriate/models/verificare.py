"""The check after six months: whether the partnership is still alive, asked of each party separately."""

from datetime import datetime, time, timedelta

import pghistory
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parteneriate.models.parte import Parte
from parteneriate.models.parteneriat import Parteneriat
from platforma.zile import moment_local

LUNI = 6
AMINTITE = (0, 7, 21)  # days from the opening on which whoever has not answered is written to
DESCHISA = timedelta(days=45)  # from the opening, its last day included, answers are taken
LEGATURA_TINE = timedelta(days=60)  # the mail's link; after the closing it only shows what came of it
SEMNATAR_VERIFICARE = Signer(salt="parteneriate.verificare", sep=".")


class Ocazie(models.TextChoices):
    SEMNARE = "semnare", _("la 6 luni de la semnare")
    INCHEIERE = "incheiere", _("la 6 luni de la încheiere")


class Activ(models.TextChoices):
    DA = "da", _("Da, este activ")
    ALTFEL = "altfel", _("Da, în altă formă")
    NU = "nu", _("Nu mai este activ")
    NU_STIU = "nu_stiu", _("Nu știu")


class Continua(models.TextChoices):
    DA = "da", _("Da")
    NU = "nu", _("Nu")
    NU_STIU = "nu_stiu", _("Nu știm încă")


class RezultatVerificare(models.TextChoices):
    """What the answers say together; `verificari.rezultatul` is the only function that gives it."""

    ACTIV = "activ", _("Activ, au confirmat toate părțile")
    INACTIV = "inactiv", _("Nu mai este activ, au confirmat toate părțile")
    DIFERIT = "diferit", _("Părțile au răspuns diferit")
    PARTIAL = "partial", _("Nu au confirmat toate părțile")
    FARA = "fara", _("Fără răspuns")
    INCETAT = "incetat", _("Încetat înainte de termen")


COMPLETE = (RezultatVerificare.ACTIV, RezultatVerificare.INACTIV)


class VerificareQuerySet(models.QuerySet):
    def in_curs(self):
        """Asked and not closed."""
        return self.filter(deschisa_la__isnull=False, inchisa_la=None)

    def deschise(self):
        """Answers are taken: the same question to the clock as `Verificare.este_deschisa`."""
        prima_zi = datetime.combine(timezone.localdate() - DESCHISA, time.min)
        return self.in_curs().filter(deschisa_la__gte=moment_local(prima_zi))

    def cunoscute(self):
        """Of which anybody may know what came out: closed, or all parties have said the same."""
        return self.filter(Q(inchisa_la__isnull=False) | Q(rezultat__in=COMPLETE))

    def cele_mai_noi(self):
        return self.order_by("-scadenta", "-pk")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Verificare(models.Model):
    """One dated task: on `scadenta` the parties are asked whether the partnership is still alive.

    Until it is opened its dates follow the record (scadente.programeaza); afterwards they stay. `rezultat` is what the
    answers say so far, written under this row's lock with each of them, and final once `inchisa_la` is there.
    """

    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="verificari", verbose_name=_("parteneriatul")
    )
    ocazie = models.CharField(_("când"), max_length=10, choices=Ocazie)
    de_la = models.DateField(_("semnat sau încheiat la"))
    scadenta = models.DateField(_("scadentă la"))
    deschisa_la = models.DateTimeField(_("deschisă la"), null=True, blank=True)
    inchisa_la = models.DateTimeField(_("închisă la"), null=True, blank=True)
    amintiri = models.PositiveSmallIntegerField(_("mesaje trimise"), default=0)
    rezultat = models.CharField(
        _("rezultatul"), max_length=10, choices=RezultatVerificare, default=RezultatVerificare.FARA
    )
    rezultat_la = models.DateTimeField(_("ultimul răspuns la"), null=True, blank=True)

    objects = VerificareQuerySet.as_manager()

    class Meta:
        verbose_name = _("verificare la 6 luni")
        verbose_name_plural = _("verificări la 6 luni")
        ordering = ["scadenta", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["parteneriat", "ocazie"], name="parteneriate_verificare_o_data"),
            models.CheckConstraint(condition=Q(ocazie__in=Ocazie.values), name="parteneriate_verificare_ocazie"),
            models.CheckConstraint(
                condition=Q(rezultat__in=RezultatVerificare.values), name="parteneriate_verificare_rezultat"
            ),
            models.CheckConstraint(condition=Q(scadenta__gt=F("de_la")), name="parteneriate_verificare_scadenta"),
            models.CheckConstraint(
                condition=Q(inchisa_la=None) | Q(inchisa_la__gte=F("deschisa_la"), deschisa_la__isnull=False),
                name="parteneriate_verificare_inchisa_dupa_deschisa",
            ),
            models.CheckConstraint(
                condition=~Q(rezultat="incetat") | Q(inchisa_la__isnull=False),
                name="parteneriate_verificare_incetat_inchisa",
            ),
        ]
        indexes = [
            models.Index(fields=["scadenta"], condition=Q(inchisa_la=None), name="parteneriate_de_verificat"),
        ]

    def __str__(self):
        return f"{self.parteneriat}, {self.get_ocazie_display()}"

    @property
    def pana_la(self):
        """The last day on which answers are taken, to 23:59 in Bucharest; None before it is opened."""
        return self.deschisa_la and timezone.localdate(self.deschisa_la) + DESCHISA

    def este_deschisa(self, acum=None):
        """Whether answers are taken: a question to the clock too, since the job that closes may be late."""
        azi = timezone.localdate(acum)
        return self.deschisa_la is not None and self.inchisa_la is None and azi <= self.pana_la

    @property
    def cunoscuta(self):
        return self.inchisa_la is not None or self.rezultat in COMPLETE

    @property
    def activ(self):
        return self.rezultat == RezultatVerificare.ACTIV

    @property
    def confirmat_la(self):
        """The day of the last answer."""
        return self.rezultat_la and timezone.localdate(self.rezultat_la)


class RaspunsVerificareQuerySet(models.QuerySet):
    def conduse_de(self, persoana):
        """Those of the parties for which this person acts, once asked."""
        parti = Parte.objects.conduse_de(persoana)
        return self.filter(parte__in=parti, verificare__deschisa_la__isnull=False)

    def date(self):
        return self.filter(raspuns_la__isnull=False)

    def neraspunse(self):
        return self.filter(raspuns_la=None)

    def cu_jetonul(self, jeton, acum=None):
        """(the answer that a mail's link opens, the person it was sent to), or None.

        Nothing stored opens anything: the secret is the keys under the platform's own signature. It dies after
        LEGATURA_TINE, and as soon as the person no longer acts for the party.
        """
        from platforma.conturi.models import Utilizator

        try:
            pk, persoana_pk = SEMNATAR_VERIFICARE.unsign_object(jeton)
        except BadSignature:
            return None
        persoana = Utilizator.objects.filter(pk=persoana_pk, is_active=True).first()
        if persoana is None:
            return None
        de_la = (acum or timezone.now()) - LEGATURA_TINE
        raspuns = self.conduse_de(persoana).filter(pk=pk, verificare__deschisa_la__gt=de_la).first()
        return raspuns and (raspuns, persoana)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class RaspunsVerificare(models.Model):
    """What one party says; made empty when it is asked, and corrected as long as the check is open."""

    verificare = models.ForeignKey(
        Verificare, on_delete=models.PROTECT, related_name="raspunsuri", verbose_name=_("verificarea")
    )
    parte = models.ForeignKey(Parte, on_delete=models.PROTECT, related_name="verificari", verbose_name=_("partea"))
    activ = models.CharField(_("mai este activ parteneriatul?"), max_length=10, choices=Activ, blank=True)
    facut = models.TextField(_("ce s-a făcut în aceste luni?"), max_length=2000, blank=True)
    piedici = models.TextField(_("ce s-a schimbat sau ce vă împiedică?"), max_length=2000, blank=True)
    continua = models.CharField(_("continuați în următoarele 6 luni?"), max_length=10, choices=Continua, blank=True)
    dovada = models.URLField(_("o legătură care arată ce s-a făcut"), max_length=500, blank=True)
    raspuns_la = models.DateTimeField(_("a răspuns la"), null=True, blank=True)
    raspuns_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("a răspuns"),
    )  # fmt: skip

    objects = RaspunsVerificareQuerySet.as_manager()

    class Meta:
        verbose_name = _("răspuns la verificare")
        verbose_name_plural = _("răspunsuri la verificare")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["verificare", "parte"], name="parteneriate_raspuns_verificare_o_data"),
            models.CheckConstraint(
                condition=Q(activ="", raspuns_la=None) | Q(activ__in=Activ.values, raspuns_la__isnull=False),
                name="parteneriate_raspuns_verificare_activ",
            ),
            models.CheckConstraint(
                condition=Q(continua__in=["", *Continua.values]), name="parteneriate_raspuns_verificare_continua"
            ),
        ]

    def __str__(self):
        return f"{self.parte.organizatie}: {self.get_activ_display() or '–'}"

    def get_absolute_url(self):
        """In the workspace, for whoever acts for the party."""
        return reverse("parteneriate:spatiu_verificare", args=[self.pk])

    def legatura_pentru(self, persoana):
        """The address in the mail of this person: it answers without signing in."""
        jeton = SEMNATAR_VERIFICARE.sign_object([self.pk, persoana.pk])
        return reverse("parteneriate:verificare", args=[jeton])
