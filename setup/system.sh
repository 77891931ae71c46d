#!/bin/sh
# Installs the system packages that Birthwords needs when it may (apt, root); otherwise names them
# and the command to type. Usage: setup/system.sh run|test PYTHON
set -eu
what=$1
python=$2
missing=
. "$(dirname "$0")/packages.sh"

library() {
    "$python" - "$@" <<'PY'
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        continue
    sys.exit(0)
sys.exit(1)
PY
}

venv() {
    "$python" -c 'import ensurepip, venv'
}

postgres() {
    command -v initdb || ls /usr/lib/postgresql/*/bin/initdb
}

browser() {
    command -v chromium || command -v chromium-browser
}

spanish() {
    apertium -l | grep -qxE ' *(eng-spa|en-es)'
}

check() {
    missing=
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    need "python$version-venv" venv
    need libpango-1.0-0 library libpango-1.0.so.0 libpango-1.0.dylib
    need libpangoft2-1.0-0 library libpangoft2-1.0.so.0 libpangoft2-1.0.dylib
    need libharfbuzz-subset0 library libharfbuzz-subset.so.0 libharfbuzz-subset.dylib
    if [ "$what" = test ]; then
        need chromium browser
        need poppler-utils command -v pdftotext
        need postgresql postgres
        need apertium-en-es spanish
    fi
}

check
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing$missing" >&2
    get_missing
    check
    [ -z "$missing" ] && exit 0
    echo "Still missing after the installation:$missing" >&2
    exit 1
fi

echo "Birthwords needs these system packages:$missing" >&2
echo "On Debian or Ubuntu type:" >&2
echo "    sudo apt-get update && sudo apt-get install --no-install-recommends$missing" >&2
echo "and then the same make command again. Elsewhere install what they stand for." >&2
exit 1
