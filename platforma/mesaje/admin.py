from django.contrib import admin, messages
from django.template.defaultfilters import linebreaks_filter, urlize
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from platforma.administrare.baza import NumaiCitire
from platforma.mesaje import panou  # noqa: F401 - registers its box
from platforma.mesaje.expediere import DE_ABANDONAT, DE_RELUAT, abandoneaza, retrimite
from platforma.mesaje.models import Mesaj, StareMesaj


class Intarziate(admin.SimpleListFilter):
    title = _("întârziere")
    parameter_name = "intarziate"

    def lookups(self, request, model_admin):
        return [("da", _("Întârziate"))]

    def queryset(self, request, queryset):
        return queryset.intarziate() if self.value() == "da" else queryset


@admin.register(Mesaj)
class MesajAdmin(NumaiCitire, admin.ModelAdmin):
    """The outbox to look at, and its two verbs; nothing is written, changed or deleted here.

    The body of a mail that holds a one-time link is never shown: whoever reads it could take over the account.
    """

    list_display = ["subiect", "catre", "stare", "incercari", "creat_la", "urmatoarea_la", "trimis_la"]
    list_filter = [Intarziate, "stare", "creat_la"]
    search_fields = ["catre", "subiect", "cheie"]
    fields = [
        *("subiect", "catre", "stare", "incercari", "urmatoarea_la", "preluat_la", "trimis_la", "eroare", "creat_la"),
        *("cheie", "uuid", "corp"),
    ]
    readonly_fields = fields
    actions = ["retrimite", "abandoneaza"]

    def has_expediaza_permission(self, request):
        return request.user.has_perm("mesaje.change_mesaj")

    @admin.display(description=_("text"))
    def corp(self, mesaj):
        if mesaj.sensibil:
            return _("Textul conține un link de unică folosință și nu se arată nimănui.")
        if not mesaj.text:
            return _("Textul a fost șters: la 90 de zile sau odată cu contul.")
        return linebreaks_filter(urlize(mesaj.text))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self.has_expediaza_permission(request):
            context["se_retrimite"] = bool(obj.text) and obj.stare in {*DE_RELUAT, StareMesaj.TRIMIS}
            context["se_abandoneaza"] = obj.stare in DE_ABANDONAT
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.action(description=_("Retrimiteți mesajele alese"), permissions=["expediaza"])
    def retrimite(self, request, queryset):
        return self._confirma(request, queryset, "retrimite", retrimite, _("Retrimis"))

    @admin.action(description=_("Abandonați mesajele alese"), permissions=["expediaza"])
    def abandoneaza(self, request, queryset):
        return self._confirma(request, queryset, "abandoneaza", abandoneaza, _("Abandonat"))

    def _confirma(self, request, queryset, actiune, verb, urma):
        """Ask first, then do it to each; those that have moved on meanwhile are counted apart."""
        if "confirmat" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Retrimiterea mesajelor") if actiune == "retrimite" else _("Abandonarea mesajelor"),
                "opts": self.opts,
                "mesaje": queryset,
                "actiune": actiune,
            }
            return TemplateResponse(request, "admin/mesaje/mesaj/confirma.html", context)
        reusite = [mesaj for mesaj in queryset if verb(mesaj)]
        for mesaj in reusite:
            self.log_change(request, mesaj, str(urma))
        neschimbate = queryset.count() - len(reusite)
        if reusite:
            self.message_user(request, self._spune(actiune, len(reusite)), messages.SUCCESS)
        if neschimbate:
            text = ngettext(
                "%(n)s mesaj a rămas cum era: fie pleacă deja, fie textul lui a fost șters.",
                "%(n)s mesaje au rămas cum erau: fie pleacă deja, fie textul lor a fost șters.",
                neschimbate,
            )
            self.message_user(request, text % {"n": neschimbate}, messages.WARNING)
        return None

    def _spune(self, actiune, cate):
        if actiune == "retrimite":
            text = ngettext("%(n)s mesaj se retrimite.", "%(n)s mesaje se retrimit.", cate)
        else:
            text = ngettext("%(n)s mesaj a fost abandonat.", "%(n)s mesaje au fost abandonate.", cate)
        return text % {"n": cate}
