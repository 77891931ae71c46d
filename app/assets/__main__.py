"""`python -m app.assets [fonts|styles|pictures]`: build one kind of asset, or all."""

import sys
from collections.abc import Callable

from app.assets import fonts, pictures, styles
from app.config import BUILD
from app.errors import ExpectedError

BUILDERS: dict[str, Callable[[], None]] = {
    "fonts": lambda: fonts.build(BUILD),
    "styles": lambda: styles.build(BUILD / "static"),
    "pictures": lambda: pictures.build(BUILD / "static" / "pictures"),
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BUILDERS]
    if unknown:
        known = ", ".join(BUILDERS)
        sys.stderr.write(f"assets: there is no {unknown[0]!r}. Choose from: {known}.\n")
        return 2
    for name in names or BUILDERS:
        try:
            BUILDERS[name]()
        except ExpectedError as error:
            sys.stderr.write(f"assets: {error}\n")
            return 1
        sys.stdout.write(f"Built the {name}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
