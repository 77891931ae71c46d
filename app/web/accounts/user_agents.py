"""What a browser says that it is, as its owner knows it: “Firefox on Windows”."""

_FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def browser_of(user_agent: str) -> str:
    """Family and system; the first sign counts, since most browsers name others too."""
    family = _first(_FAMILIES, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if not family:
        return "Another browser"
    return f"{family} on {system}" if system else family


def _first(known: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for sign, name in known if sign in said), "")
