# Debian packages that are missing, for the scripts beside this file, which read it: `need PACKAGE
# COMMAND…` adds a package to `missing` where the command fails.

need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

get_missing() {
    { install_missing || { apt-get update -q && install_missing; }; } >&2
}

install_missing() {
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing </dev/null
}
