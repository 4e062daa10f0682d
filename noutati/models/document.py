import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from noutati.models.noutate import Noutate
from platforma.incarcari import cale_document_noutate, stocare_privata


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class DocumentNoutate(models.Model):
    """A file of a news item: handed out by a view, to everybody while the item is public, else to those who may see it.

    Added only before the item is published, because what a moderator has read is what stays; taken out at any time.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    noutate = models.ForeignKey(Noutate, on_delete=models.CASCADE, related_name="documente", verbose_name=_("noutatea"))
    titlu = models.CharField(_("titlu"), max_length=200)
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_document_noutate)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255)
    marime = models.PositiveIntegerField(_("mărime (octeți)"))
    incarcat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("încărcat de")
    )
    creat_la = models.DateTimeField(_("încărcat la"), default=timezone.now)

    class Meta:
        verbose_name = _("document al unei noutăți")
        verbose_name_plural = _("documente ale noutăților")
        ordering = ["titlu", "pk"]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("noutati:document", args=[self.uuid])
