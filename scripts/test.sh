#!/bin/sh
# Installs what is missing, builds with every warning an error, and runs all tests: the normal build,
# the same under address and undefined-behaviour sanitizers, format and clang-tidy.
#   scripts/test.sh          all of it
#   scripts/test.sh --quick  the normal build's tests only
. "$(dirname "$0")/setup.sh"

# shellcheck disable=SC2086
need $BUILD_PACKAGES libcmocka-dev python3-jsonschema python3-openpyxl pspp groff-base \
    python3-aiosmtpd openssl curl chromium pandoc gnome-keyring libsecret-tools dbus-daemon systemd
command -v npm >/dev/null || need nodejs npm
[ tests/browser/node_modules -nt tests/browser/package-lock.json ] ||
    { npm ci --silent --no-audit --no-fund --ignore-scripts --prefix tests/browser && touch tests/browser/node_modules; }
quick=${1:-}
passed=0
failed=0

# run_tests PRESET: ctest, adding to the counts.
run_tests() {
    build "$1"
    say "Testing ($1)"
    ctest --preset "$1" >"build/$1-tests.log" 2>&1 || true
    total=$(sed -n 's/.* tests failed out of \([0-9]*\).*/\1/p' "build/$1-tests.log")
    bad=$(sed -n 's/.*, \([0-9]*\) tests failed out of.*/\1/p' "build/$1-tests.log")
    [ -n "$total" ] || { tail -n 40 "build/$1-tests.log"; say "ctest did not run"; exit 1; }
    passed=$((passed + total - bad))
    failed=$((failed + bad))
    if [ "$bad" != 0 ]; then
        grep -vE '^ *[0-9]+/[0-9]+ Test .*Passed' "build/$1-tests.log" | tail -n 150
    fi
    say "$1: $((total - bad)) passed, $bad failed"
}

# one NAME COMMAND...: a check that passes or fails as a whole.
one() {
    name=$1
    shift
    if "$@" >"build/$name.log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        tail -n 60 "build/$name.log"
        say "$name: failed"
    fi
}

sources() { find base model store collect form analyse report cli tests -name '*.[ch]'; }
# shellcheck disable=SC2046
check_format() { clang-format-14 --dry-run --Werror $(sources); }
check_tidy() {
    # Only when something changed since the last clean run.
    stamp=build/tidy.stamp
    # shellcheck disable=SC2046
    if [ -f "$stamp" ] && [ -z "$(find .clang-tidy $(sources) -newer "$stamp")" ]; then return 0; fi
    run-clang-tidy-14 -quiet -p build/asan -j 2 "^$ROOT/(base|model|store|collect|form|analyse|report|cli)/" || return 1
    touch "$stamp"
}

mkdir -p build
run_tests dev
if [ "$quick" != "--quick" ]; then
    need clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14 clang
    one format check_format
    run_tests asan
    one tidy check_tidy
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
