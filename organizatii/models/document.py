import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models.organizatie import Organizatie
from platforma.incarcari import cale_document, stocare_privata


class Document(models.Model):
    """A file of an organisation. All are stored privately; a view hands them out after checking the right."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.CASCADE, related_name="documente", verbose_name=_("organizația")
    )
    titlu = models.CharField(_("titlu"), max_length=200)
    fisier = models.FileField(_("fișier"), storage=stocare_privata, upload_to=cale_document)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255)
    marime = models.PositiveIntegerField(_("mărime (octeți)"))
    public = models.BooleanField(_("public"), default=False)
    incarcat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("încărcat de")
    )
    creat_la = models.DateTimeField(_("încărcat la"), default=timezone.now)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documente")
        ordering = ["titlu", "pk"]

    def __str__(self):
        return self.titlu

    def get_absolute_url(self):
        return reverse("organizatii:document", args=[self.uuid])
