#!/bin/sh
# Chromium for the page tests: Debian's package when it can be installed, else a loud message (in CI a test fails too).
for nume in chromium chromium-browser google-chrome; do
    command -v "$nume" >/dev/null && exit 0
done
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then ca_root=""; elif sudo -n true 2>/dev/null; then ca_root="sudo -n"; else ca_root=none; fi
    if [ "$ca_root" != none ]; then
        echo "• instalez Chromium (apt)"
        export DEBIAN_FRONTEND=noninteractive
        if $ca_root apt-get -qq update && $ca_root apt-get -qq install --no-install-recommends chromium >/dev/null; then
            exit 0
        fi
    fi
fi
cat >&2 <<'MESAJ'

  ************************************************************************************
  Chromium lipsește și nu l-am putut instala: paginile NU sunt verificate în navigator.
  Pe Debian sau Ubuntu: sudo apt install chromium
  ************************************************************************************

MESAJ
