#!/bin/sh
# Runs browser tests; exits 77 (skipped) where chromium, node or the packages of package.json are not
# there. scripts/test.sh installs them.
#   tests/browser/run.sh PROGRAM TEST.mjs...
set -eu
cd "$(dirname "$0")"
SAMENSCAN=$1
export SAMENSCAN
shift
if ! command -v node >/dev/null || ! [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || ! [ -d node_modules ]; then
    echo "skipped: needs chromium, node, and: npm ci --prefix tests/browser"
    exit 77
fi
exec node --test --test-reporter=spec "$@"
