import pghistory
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SEMNATAR = Signer(salt="platforma.calendar", sep=".")


class AdresaCalendarQuerySet(models.QuerySet):
    def cu_jetonul(self, jeton):
        """The one address that this secret opens, while its person may sign in."""
        try:
            cheie = SEMNATAR.unsign(jeton)
        except BadSignature:
            return self.none()
        return self.filter(pk=cheie, persoana__is_active=True)


@pghistory.track(pghistory.DeleteEvent())
class AdresaCalendar(models.Model):
    """The secret address of a person's own calendar. Revoked is deleted; the next is another row, so another secret.

    Nothing stored here opens anything: the secret is the row's key under the platform's own signature.
    """

    persoana = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="adresa_calendar", verbose_name=_("persoana")
    )
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now, editable=False)

    objects = AdresaCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresă de calendar")
        verbose_name_plural = _("adrese de calendar")

    def __str__(self):
        return str(self.persoana)

    def get_absolute_url(self):
        return reverse("calendar:personal", args=[SEMNATAR.sign(self.pk)])
