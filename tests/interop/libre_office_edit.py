"""Run by the Python that LibreOffice's bridge (UNO) belongs to, in LibreOffice without a window:
open a file, replace words as a person does by hand, with or without recording changes, and save it
in a format. Arguments: the pipe's name, file, words, other words, `record` or `plain`, filter,
file to write.
"""

import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue


def main(pipe: str, file: str, before: str, after: str, how: str, filter_: str, out: str) -> None:
    """Replace every occurrence and store the document."""
    desktop = connected(pipe)
    name, _, options = filter_.partition(":")
    # A text file is opened as it is saved, as a person confirms it.
    kind = (setting("FilterName", name), setting("FilterOptions", options))
    how_opened = (setting("Hidden", True), *(kind if options else ()))
    document = desktop.loadComponentFromURL(url(file), "_blank", 0, how_opened)
    if how == "record":
        document.RecordChanges = True
    sheets = getattr(document, "Sheets", None)
    places = [document] if sheets is None else [sheets.getByIndex(at) for at in range(sheets.Count)]
    count = 0
    for place in places:
        wanted = place.createReplaceDescriptor()
        wanted.SearchString, wanted.ReplaceString = before, after
        count += place.replaceAll(wanted)
    document.storeToURL(url(out), kind if options else kind[:1])
    document.close(True)
    try:
        desktop.terminate()
    except Exception as error:  # the bridge goes down with the office
        print(error, file=sys.stderr)
    print(count)


def connected(pipe: str) -> Any:
    """The office, once it has started."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start.")


def setting(name: str, value: object) -> Any:
    """A named value, as the office takes them."""
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def url(path: str) -> str:
    """A path as the office names files."""
    return str(uno.systemPathToFileUrl(path))


if __name__ == "__main__":
    main(*sys.argv[1:])
