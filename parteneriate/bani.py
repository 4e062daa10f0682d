"""Who puts in how much: contributions of the parties, until signing."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from parteneriate.models import Contributie
from parteneriate.scriere import Refuzat, alta_redactare, condus_nesemnat


def contributiile(parteneriat):
    """Those of the parties still in, with what their list reads."""
    return Contributie.objects.filter(parte__parteneriat=parteneriat, parte__iesit_la=None).select_related(
        "parte__organizatie"
    )


def suma_contributiilor(parteneriat):
    """In lei, of the parties still in."""
    return contributiile(parteneriat).aggregate(s=Sum("suma"))["s"] or Decimal(0)


@transaction.atomic
def adauga(parteneriat, form, de):
    """Write the contribution of a valid ContributieForm. Raises PermissionDenied or Refuzat (signed, no budget)."""
    blocat = condus_nesemnat(parteneriat.pk, de)
    if blocat.fara_bani:
        raise Refuzat(_("Parteneriatul este fără implicații financiare. Schimbați aceasta la „Bani”, apoi adăugați."))
    contributie = form.save(commit=False)
    contributie.parte = blocat.parti.active().get(pk=contributie.parte_id)
    contributie.save()
    alta_redactare(blocat, de)
    return contributie


@transaction.atomic
def scoate(contributie, de):
    blocat = condus_nesemnat(contributie.parte.parteneriat_id, de)
    contributie.delete()
    alta_redactare(blocat, de)
