"""Where readers find a resource: the paths of its pages, prints and form, and the words that they
are made of. The host before them is the setting `base_url`; addresses of staff pages are in
`app.web.frame.addresses`.
"""

from app.languages import ENGLISH, is_source
from app.resources.kinds import PUBLIC, RULES

FOLDERS = {kind: rules.folder for kind, rules in RULES.items() if rules.folder}
"""The folder of each kind of resource that is written, in content and in addresses."""
KINDS = {FOLDERS[kind]: kind for kind in FOLDERS if kind in PUBLIC}
"""The kinds that have pages for families, by the folder in the addresses of these."""
FOR_STAFF = "library"
"""Where the addresses of what is for staff begin, in place of a language."""
EASY_READ = "easy-read"
"""How the easy-read version is called in addresses."""
WORRIED = "worried"
"""How the page of worries is called in addresses."""
FILL = "fill"
"""How the form of a plan is called in addresses."""

NAMES_OF_PAGES = frozenset(
    {
        "answer", "bring-in", "counts", "editions", "engines", "find", "give-back-text", "guides",
        "import", "interpreter-card", "jobs", "languages", "memory", "messages", "new", "packs",
        "plans", "publish", "shelf", "take-minutes", "take-text", "terms", "text-report",
    }
)  # fmt: skip
"""What staff pages have where the name of a resource would stand in an address, so that none can
be called so."""


def resource(kind: str, slug: str, version: str = "standard") -> str:
    """A reading version of a resource in any language: `leaflets/folic-acid/easy-read`."""
    tail = f"/{EASY_READ}" if version == "easy_read" else ""
    return f"{FOLDERS[kind]}/{slug}{tail}"


def page(tag: str, kind: str, slug: str, version: str = "standard") -> str:
    """The page of an edition, for staff alone where its kind is. That of the interface is the
    library of its language."""
    if kind not in FOLDERS:
        return library(tag)
    return f"/{tag if kind in PUBLIC else FOR_STAFF}/{resource(kind, slug, version)}"


def worried(tag: str) -> str:
    """Where readers of a language find a text by what worries them."""
    return f"/{tag}/{WORRIED}"


def print_file(tag: str, kind: str, slug: str, version: str, format_: str) -> str:
    """A PDF. The format `easy_read` has one version only, so it lies beside the standard ones."""
    within = "standard" if format_ == "easy_read" else version
    return f"{page(tag, kind, slug, within)}/{format_}.pdf"


def form_in_any(slug: str, version: str = "standard") -> str:
    """The form of a plan in any language, as `resource` says where one is read."""
    return f"{resource('plan', slug, version)}/{FILL}"


def form(tag: str, slug: str, version: str = "standard") -> str:
    """Where a plan is filled in."""
    return f"/{tag}/{form_in_any(slug, version)}"


def opening(tag: str = ENGLISH.tag) -> str:
    """Where a plan that was filled in is opened again, from its code or file."""
    return "/open" if is_source(tag) else f"/{tag}/open"


def opened(code: str = "") -> str:
    """Opens a plan from its code on any device; what stands behind # reaches no server."""
    return f"{opening()}#{code}"


def status(code: str) -> str:
    """How the edition with this code stands, as every print of it says."""
    return f"/status/{code}"


def library(tag: str) -> str:
    """What can be read in a language."""
    return f"/{tag}/"
