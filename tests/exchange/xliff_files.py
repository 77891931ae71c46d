"""XLIFF as other tools give it back, made by hand."""

SPACE = "<ignorable><source> </source><target> </target></ignorable>"
NS1 = "urn:oasis:names:tc:xliff:document:1.2"
NS2 = "urn:oasis:names:tc:xliff:document:2.0"


def part_12(*units: str, tag: str = "de", original: str = "a.standard") -> str:
    return (
        f'<file original="{original}" source-language="en" target-language="{tag}" '
        f'datatype="plaintext"><body>{"".join(units)}</body></file>'
    )


def unit_12(source: str, target: str, path: str = "p") -> str:
    return f'<trans-unit id="{path}"><source>{source}</source>{target}</trans-unit>'


def file_20(*pieces: str, tag: str = "de", ns: str = NS2, version: str = "2.0") -> str:
    return (
        f'<xliff version="{version}" xmlns="{ns}" srcLang="en" trgLang="{tag}">'
        f'<file id="f1" original="a.standard"><unit id="p">{"".join(pieces)}</unit></file></xliff>'
    )


def segment(source: str, target: str | None, order: int = 0, state: str = "translated") -> str:
    place = f' order="{order}"' if order else ""
    words = "" if target is None else f"<target{place}>{target}</target>"
    said = f' state="{state}"' if state else ""
    return f"<segment{said}><source>{source}</source>{words}</segment>"
