"""What organisers write to those registered: a draft, looked at with its real recipients, then released once."""

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ateliere import emails
from ateliere.models import Atelier, Ce, Destinatari, Fapta, MesajAtelier, Prezenta, StareInscriere
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.prezenta.models import StarePrezenta

CINE = {
    Destinatari.CONFIRMATE: Q(stare=StareInscriere.CONFIRMATA),
    Destinatari.ASTEPTARE: Q(stare=StareInscriere.ASTEPTARE),
    Destinatari.TOTI: Q(stare__in=[StareInscriere.CONFIRMATA, StareInscriere.ASTEPTARE]),
    Destinatari.PREZENTI: Q(stare=StareInscriere.CONFIRMATA, prezenta__stare=StarePrezenta.PREZENT),
}


def destinatari(mesaj):
    """The registrations it would go to now, each address once, by name."""
    inscrieri = mesaj.atelier.inscrieri.filter(CINE[mesaj.destinatari]).select_related("organizatie")
    return list(inscrieri.order_by("nume", "pk"))


def semn(mesaj, inscrieri):
    """Stands for exactly these words to exactly these people: what was looked at is what is released."""
    vazut = [mesaj.modificat_la.isoformat(), *sorted(i.email for i in inscrieri)]
    return sha256("\n".join(vazut).encode()).hexdigest()[:32]


def scrie(form, atelier, de):
    """Save a valid form as a draft; returns it. The same words saved anew find the draft that has them.

    Raises Refuzat when it was sent meanwhile.
    """
    with sub_lacat(Atelier, atelier.pk) as (blocat,):
        mesaj = form.save(commit=False)
        if mesaj.pk and blocat.mesaje.trimise().filter(pk=mesaj.pk).exists():
            raise Refuzat(_("Mesajul a fost trimis între timp și nu se mai poate schimba."))
        mesaj.atelier = blocat
        if mesaj.pk is None:
            mesaj.creat_de = de
            if geaman := blocat.mesaje.ciorne().filter(creat_de=de, **form.cleaned_data).first():
                return geaman
        mesaj.modificat_la = timezone.now()
        mesaj.save()
    return mesaj


def trimite(mesaj, de, vazut):
    """Release a draft. Returns how many people it goes to, or 0 when somebody had released it already.

    `vazut` is the `semn` of what `de` has looked at. Raises PermissionDenied; Refuzat when the words or the people have
    changed since, or nobody is left.
    """
    with sub_lacat(Atelier, mesaj.atelier_id) as (atelier,):
        if not atelier.poate_organiza(de):
            raise PermissionDenied
        blocat = atelier.mesaje.select_for_update(of=("self",)).get(pk=mesaj.pk)
        if blocat.trimis:
            return 0
        inscrieri = destinatari(blocat)
        if not inscrieri:
            raise Refuzat(_("Acum nu este nimeni căruia să i se trimită mesajul."))
        if vazut != semn(blocat, inscrieri):
            raise Refuzat(_("Textul sau destinatarii s-au schimbat între timp. Verificați-le din nou, apoi trimiteți."))
        acum = timezone.now()
        blocat.trimis_la, blocat.trimis_de, blocat.catre_cati = acum, de, len(inscrieri)
        blocat.save(update_fields=["trimis_la", "trimis_de", "catre_cati"])
        detalii = {"mesaj": blocat.pk, "catre": len(inscrieri)}
        Fapta.objects.create(atelier=atelier, ce=Ce.MESAJ, de=de, la=acum, detalii=detalii)
        emails.mesaj(blocat, inscrieri)
    return len(inscrieri)


def sterge(mesaj):
    """Throw a draft away; what was sent stays. Returns whether it was a draft."""
    return bool(MesajAtelier.objects.ciorne().filter(pk=mesaj.pk).delete()[0])


def multumire(atelier):
    """Initial values of the thanks: a draft to be completed, because only people know what is worth thanking for.

    To those who came, once anybody has been marked; to those who had a place where attendance was not taken.
    """
    au_venit = Prezenta.ale(atelier).prezenti().exists()
    return {
        "subiect": _("Vă mulțumim: %(titlu)s") % {"titlu": atelier.titlu[:100]},
        "text": _(
            "Vă mulțumim că ați lucrat împreună cu noi la atelierul „%(titlu)s”.\n\n"
            "Pe pagina atelierului găsiți materialele și, după ce se publică, procesul-verbal și concluziile."
        )
        % {"titlu": atelier.titlu},
        "destinatari": Destinatari.PREZENTI if au_venit else Destinatari.CONFIRMATE,
    }
