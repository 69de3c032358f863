#!/bin/sh
# Chromium and PostgreSQL's server programs are needed by the browser stories and the PostgreSQL run.
# They are installed where that is possible (root on Debian); elsewhere those tests say that they were skipped.
need=""
command -v chromium >/dev/null 2>&1 || need="chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || need="$need postgresql"
[ -z "$need" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests: $need"
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
else
    echo "Not installed here, so their tests are skipped: $need"
fi
