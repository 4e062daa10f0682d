import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.incarcari import cale_parcat, stocare_privata


class FisierParcat(models.Model):
    """An upload kept while the rest of its form is being corrected; its person alone may pick it up again."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    de = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("de"))
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_parcat)
    nume = models.CharField(_("nume"), max_length=255)
    creat_la = models.DateTimeField(_("creat la"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("fișier parcat")
        verbose_name_plural = _("fișiere parcate")

    def __str__(self):
        return self.nume
