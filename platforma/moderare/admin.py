from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from platforma.administrare.baza import NumaiCitire
from platforma.formulare import FormularModel
from platforma.moderare import coada, panou, prezenta, views  # noqa: F401 (panou registers the queue's box)
from platforma.moderare.models import Decizie, Dosar, Revizie, SablonMotiv
from platforma.moderare.tranzitii import Actiune, TranzitieInterzisa, muta
from platforma.templatetags.platforma import in_lista
from platforma.zile import acum_zile_lucratoare, zile_libere, zile_lucratoare


class DeschiseFilter(admin.SimpleListFilter):
    """Open dossiers unless something else is asked for."""

    title = _("stare")
    parameter_name = "dosare"

    def lookups(self, request, model_admin):
        return [("inchise", _("Închise")), ("toate", _("Toate"))]

    def choices(self, changelist):
        toate, *altele = super().choices(changelist)
        return [{**toate, "display": _("Deschise")}, *altele]

    def queryset(self, request, queryset):
        if self.value() == "inchise":
            return queryset.exclude(inchis_la=None)
        return queryset if self.value() == "toate" else queryset.deschise()


class AlCuiFilter(admin.SimpleListFilter):
    title = _("preluat de")
    parameter_name = "al"

    def lookups(self, request, model_admin):
        return [("meu", _("Mine")), ("nimanui", _("Nimeni")), ("altuia", _("Un coleg"))]

    def queryset(self, request, queryset):
        if self.value() == "meu":
            return queryset.filter(preluat_de=request.user)
        if self.value() == "nimanui":
            return queryset.filter(preluat_de=None)
        if self.value() == "altuia":
            return queryset.exclude(preluat_de=None).exclude(preluat_de=request.user)
        return queryset


class VechimeFilter(admin.SimpleListFilter):
    title = _("vechime")
    parameter_name = "vechime"

    def lookups(self, request, model_admin):
        return [("intarziat", _("Peste 3 zile lucrătoare"))]

    def queryset(self, request, queryset):
        if self.value() == "intarziat":
            return queryset.filter(depus_la__lt=acum_zile_lucratoare(coada.TERMEN))
        return queryset


class CoadaChangeList(ChangeList):
    """Adds to each row its age in working days and who looks at it: one query and one trip to the cache for a page."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = dosare = list(self.result_list)
        acum = timezone.now()
        libere = zile_libere(min((d.depus_la for d in dosare), default=acum), acum)
        priviti = prezenta.cine([d.pk for d in dosare], fara=request.user)
        for dosar in dosare:
            dosar.zile = zile_lucratoare(dosar.depus_la, dosar.inchis_la or acum, libere)
            dosar.privit_de = priviti.get(dosar.pk, [])
            dosar.cititor = request.user


@admin.register(Dosar)
class DosarAdmin(admin.ModelAdmin):
    """The queue. Nothing here writes a state: the page of a dossier and the bulk action call `muta`."""

    list_display = ["titlu_scurt", "tip", "vechime", "depus", "depus_de", "cine"]
    list_display_links = ["titlu_scurt"]
    list_filter = ["tip", AlCuiFilter, VechimeFilter, DeschiseFilter]
    list_select_related = ["depus_de", "preluat_de"]
    list_per_page = 50
    search_fields = ["titlu", "depus_de__nume", "depus_de__email"]
    search_help_text = _("Caută după titlu sau după cine a trimis.")
    ordering = ["depus_la", "pk"]
    actions = ["aproba"]
    lista_goala = _("Nimic nu așteaptă. Mulțumim!")

    def get_changelist(self, request, **kwargs):
        return CoadaChangeList

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"titlu_lista": _("Coada de moderare"), **(extra_context or {})})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_modereaza_permission(self, request):
        return request.user.poate_modera

    @admin.display(description=_("titlu"), ordering="titlu")
    def titlu_scurt(self, dosar):
        return dosar.titlu

    @admin.display(description=_("trimis la"), ordering="depus_la")
    def depus(self, dosar):
        return date_format(timezone.localtime(dosar.depus_la), "SHORT_DATETIME_FORMAT")

    @admin.display(description=_("vechime"), ordering="depus_la")
    def vechime(self, dosar):
        text = ngettext("%(n)s zi lucrătoare", "%(n)s zile lucrătoare", dosar.zile) % {"n": dosar.zile}
        if dosar.inchis_la is None and dosar.zile > coada.TERMEN:
            return format_html('<strong class="intarziat">{} <span>{}</span></strong>', text, _("întârziat"))
        return text

    @admin.display(description=_("cine"), ordering="preluat_de__nume")
    def cine(self, dosar):
        return render_to_string("moderare/_cine.html", {"dosar": dosar, "privit_de": in_lista(dosar.privit_de)})

    def get_urls(self):
        def pagina(adresa, view, nume):
            return path(f"<int:pk>/{adresa}/", self.admin_site.admin_view(view), name=f"moderare_dosar_{nume}")

        return [
            pagina("change", views.dosar, "change"),
            pagina("previzualizare", views.previzualizare, "previzualizare"),
            pagina("preia", views.preia, "preia"),
            pagina("noteaza", views.noteaza, "noteaza"),
            pagina("lasa", views.lasa, "lasa"),
            pagina("reaseaza", views.reaseaza, "reaseaza"),
            pagina("semn", views.semn, "semn"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """The page of a dossier holds its history; Django's own log knows nothing of it."""
        return redirect("admin:moderare_dosar_change", object_id)

    @admin.action(description=_("Aprobați dosarele alese"), permissions=["modereaza"])
    def aproba(self, request, queryset):
        """Ask first; then each in its own transaction, through the same function as a single approval."""
        dosare = queryset.deschise().select_related("depus_de")
        if "confirmat" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Aprobarea mai multor dosare"),
                "opts": self.opts,
                "dosare": dosare,
            }
            return TemplateResponse(request, "moderare/aproba.html", context)
        aprobate = 0
        for dosar in dosare:
            try:
                muta(dosar.obiect, Actiune.APROBA, request.user, dosar=dosar)
                aprobate += 1
            except TranzitieInterzisa as e:
                self._neaprobat(request, dosar, str(e))
            except ValidationError as e:
                self._neaprobat(request, dosar, " ".join(e.messages))
        if aprobate:
            text = ngettext("%(n)s dosar a fost aprobat.", "%(n)s dosare au fost aprobate.", aprobate)
            self.message_user(request, text % {"n": aprobate}, messages.SUCCESS)
        return None

    def _neaprobat(self, request, dosar, de_ce):
        text = _("„%(titlu)s” nu a fost aprobat. %(de_ce)s") % {"titlu": dosar.titlu, "de_ce": de_ce}
        self.message_user(request, text, messages.WARNING)


