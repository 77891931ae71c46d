#!/bin/sh
# Installs what `make interop` walks files through: Debian's packages when it may (apt, root), and
# schemas and Node packages under build/interop. What cannot be had is named, and its walks are
# reported as absent. A second run installs nothing.
set -u
cd "$(dirname "$0")/.."
place=build/interop
mkdir -p "$place"
missing=
. setup/packages.sh

absent() {
    echo "interop: not installed: $1" >&2
}

[ -n "${OMEGAT:-}" ] || need omegat command -v omegat
if [ -z "${LIBREOFFICE:-}" ]; then
    need libreoffice-writer-nogui test -e /usr/lib/libreoffice/program/libswlo.so
    need libreoffice-calc-nogui test -e /usr/lib/libreoffice/program/libsclo.so
    need python3-uno /usr/bin/python3 -c 'import uno'
fi
need gettext command -v msgmerge
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "Installing$missing" >&2
        get_missing || absent "$missing"
    else
        absent "$missing (sudo apt-get install --no-install-recommends$missing)"
    fi
fi

schemas=usr/share/php/Symfony/Component/Translation/Resources/schemas
if [ ! -e "$place/schemas/xliff-core-1.2-strict.xsd" ]; then
    echo "Unpacking the schemas of XLIFF" >&2
    (
        rm -rf "$place/package" && mkdir -p "$place/package" "$place/schemas" &&
            cd "$place/package" && chmod 777 . &&
            { apt-get download -q php-symfony-translation ||
                { apt-get update -q && apt-get download -q php-symfony-translation; }; } &&
            dpkg-deb -x ./*.deb . && cp "$schemas"/*.xsd ../schemas/
    ) >&2 || absent "the schemas of XLIFF (Debian's package php-symfony-translation)"
    rm -rf "$place/package"
fi

packages=tests/interop/package-lock.json
if ! cmp -s "$packages" "$place/node/.installed"; then
    echo "Installing the pinned Node packages of the clients of FHIR" >&2
    mkdir -p "$place/node"
    cp tests/interop/package.json "$packages" "$place/node/"
    # Angular, which LHC-Forms is built with and holds within itself, asks for more beside it.
    (cd "$place/node" && npm ci --legacy-peer-deps --ignore-scripts --no-audit --no-fund \
        --loglevel=error) >&2 && cp "$packages" "$place/node/.installed" ||
        absent "Medplum and LHC-Forms (Node 18 or newer with npm)"
fi
