#!/bin/sh
# Measures the start, and over sizes time and peak memory: score of a CSV, collect over loopback,
# analyse, run, and the documents of 8 and of 1,000 alliances (of 8 also their figures); the exports.
# Figures are of this machine; read the growth from row to row and the ratios, not the seconds.
#   scripts/bench.sh [--compare] [RESPONDENTS...]   (default 35 10000 1000000)
# --compare sets score beside scripts/bench/: what researchers write for the same numbers in R and
# Python. It installs R, numpy and pandas, checks that the numbers agree, and takes some minutes.
# LIMIT: seconds a script may take (default 900).
. "$(dirname "$0")/setup.sh"

compare=""
if [ "${1:-}" = --compare ]; then
    compare=yes
    shift
fi
# shellcheck disable=SC2086
need $BUILD_PACKAGES time
[ -z "$compare" ] || need r-base-core r-cran-psych r-cran-multilevel r-cran-lme4 r-cran-jsonlite \
    r-cran-data.table python3-numpy python3-pandas python3-scipy
build release
samenscan="$ROOT/build/release/samenscan"
[ $# -gt 0 ] || set -- 35 10000 1000000
work=$(mktemp -d)
server_pid=""
stop_server() {
    for pid in $server_pid; do
        { kill "$pid" 2>/dev/null && wait "$pid"; } || true
    done
    server_pid=""
}
trap 'stop_server; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# measure NAME COMMAND...: elapsed and processor seconds and peak MB as one row.
measure() {
    name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/out" 2>"$work/err" ||
        { say "$name failed"; tail -n 5 "$work/err" >&2; exit 1; }
    tail -n 1 "$work/time" | awk -v name="$name" -v n="$n" '{
        printf "%10d  %-22s %8.2f %8.2f %9.0f %12.2f\n", n, name, $1, $2 + $3, $4 / 1024, 1e6 * ($2 + $3) / n }'
}

instrument=questionnaires/alliance-31.json

# What `collect` is held against: libcurl fetching the same pages and throwing them away, and cJSON
# parsing them. Twice: from a samenscan server, and from one that has nothing to do but send (replay).
# shellcheck disable=SC2046
cc -O2 -o "$work/fetch_parse" scripts/bench/fetch_parse.c $(pkg-config --cflags --libs libcurl libcjson)
# shellcheck disable=SC2046
cc -O2 -o "$work/replay" scripts/bench/replay.c $(pkg-config --cflags --libs libcurl libcjson libmicrohttpd)

# server_at ADDRESS_FILE COMMAND...: starts it, and waits until its address is there.
server_at() {
    address=$1
    shift
    "$@" >"$address" 2>/dev/null &
    server_pid="$server_pid $!"
    while [ ! -s "$address" ]; do sleep 0.05; done
}

# laptop_of ADDRESS: a study that collects from there.
laptop_of() {
    rm -rf "$work/laptop"
    "$samenscan" init "$work/laptop" --quiet
    sed "s|\"sources\": \[\]|\"sources\": [{\"name\": \"own\", \"type\": \"samenscan\", \"url\": \"$1\", \"secret_env\": \"SAMENSCAN_BENCH_KEY\", \"page_size\": 1000}]|" \
        "$work/server/study.json" >"$work/laptop/study.json"
}

# collect_from NAME ADDRESS: first curl and cJSON, then all into an empty store, and the one by the
# other.
collect_from() {
    "$work/fetch_parse" "${2%/}" >"$work/bare" || { say "fetch_parse failed"; exit 1; }
    awk -v n="$n" '{ printf "%10d  %-22s %8.2f   (fetching %.2f, parsing %.2f, %.0f MB)\n", n, "curl + cJSON, as much",
        $3 + $4, $3, $4, $2 / 1e6 }' "$work/bare"
    laptop_of "$2"
    measure "collect, $1" "$samenscan" collect "$work/laptop" --quiet
    awk -v bare="$(awk '{ print $3 + $4 }' "$work/bare")" -v n="$n" '{
        printf "%10d  %-22s %7.0f%%   of that speed\n", n, "collect", 100 * bare / $1 }' "$work/time"
}

# nothing_new ADDRESS: milliseconds of a run that finds nothing, of the same request by curl, and
# between them; the median of nine.
nothing_new() {
    for _ in 1 2 3 4 5 6 7 8 9; do
        /usr/bin/python3 - "$samenscan" "$work/laptop" "${1%/}/api/v1/responses?since=$(($(wc -l <"$work/data.csv") - 1))&limit=1000" <<'EOF'
import os, subprocess, sys, time
import urllib.request
start = time.perf_counter()
subprocess.run([sys.argv[1], "collect", sys.argv[2], "--quiet"], check=True)
ours = time.perf_counter() - start
asked = urllib.request.Request(sys.argv[3], headers={"Authorization": "Bearer " + os.environ["SAMENSCAN_BENCH_KEY"]})
start = time.perf_counter()
urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked).read()
print(1000 * ours, 1000 * (time.perf_counter() - start))
EOF
    done | awk '{ print $1 - $2, $1, $2 }' | sort -n | sed -n 5p |
        awk -v n="$n" '{ printf "%10d  %-22s %8.0f ms (with the server %.0f, the server %.1f)\n", n, "collect, nothing new", $1, $2, $3 }'
}