class SablonMotivForm(FormularModel):
    class Meta:
        model = SablonMotiv
        fields = ["actiune", "titlu", "text", "ordine"]


@admin.register(SablonMotiv)
class SablonMotivAdmin(admin.ModelAdmin):
    form = SablonMotivForm
    list_display = ["titlu", "actiune", "ordine"]
    list_filter = ["actiune"]
    search_fields = ["titlu", "text"]


@admin.register(Decizie)
class DecizieAdmin(NumaiCitire, admin.ModelAdmin):
    """The log of decisions; the database refuses to change it, the admin does not offer to."""

    list_display = ["la", "titlu", "actiune", "din", "spre", "de"]
    list_display_links = ["la"]
    list_filter = ["actiune", "la"]
    list_select_related = ["de", "dosar"]
    search_fields = ["motiv", "de__nume", "de__email", "dosar__titlu"]
    search_help_text = _("Caută după titlul dosarului, motiv sau persoană.")
    fields = ["titlu", "actiune", "din", "spre", "de", "la", "motiv"]
    readonly_fields = ["titlu"]

    @admin.display(description=_("despre"), ordering="dosar__titlu")
    def titlu(self, decizie):
        if decizie.dosar:
            return decizie.dosar.titlu
        tip = ContentType.objects.get_for_id(decizie.tip_continut_id)  # cached, unlike the foreign key
        return decizie.instantaneu.get("denumire") or f"{tip.name} {decizie.obiect_id}"


@admin.register(Revizie)
class RevizieAdmin(NumaiCitire, admin.ModelAdmin):
    """Changes proposed to something public; they are decided in the queue."""

    list_display = ["titlu", "stare_in_cuvinte", "campurile", "autor", "creat_la"]
    list_filter = ["stare", "creat_la"]
    list_select_related = ["autor"]
    search_fields = ["autor__nume", "autor__email"]
    fields = ["titlu", "stare_in_cuvinte", "campurile", "versiune_baza", "autor", "creat_la"]
    readonly_fields = ["titlu", "stare_in_cuvinte", "campurile"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("tinta")

    @admin.display(description=_("despre"))
    def titlu(self, revizie):
        return str(revizie)

    @admin.display(description=_("stare"), ordering="stare")
    def stare_in_cuvinte(self, revizie):
        return revizie.eticheta_stare

    @admin.display(description=_("câmpuri"))
    def campurile(self, revizie):
        return ", ".join(str(revizie.tinta._meta.get_field(n).verbose_name) for n in revizie.campuri)
