#!/bin/sh
# Runs the simulation studies behind the numbers and writes docs/calibration.md with its plots in
# docs/calibration/. The same run gives the same files. Fails when a promise is not kept.
#   scripts/calibrate.sh          all of it: some minutes on two cores
#   scripts/calibrate.sh --quick  a short form, checks only; writes nothing
. "$(dirname "$0")/setup.sh"

# shellcheck disable=SC2086
need $BUILD_PACKAGES libcmocka-dev
mkdir -p build docs/calibration
say "Building (calibrate)"
{ cmake -S . -B build/calibrate -G Ninja -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release &&
    cmake --build build/calibrate --target calibrate; } >build/calibrate.log 2>&1 ||
    { tail -n 40 build/calibrate.log >&2; exit 1; }
target=docs
[ "${1:-}" != "--quick" ] || target=--quick
nice -n 10 build/calibrate/tests/calibrate "$target"
