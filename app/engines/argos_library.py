"""The only file that imports Argos Translate's library (argos-translate-lt): from it come a
package's tokenizer and prefix, and the address of its makers' index.
"""

import os
from pathlib import Path
from threading import Lock
from typing import Any

from app.engines.base import PackageRefused

LIBRARY_FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "ARGOS_PACKAGES_DIR": "packages",
}
_lock = Lock()


def described(package: Path, home: Path) -> Any:
    """The library's own view of an unpacked package: `tokenizer` and `target_prefix`."""
    return _module(home).Package(package)


def makers_index(home: Path) -> str:
    """The address of the index that the library's makers keep; raises PackageRefused where the
    library no longer says it."""
    try:
        return str(_module(home).settings.remote_package_index)
    except AttributeError:
        raise PackageRefused(
            "The installed Argos library does not say where its index is. Name the index in "
            "BIRTHWORDS_ARGOS_INDEX, or put a model's file in: birthwords engines import FILE."
        ) from None


def _module(home: Path) -> Any:
    """`argostranslate.package`. Importing it makes folders where XDG points: our data folder.

    `argostranslate.translate` is never imported: it would bring in MiniSBD, which is AGPL and
    downloads a model at first use.
    """
    with _lock:
        before = dict(os.environ)
        os.environ.update(
            {key: str(home.resolve() / name) for key, name in LIBRARY_FOLDERS.items()}
        )
        try:
            from argostranslate import package
        finally:
            for key in set(os.environ) - set(before):
                del os.environ[key]
            os.environ.update(before)
    return package
