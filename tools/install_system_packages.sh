#!/bin/sh
# Chromium and PostgreSQL's server programs are needed by the browser stories and the PostgreSQL run, Java and Node by the engines of
# accessibility. They are installed where that is possible (root on Debian); elsewhere those tests say that they were skipped.
need=""
command -v chromium >/dev/null 2>&1 || need="chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || need="$need postgresql"
command -v java >/dev/null 2>&1 || need="$need default-jre-headless"
command -v npm >/dev/null 2>&1 || need="$need nodejs npm"
if [ -n "$need" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing for the tests: $need"
        apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null || exit 1
    else
        echo "Not installed here, so their tests are skipped: $need"
    fi
fi

# The engines themselves, as their lock says. A slow or closed registry stops nothing: their tests are skipped with a warning.
cd "$(dirname "$0")/accessibility" || exit 1
cmp -s package-lock.json node_modules/installed && exit 0
command -v npm >/dev/null 2>&1 || exit 0
echo "Installing for the tests: the Nu HTML checker and Siteimprove Alfa"
if npm ci >/dev/null && cp package-lock.json node_modules/installed; then
    exit 0
fi
rm -rf node_modules
echo "WARNING: the engines of accessibility could not be installed, so their tests are skipped" >&2
