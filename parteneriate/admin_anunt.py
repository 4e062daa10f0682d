"""Notices and the weights of matches, for staff. Notices are decided upon in the queue; here they are corrected,
archived and restored."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from organizatii.baza_admin import eticheta, legatura_admin
from organizatii.istoric import schimbari
from parteneriate.forms.anunt import ContinutForm
from parteneriate.models import Anunt, AnuntDomeniu, AnuntGrup, AnuntSector, Pondere
from platforma.administrare.baza import FormularSimplu
from platforma.moderare.forms import MotivForm
from platforma.moderare.models import Dosar, Revizie
from platforma.moderare.revizii import modifica_direct
from platforma.moderare.tranzitii import TRANZITII, Actiune, TranzitieInterzisa, actiuni_posibile, muta, poate_face

PAGINA = "admin:parteneriate_anunt_change"
# Moves made from a notice's page; every other decision is made in the queue, on what was sent.
MUTARI = {
    Actiune.ARHIVEAZA: (_("Arhivați anunțul"), _("Anunțul nu se mai vede pe site; nimic din el nu se șterge.")),
    Actiune.RESTAUREAZA: (_("Restaurați anunțul"), _("Anunțul se vede din nou pe site, dacă nu a expirat.")),
}


@require_http_methods(["GET", "POST"])
def muta_anuntul(request, pk, actiune):
    """Archive or restore. A GET asks, a POST does."""
    if actiune not in MUTARI:
        raise Http404
    anunt, actiune = get_object_or_404(Anunt, pk=pk), Actiune(actiune)
    if not request.user.has_perm("parteneriate.view_anunt") or not poate_face(anunt, actiune, request.user):
        raise PermissionDenied
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            muta(anunt, actiune, request.user, form.cleaned_data["motiv"])
        except TranzitieInterzisa as e:
            messages.warning(request, str(e))
            return redirect(PAGINA, pk)
        except ValidationError as e:
            form.add_error("motiv", e.messages)
        else:
            messages.success(request, _t("Gata: „%(nume)s”.") % {"nume": anunt})
            return redirect(PAGINA, pk)
    titlu, ce_urmeaza = MUTARI[actiune]
    context = {
        **admin.site.each_context(request),
        "title": titlu,
        "opts": Anunt._meta,
        "obiect": anunt,
        "cu_mesaj": True,
        "form": form,
        "ce_urmeaza": ce_urmeaza,
        "cu_motiv": TRANZITII[actiune].motiv_cerut,
        "pericol": actiune == Actiune.ARHIVEAZA,
    }
    return render(request, "organizatii/admin/muta.html", context)


@admin.register(Anunt)
class AnuntAdmin(FormularSimplu, admin.ModelAdmin):
    """Needs and offers. Moderators correct fields; states move only through `muta`."""

    form = ContinutForm
    change_form_template = "parteneriate/admin/anunt.html"
    list_display = ["titlu", "fel", "a_cui", "starea", "valabil_pana"]
    list_filter = ["stare", "fel", "vizibilitate", "domenii"]
    list_select_related = ["organizatie"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["titlu", "organizatie__denumire"]
    readonly_fields = ["a_cui", "starea", "slug", "publicat_la", "valabil_pana", "rezultat", "rezultat_text"]
    fieldsets = [
        (None, {"fields": ["a_cui", "starea", "slug", "publicat_la", "valabil_pana", "rezultat", "rezultat_text"]}),
        (_("Anunțul"), {"fields": ["fel", "titlu", "text"]}),
        (_("Despre ce și unde"), {"fields": ["resurse", "domenii", "grupuri", "sectoare", "vizibilitate"]}),
    ]

    def has_add_permission(self, request):
        """Organisations write; staff do not speak in their name."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        modifica_direct(obj, form)

    def save_related(self, request, form, formsets, change):
        """Without Django's own `save_m2m`: the lists are written already."""

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.deschis else None

    @admin.display(description=_("organizația"), ordering="organizatie__cheie_sortare")
    def a_cui(self, anunt):
        return legatura_admin(anunt.organizatie)

    @admin.display(description=_("stare"), ordering="stare")
    def starea(self, anunt):
        return eticheta(anunt)

    def get_urls(self):
        vedere = self.admin_site.admin_view(muta_anuntul)
        return [path("<int:pk>/muta/<str:actiune>/", vedere, name="parteneriate_anunt_muta"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = dict(extra_context or {})
        if anunt := self.get_object(request, object_id):
            lucruri = [anunt, *Revizie.objects.pentru(anunt).in_asteptare()]
            context["dosare"] = [d for lucru in lucruri for d in Dosar.objects.deschise().pentru(lucru)]
            context["mutari"] = [a for a in actiuni_posibile(anunt, request.user) if a in MUTARI]
        return super().change_view(request, object_id, form_url, context)

    def history_view(self, request, object_id, extra_context=None):
        """Every version and every decision, instead of Django's own log, which knows only of staff."""
        anunt = self.get_object(request, object_id)
        if anunt is None:
            raise Http404
        if not self.has_view_permission(request, anunt):
            raise PermissionDenied
        liste = {"domenii": AnuntDomeniu, "grupuri": AnuntGrup, "sectoare": AnuntSector}
        pasi = [(d.la, "decizie", d) for d in anunt.decizii().select_related("de").defer("instantaneu")[:100]]
        pasi += [(s.la, "schimbare", s) for s in schimbari(anunt, liste)]
        context = {
            **admin.site.each_context(request),
            "title": _t("Istoric: %(nume)s") % {"nume": anunt},
            "opts": Anunt._meta,
            "obiect": anunt,
            "pasi": sorted(pasi, key=lambda pas: pas[0], reverse=True),
        }
        return render(request, "organizatii/admin/istoric.html", context)


@admin.register(Pondere)
class PondereAdmin(admin.ModelAdmin):
    """The points of each criterion of the matches; what is changed here is at once on the page „Cum potrivim”."""

    list_display = ["criteriu", "puncte"]
    search_fields = ["criteriu"]
    readonly_fields = ["criteriu"]
    fields = ["criteriu", "puncte"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