# score_times: adds to $work/ours what one score takes: processor and elapsed seconds, KB. A small size
# is done ten times, because the clock ticks in hundredths; each into a file of its own, as scripts do.
score_times() {
    times=1
    [ "$n" -ge 100000 ] || times=10
    # shellcheck disable=SC2016
    /usr/bin/time -f '%e %U %S %M' sh -c 'for i in $(seq "$1"); do
        "$2" score --questionnaire "$3" --resamples 0 "$4" >"$5.$i" || exit 1; done' score $times \
        "$samenscan" $instrument "$work/data.csv" "$work/results.json" 2>&1 |
        awk -v times=$times '{ print ($2 + $3) / times, $1 / times, $4 }' >>"$work/ours"
    mv "$work/results.json.1" "$work/results.json"
    rm -f "$work"/results.json.*
}

# row NAME FILE [OURS]: the median of a file of such times, and how many times OURS it is.
row() {
    sort -n "$2" | awk -v name="$1" -v n="$n" -v cpu_ours="$(median "$3" 1)" -v time_ours="$(median "$3" 2)" '
        { cpu[NR] = $1; time[NR] = $2; memory[NR] = $3 }
        END { m = int((NR + 1) / 2)
            printf "%10d  %-22s %8.3f %8.3f %9.0f", n, name, time[m], cpu[m], memory[m] / 1024
            if (cpu_ours != "") printf " %9.1f x %10.1f x", cpu[m] / cpu_ours, time[m] / time_ours
            print "" }'
}

