#!/bin/sh
# Prints the first Python from 3.11 to 3.13 that really runs, else any newer one.
for newest in 14 99; do
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if "$name" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, $newest))" \
            >/dev/null 2>&1; then
            command -v "$name"
            exit 0
        fi
    done
done
echo "Birthwords needs Python 3.11 or newer. On Debian 12: sudo apt-get install python3" >&2
exit 1
