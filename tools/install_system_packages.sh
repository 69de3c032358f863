#!/bin/sh
# Chromium and PostgreSQL's server programs are needed by the browser stories and the PostgreSQL run, Java and Node by the engines of
# accessibility. They are installed where that is possible (root on Debian); elsewhere those tests say that they were skipped.
may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

install() {
    echo "Installing for the tests: $*"
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need=""
command -v chromium >/dev/null 2>&1 || need="chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || need="$need postgresql"
if [ -n "$need" ]; then
    if may_install; then
        # shellcheck disable=SC2086  # one word a package
        install $need || exit 1
    else
        echo "Not installed here, so their tests are skipped: $need"
    fi
fi

# What only the engines need stops nothing.
need=""
command -v java >/dev/null 2>&1 || need="default-jre-headless"
command -v npm >/dev/null 2>&1 || need="$need nodejs npm"
if [ -n "$need" ]; then
    # shellcheck disable=SC2086
    { may_install && install $need; } || echo "WARNING: not installed, so the engines of accessibility are not asked: $need" >&2
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
