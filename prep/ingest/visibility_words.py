"""The words by which exports tell what customers saw from internal notes: names of columns, and what stands in them."""

import re
from typing import Literal, NamedTuple

Seen = Literal["public", "internal"]
NameKind = Literal["public", "internal", "visibility", "type", "hint", "other"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PUBLIC = _set(
    "public publicly öffentlich öffentliche öffentlicher oeffentlich público publico pública publica"
) | _set("publique publiques pubblico pubblica openbaar openbare publiek")
_PRIVATE = _set("internal internally private privately hidden intern interne interner internes interno interna") | _set(
    "privat privater privates privado privada privé prive privée privee privato privata vertraulich confidential"
)
_OUTWARD = _set("external externally extern externe externo externa externer esterno esterna")
_NOTE = _set("note notes worknote worknotes notiz notizen nota notas notitie notities")
_REPLY = _set("reply replies comment comments response answer email mail message antwort kommentar nachricht") | _set(
    "respuesta comentario mensaje réponse reponse commentaire risposta commento messaggio antwoord reactie bericht"
)
_NOT = _set("not non no nicht kein keine niet nie pas")
_YES = _set("true t yes y 1 1.0 on x ✓ ✔ ja j wahr oui o vrai sí si sì s verdadero sim verdadeiro vero waar")
_NO = _set("false f no n 0 0.0 off nein falsch non faux falso nee onwaar não nao")
_FEW_WORDS = 4

# Names as `plain_name` leaves them.
_SAYS_PUBLIC = _set(
    "public ispublic publiccomment publicreply visibletocustomer visibletocustomers visibletoclient visibletoenduser "
    "visibletorequester visibletouser customervisible iscustomervisible öffentlich istöffentlich oeffentlich "
    "sichtbarfürkunden fürkundensichtbar público publico espúblico espublico publique estpublic pubblico openbaar"
)
_SAYS_INTERNAL = _set(
    "internal isinternal private isprivate internalnote isinternalnote privatenote isprivatenote internalcomment "
    "isinternalcomment privatecomment internalonly isinternalonly agentonly agentsonly staffonly hiddenfromcustomer "
    "isnote worknote intern istintern privat istprivat internenotiz nurintern interno esinterno interna privado "
    "esprivado privada notainterna notaprivada interne estinterne privé prive estprivé noteinterne noteprivée "
    "noteprivee privato privata isintern internenotitie"
)
_VISIBILITY = _set("privacy privacylevel publicorinternal publicorprivate internalorpublic")
_TYPE = _set(
    "messagetype messagekind commenttype notetype replytype entrytype posttype conversationtype type kind "
    "nachrichtentyp nachrichtenart kommentartyp typ art tipo tipodemensaje tipodecomentario typedemessage "
    "typedecommentaire tipodimessaggio berichttype"
)
_HINT = re.compile(
    r"privat|privac|privad|privé|public|intern(?!at|et|s?hip)|confiden|vertraul|hidden|öffentlich|pubblic|públic|openbaar"
)
_SIGHT = re.compile(r"visib|sichtbar|zichtbaar")


class Told(NamedTuple):
    """What one value says: who saw the message, and whether the word can mean nothing else."""

    seen: Seen
    strong: bool


def name_kind(column: str) -> NameKind:
    """What a column's name says: which way round its yes is, that it is about visibility, or only a hint of it."""
    plain = plain_name(column)
    if plain in _SAYS_PUBLIC:
        return "public"
    if plain in _SAYS_INTERNAL:
        return "internal"
    if plain in _VISIBILITY or _SIGHT.search(plain):
        return "visibility"
    if plain in _TYPE:
        return "type"
    return "hint" if _HINT.search(plain) else "other"


def plain_name(column: str) -> str:
    """A column's name without case, spaces and marks."""
    return re.sub(r"[\W_]+", "", column.casefold())


def flag(cell: str) -> bool | None:
    """Yes or no; None for anything else."""
    plain = cell.strip().casefold()
    return True if plain in _YES else False if plain in _NO else None


def in_a_word(cell: str) -> Told | None:
    """Who saw the message, where a word such as "Private note" says it by itself; None where it does not."""
    words = re.findall(r"[^\W_]+", cell.casefold())
    if not words or len(words) > _FEW_WORDS:
        return None
    said = frozenset(words)
    public, private = bool(said & _PUBLIC), bool(said & _PRIVATE)
    if public and private:
        return None
    if public or private:
        strong = public or bool(said & (_NOTE | _REPLY)) or bool(said & _NOT)
        return Told("public" if public != bool(said & _NOT) else "internal", strong)
    if said & _NOTE:
        return Told("internal", False)
    return Told("public", False) if said & (_OUTWARD | _REPLY) else None


def is_of_two_words(cell: str) -> bool:
    """Whether a value names both the kind and who sees it: "Private note", "Öffentliche Antwort"."""
    said = frozenset(re.findall(r"[^\W_]+", cell.casefold()))
    return bool(said & (_PUBLIC | _PRIVATE)) and bool(said & (_NOTE | _REPLY))


def is_plainly_internal(cell: str) -> bool:
    """Whether a value is the opposite of public and nothing else: "internal", "intern"."""
    return cell.strip().casefold().startswith("intern") and bool(frozenset([cell.strip().casefold()]) & _PRIVATE)
