#!/bin/sh
# Runs the fuzz targets under address and undefined-behaviour sanitizers; stops at the first finding,
# which it leaves in build/fuzz/findings. ctest replays the corpora in every build.
#   scripts/fuzz.sh [SECONDS [TARGET...]]      (300 seconds each of: fields request pages)
. "$(dirname "$0")/setup.sh"

seconds=${1:-300}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- fields request pages
# shellcheck disable=SC2086
need $BUILD_PACKAGES clang libclang-rt-14-dev libcmocka-dev
mkdir -p build
[ -f build/fuzz/build.ninja ] || cmake --preset fuzz >build/fuzz.log
for target in "$@"; do
    cmake --build --preset fuzz --target "fuzz_$target" >build/fuzz.log 2>&1 || { tail -n 40 build/fuzz.log >&2; exit 1; }
    # What the run finds new goes to a folder of its own, not to the corpus that is kept.
    mkdir -p "build/fuzz/new/$target" build/fuzz/findings
    say "Fuzzing $target for $seconds seconds"
    if "build/fuzz/tests/fuzz_$target" -max_total_time="$seconds" -max_len=16384 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/findings/ "build/fuzz/new/$target" "tests/fuzz/corpus/$target" \
        >"build/fuzz/$target.log" 2>&1; then
        sed -n 's/^stat::number_of_executed_units: */'"$target"': no finding in /p' "build/fuzz/$target.log"
    else
        tail -n 40 "build/fuzz/$target.log" >&2
        say "$target: a finding, in build/fuzz/findings"
        exit 1
    fi
done
