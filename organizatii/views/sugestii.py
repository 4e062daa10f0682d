"""What the search box offers while somebody types."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from organizatii import sugestii as oferite
from platforma.antispam import peste_limita, prea_multe

CERERI_PE_MINUT = 120  # of one address: two a second


@require_safe
@cache_control(public=True, max_age=60)
def sugestii(request):
    """A fragment for the listbox; the same for everybody, so that any cache may keep it for a minute."""
    if peste_limita(request, "sugestii", cate=CERERI_PE_MINUT, secunde=60):
        return prea_multe(request)
    return render(request, "organizatii/sugestii.html", {"sugestii": oferite.sugestii(request.GET.get("q", ""))})
