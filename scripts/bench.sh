#!/bin/sh
# Measures time and peak memory over sizes: score of a CSV, collect over loopback, analyse, run.
# Figures are of this machine; read the growth from row to row and the ratios, not the seconds.
#   scripts/bench.sh [RESPONDENTS...]   (default 35 10000 1000000)
. "$(dirname "$0")/setup.sh"

# shellcheck disable=SC2086
need $BUILD_PACKAGES time
build release
samenscan="$ROOT/build/release/samenscan"
[ $# -gt 0 ] || set -- 35 10000 1000000
work=$(mktemp -d)
server_pid=""
stop_server() {
    [ -z "$server_pid" ] || { kill "$server_pid" 2>/dev/null && wait "$server_pid"; } || true
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

    for side in server laptop; do
        rm -rf "$work/$side"
        "$samenscan" init "$work/$side" --quiet
    done
    awk -F, 'NR > 1 && !seen[$2]++ { id[++m] = $2 } END {
        printf "{\"id\": \"bench\", \"title\": {\"nl\": \"Meting\", \"en\": \"Benchmark\"}, \"simulated\": true,\n\"alliances\": ["
        for (i = 1; i <= m; i++) printf "%s\n{\"id\": \"%s\", \"name\": \"%s\", \"partners\": [{\"id\": \"o1\", \"name\": \"o1\", \"lead\": true}]}", (i > 1 ? "," : ""), id[i], id[i]
        printf "],\n\"waves\": [{\"id\": \"1\", \"questionnaire\": \"alliance-31\"}],\n\"sources\": []}\n" }' "$work/data.csv" >"$work/server/study.json"
    measure "import (CSV to store)" "$samenscan" import "$work/server" "$work/data.csv" --quiet
    SAMENSCAN_BENCH_KEY=$("$samenscan" serve "$work/server" --reader-key)
    export SAMENSCAN_BENCH_KEY
    "$samenscan" serve "$work/server" --port 0 --quiet >"$work/address" 2>/dev/null &
    server_pid=$!
    while [ ! -s "$work/address" ]; do sleep 0.05; done
    sed "s|\"sources\": \[\]|\"sources\": [{\"name\": \"own\", \"type\": \"samenscan\", \"url\": \"$(tr -d '\n' <"$work/address")\", \"secret_env\": \"SAMENSCAN_BENCH_KEY\", \"page_size\": 1000}]|" \
        "$work/server/study.json" >"$work/laptop/study.json"
    measure "collect over loopback" "$samenscan" collect "$work/laptop" --quiet
    measure "collect, nothing new" "$samenscan" collect "$work/laptop" --quiet
    measure "analyse" "$samenscan" analyse "$work/laptop" --quiet
    if [ "$n" -le 1000 ]; then
        measure "run (all of it)" "$samenscan" run "$work/laptop" --quiet
    fi
    stop_server
    rm -f "$work/address"
done
