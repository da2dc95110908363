#!/bin/sh
# The server killed many times at a random moment while many people save; no answer that was
# confirmed may be missing. Usage: tests/form/kill_serve.sh [COUNT [SEED [PRESET]]]
set -eu
cd "$(dirname "$0")/../.."
preset=${3:-dev}
cmake --preset "$preset" > /dev/null
cmake --build --preset "$preset" --target form_test_kill samenscan
exec "build/$preset/tests/form_test_kill" "${1:-1000}" "${2:-1}"
