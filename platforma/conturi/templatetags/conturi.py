from allauth.mfa.utils import is_mfa_enabled
from django import template

from platforma.conturi.middleware import DUPA_MFA

register = template.Library()


@register.inclusion_tag("conturi/_continua.html", takes_context=True)
def continua_spre_administrare(context):
    """For staff who were sent to set up a second factor and have done so: the page they had asked for."""
    request = context["request"]
    cale = request.session.get(DUPA_MFA)
    return {"cale": cale if cale and request.user.is_authenticated and is_mfa_enabled(request.user) else None}
