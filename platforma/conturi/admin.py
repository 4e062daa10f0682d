import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401 - the three register what is taken out below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Count, Exists, OuterRef
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from platforma.administrare.baza import NumaiCitire
from platforma.conturi.forms import CampNume
from platforma.conturi.models import Utilizator
from platforma.conturi.personal import cheama_in_personal, scoate_al_doilea_factor
from platforma.formulare import TextCurat

for model in (EmailAddress, Authenticator, UserSession, Group):  # their facts are on the person's page
    admin.site.unregister(model)

DOI_PASI = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
ADRESA_CONFIRMATA = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)


class PersoanaForm(TextCurat, forms.ModelForm):
    nume = CampNume()

    class Meta:
        model = Utilizator
        fields = ["nume", "is_active", "is_staff", "is_superuser", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}


class PersoanaNouaForm(PersoanaForm):
    """Staff are invited: the person chooses her own password, from a mail."""

    class Meta(PersoanaForm.Meta):
        fields = ["nume", "email", "is_staff", "groups"]
        error_messages = {"email": {"unique": _("Există deja o persoană cu această adresă.")}}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@admin.register(Utilizator)
class UtilizatorAdmin(admin.ModelAdmin):
    """People. Staff look; only the administrator changes rights. Nobody sees or sets a password, nobody is deleted."""

    form = PersoanaForm
    list_display = ["nume", "email", "confirmata", "is_staff", "grupuri", "doi_pasi", "last_login", "is_active"]
    list_display_links = ["nume", "email"]
    list_filter = ["is_active", "is_staff", "groups", "creat_la"]
    search_fields = ["nume__unaccent", "email"]
    readonly_fields = ["email", "confirmata", "doi_pasi", "last_login", "creat_la", "acord_versiune", "acord_la"]
    actions = ["scoate_doi_pasi"]
    fieldsets = [
        (None, {"fields": ["nume", "email", "confirmata", "is_active"]}),
        (_("Drepturi"), {"fields": ["is_staff", "groups", "is_superuser"]}),
        (_("Cont"), {"fields": ["doi_pasi", "last_login", "creat_la", "acord_versiune", "acord_la"]}),
    ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(cu_doi_pasi=Exists(DOI_PASI), cu_adresa=Exists(ADRESA_CONFIRMATA))
            .prefetch_related("groups")
        )

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **({"form": PersoanaNouaForm} if obj is None else {}), **kwargs)

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": PersoanaNouaForm.Meta.fields})] if obj is None else self.fieldsets

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        # nobody takes away her own way back
        return [*self.readonly_fields, *(["is_active", "is_staff", "is_superuser"] if obj == request.user else [])]

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            cheama_in_personal(obj)

    @admin.display(description=_("grupuri"))
    def grupuri(self, persoana):
        return ", ".join(g.name for g in persoana.groups.all()) or "–"

    @admin.display(description=_("doi pași"), boolean=True)
    def doi_pasi(self, persoana):
        return persoana.cu_doi_pasi

    @admin.display(description=_("adresă confirmată"), boolean=True)
    def confirmata(self, persoana):
        return persoana.cu_adresa

    @admin.action(description=_("Scoateți autentificarea în doi pași"), permissions=["change"])
    def scoate_doi_pasi(self, request, queryset):
        """For somebody who lost her telephone and her recovery codes, once she has been recognised by other means."""
        persoane = queryset.filter(cu_doi_pasi=True)
        if "confirmat" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Scoaterea autentificării în doi pași"),
                "opts": self.opts,
                "persoane": persoane,
            }
            return TemplateResponse(request, "admin/conturi/utilizator/confirma.html", context)
        scoase = [persoana for persoana in persoane if scoate_al_doilea_factor(persoana)]
        for persoana in scoase:
            self.log_change(request, persoana, str(_("A scos autentificarea în doi pași")))
        text = ngettext(
            "%(n)s persoană se autentifică de acum numai cu parola.",
            "%(n)s persoane se autentifică de acum numai cu parola.",
            len(scoase),
        )
        self.message_user(request, text % {"n": len(scoase)}, messages.SUCCESS)
        return None


@admin.register(Group)
class GrupAdmin(NumaiCitire, admin.ModelAdmin):
    """Groups and their rights come with migrations; here one reads who may do what."""

    list_display = ["name", "cate_persoane"]
    fields = readonly_fields = ["name", "drepturi"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(cate=Count("user"))

    @admin.display(description=_("persoane"), ordering="cate")
    def cate_persoane(self, grup):
        return grup.cate

    @admin.display(description=_("drepturi"))
    def drepturi(self, grup):
        return "\n".join(str(drept) for drept in grup.permissions.select_related("content_type"))
