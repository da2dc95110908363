#!/bin/sh
# Many collects, each killed at a random moment, then run again; the store must end equal to the
# source. Usage: tests/collect/kill_collect.sh [COUNT [SEED [PRESET]]]
set -eu
cd "$(dirname "$0")/../.."
preset=${3:-dev}
cmake --preset "$preset" > /dev/null
cmake --build --preset "$preset" --target collect_test_kill
exec "build/$preset/tests/collect_test_kill" "${1:-2000}" "${2:-1}"