# median FILE COLUMN
median() {
    [ -z "$1" ] || cut -d" " -f"$2" "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# compare_with NAME FITTED COMMAND...: a script of scripts/bench and score in turn, five times or, of
# what takes longer than some seconds, once; their rows; and whether their numbers agree to 1e-8
# (FITTED: what rests on fitted variances, because lme4 stops earlier; "" leaves the check out).
compare_with() {
    name=$1
    fitted=$2
    shift 2
    rm -rf "$work/tables" "$work/times" "$work/ours"
    mkdir "$work/tables"
    runs=0
    while [ $runs -lt 5 ]; do
        score_times
        if ! timeout "${LIMIT:-900}" /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" "$work/data.csv" \
            $instrument "$work/tables" >"$work/out" 2>"$work/err"; then
            printf '%10d  %-22s stopped after %s s, or failed\n' "$n" "$name" "${LIMIT:-900}"
            tail -n 2 "$work/err" >&2
            return 0
        fi
        tail -n 1 "$work/time" | awk '{ print $2 + $3, $1, $4 }' >>"$work/times"
        runs=$((runs + $(awk '{ print $1 < 5 ? 1 : 5 }' "$work/time")))
    done
    score_times
    row "samenscan score" "$work/ours" ""
    row "$name" "$work/times" "$work/ours"
    [ -z "$fitted" ] || /usr/bin/python3 scripts/bench/compare.py "$work/results.json" "$work/tables" "$fitted" ||
        { say "$name and samenscan differ"; exit 1; }
}

# compare_size ALLIANCES OPTIONS...: groups of 2 to 18 people, 10 on average, unless OPTIONS say otherwise.
compare_size() {
    alliances=$1
    shift
    "$samenscan" simulate --questionnaire $instrument --alliances "$alliances" --smallest 2 --largest 18 \
        "$@" >"$work/data.csv"
    n=$(($(wc -l <"$work/data.csv") - 1))
}

if [ -n "$compare" ]; then
    printf '%10s  %-22s %8s %8s %9s %11s %12s\n' respondents what elapsed cpu 'peak MB' 'cpu ratio' 'time ratio'
    # multilevel leaves out people where samenscan leaves out answers: for it nobody left any out.
    compare_size 1000 --dont-know 0 --missing 0
    compare_with "typical.R" 1e-4 Rscript scripts/bench/typical.R
    compare_with "tuned.R, none missing" 1e-8 Rscript scripts/bench/tuned.R
    compare_size 1000
    compare_with "tuned.R" 1e-8 Rscript scripts/bench/tuned.R
    compare_with "numpy_pandas.py" 1e-8 /usr/bin/python3 scripts/bench/numpy_pandas.py
    compare_size 10000
    compare_with "tuned.R" 1e-8 Rscript scripts/bench/tuned.R
    compare_with "numpy_pandas.py" 1e-8 /usr/bin/python3 scripts/bench/numpy_pandas.py
    compare_size 50000 --largest 38
    compare_with "tuned.R" "" Rscript scripts/bench/tuned.R
    compare_with "numpy_pandas.py" "" /usr/bin/python3 scripts/bench/numpy_pandas.py
    echo
fi

# What every command takes before it does anything: of five times a hundred, the lowest.
for _ in 1 2 3 4 5; do
    # shellcheck disable=SC2016
    /usr/bin/time -f '%U %S' sh -c 'for _ in $(seq 100); do "$0" --version; done' "$samenscan" 2>&1 >/dev/null
done | awk '{ print 10 * ($1 + $2) }' | sort -n |
    awk 'NR == 1 { printf "%10s  %-22s %8s %8.1f ms\n\n", "", "start (--version)", "", $1 }'

printf '%10s  %-22s %8s %8s %9s %12s\n' respondents what elapsed cpu 'peak MB' 'cpu us each'
for n in "$@"; do
    # Sizes 2 to 23 in turn: 22 alliances hold 275 people.
    alliances=$(((n + 274) / 275 * 22))
    [ "$n" -ge 275 ] || alliances=$(((n + 3) / 4))
    largest=23
    [ "$n" -ge 275 ] || largest=6
    "$samenscan" simulate --questionnaire $instrument --alliances "$alliances" --smallest 2 \
        --largest $largest >"$work/all.csv"
    awk -F, -v OFS=, -v n="$n" 'NR == 1 { print; next } NR <= n + 1 { $3 = ""; print }' "$work/all.csv" >"$work/data.csv"

    measure "score" "$samenscan" score --questionnaire $instrument "$work/data.csv"
    measure "score --no-items" "$samenscan" score --questionnaire $instrument --no-items "$work/data.csv"

    rm -rf "$work/server"
    "$samenscan" init "$work/server" --quiet
    awk -F, 'NR > 1 && !seen[$2]++ { id[++m] = $2 } END {
        printf "{\"id\": \"bench\", \"title\": {\"nl\": \"Meting\", \"en\": \"Benchmark\"}, \"simulated\": true,\n\"alliances\": ["
        for (i = 1; i <= m; i++) printf "%s\n{\"id\": \"%s\", \"name\": \"%s\", \"partners\": [{\"id\": \"o1\", \"name\": \"o1\", \"lead\": true}]}", (i > 1 ? "," : ""), id[i], id[i]
        printf "],\n\"waves\": [{\"id\": \"1\", \"questionnaire\": \"alliance-31\"}],\n\"sources\": []}\n" }' "$work/data.csv" >"$work/server/study.json"
    measure "import (CSV to store)" "$samenscan" import "$work/server" "$work/data.csv" --quiet
    SAMENSCAN_BENCH_KEY=$("$samenscan" serve "$work/server" --reader-key)
    export SAMENSCAN_BENCH_KEY
    server_at "$work/address" "$samenscan" serve "$work/server" --port 0 --quiet
    server_at "$work/replayed" "$work/replay" "$(sed 's|/*$||' "$work/address")" "$work/pages"
    collect_from "from replay" "$(cat "$work/replayed")"
    collect_from "over loopback" "$(cat "$work/address")"
    nothing_new "$(cat "$work/address")"
    measure "analyse" "$samenscan" analyse "$work/laptop" --quiet
    # Both read results.json, of at most 512 MB: a million respondents have more.
    if [ "$n" -le 100000 ]; then
        measure "export xlsx" "$samenscan" export "$work/laptop" --format xlsx --output "$work/out.xlsx" --quiet
        measure "export sav" "$samenscan" export "$work/laptop" --format sav --output "$work/out.sav" --quiet
    fi
    if [ "$n" -le 1000 ]; then
        measure "run (all of it)" "$samenscan" run "$work/laptop" --quiet
    fi
    stop_server
    rm -f "$work/address" "$work/replayed" "$work/pages"
done

# documents ALLIANCES: all that report writes in both languages, from results without a study. "each" is
# an alliance here.
documents() {
    n=$1
    rm -rf "$work/documents"
    mkdir "$work/documents"
    "$samenscan" simulate --questionnaire $instrument --alliances "$n" --smallest 2 --largest 18 >"$work/data.csv"
    "$samenscan" score --questionnaire $instrument --resamples 0 "$work/data.csv" >"$work/documents/results.json"
    measure "report --both" "$samenscan" report "$work/documents/results.json" --both
    if [ "$n" -le 100 ]; then
        measure "report --both --figures" "$samenscan" report "$work/documents/results.json" --both --figures --quiet
    fi
}
printf '\n%10s  %-22s %8s %8s %9s %12s\n' alliances what elapsed cpu 'peak MB' 'cpu us each'
documents 8
documents 1000
