#!/bin/sh
# Measures the server under load, from beside it on the same machine (wrk, slowhttptest): pages of
# the real form saved by many respondents, each answer confirmed after it is on disk. Figures are of
# this machine at this moment: repeat it when nothing else runs.
#   scripts/load.sh [SECONDS [RESPONDENTS [CONNECTIONS]]]      (30, 3000, 200)
. "$(dirname "$0")/setup.sh"

seconds=${1:-30}
respondents=${2:-3000}
connections=${3:-200}
# shellcheck disable=SC2086
need $BUILD_PACKAGES wrk slowhttptest curl
build release
samenscan="$ROOT/build/release/samenscan"
work=$(mktemp -d)
server_pid=""
slow_pid=""
stop() {
    for pid in $slow_pid $server_pid; do { kill "$pid" && wait "$pid"; } 2>/dev/null || true; done
    slow_pid=""
    server_pid=""
}
trap 'stop; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
ulimit -n "$(ulimit -Hn)"

study="$work/study"
"$samenscan" init "$study" --quiet
awk -v n="$respondents" 'BEGIN {
    m = int((n + 9) / 10)
    printf "{\"id\": \"load\", \"title\": {\"nl\": \"Meting\", \"en\": \"Load\"}, \"simulated\": true, \"alliances\": ["
    for (i = 1; i <= m; i++) printf "%s\n{\"id\": \"a%d\", \"name\": \"Alliance %d\", \"partners\": [{\"id\": \"o1\", \"name\": \"One\", \"lead\": true}, {\"id\": \"o2\", \"name\": \"Two\"}]}", (i > 1 ? "," : ""), i, i
    printf "],\n\"people\": ["
    for (i = 1; i <= n; i++) printf "%s\n{\"respondent\": \"r%d\", \"alliance\": \"a%d\", \"organisation\": \"o2\", \"role\": \"partner\"}", (i > 1 ? "," : ""), i, int((i - 1) / 10) + 1
    printf "],\n\"waves\": [{\"id\": \"1\", \"questionnaire\": \"alliance-31\"}]}\n" }' >"$study/study.json"
"$samenscan" serve "$study" --tokens | tr -d '\r' | awk -F, 'NR > 1 { print $1, $6 }' >"$work/tokens"
TOKENS="$work/tokens"
export TOKENS

# The proxy is wrk itself: it says for whom it asks.
"$samenscan" serve "$study" --port 0 --proxy 127.0.0.1 --quiet >"$work/address" 2>"$work/log" &
server_pid=$!
while [ ! -s "$work/address" ]; do sleep 0.05; done
url=$(cat "$work/address")

# load SECONDS CONNECTIONS PAGE FIELDS [PAUSE]: one line of figures.
load() {
    PAGE=$3 FIELDS=$4 PAUSE=${5:-} sh -c '[ -n "$PAUSE" ] || unset PAUSE
        exec wrk -t1 -c"$1" -d"$2"s -s scripts/load/page.lua "$3"' sh "$2" "$1" "$url" | tail -n 1
}
memory() { awk '/VmHWM/ { printf "%.0f MB at most", $2 / 1024 }' "/proc/$server_pid/status"; }

say "Everybody agrees to take part"
load 3 50 /intro "" >"$work/consent"
# What the page of a theme really asks of a partner.
first=$(head -n 1 "$TOKENS" | cut -d' ' -f2)
fields=$(curl -s "${url}q/$first/nl/r1/theme/inside" |
    grep -o 'name="a\.[^"]*"' | sed 's/.*a\.//; s/"//' | awk '!seen[$0]++' | tr '\n' ' ')
[ -n "$fields" ] || { say "The page of the theme couldn't be read"; exit 1; }

printf 'Pages saved, %d connections, as fast as it goes:    %s\n' "$connections" \
    "$(load "$seconds" "$connections" /theme/inside "$fields")"
printf '  memory: %s\n' "$(memory)"
printf 'Pages saved, %d connections, about 3,300 a second:  %s\n' "$connections" \
    "$(load "$seconds" "$connections" /theme/inside "$fields" 60)"
printf '  memory: %s\n' "$(memory)"

# slow NAME OPTIONS...: 10,000 slow clients, and meanwhile 20 ordinary ones.
slow() {
    name=$1
    shift
    # Its figures come when it ends; it counts its time from when all are there.
    slowhttptest -c 10000 -r 3000 -l $((seconds + 5)) -u "$url" "$@" >"$work/slow" 2>&1 &
    slow_pid=$!
    sleep 5
    printf '10,000 slow clients (%s), 20 others:       %s\n' "$name" \
        "$(load "$seconds" 20 /theme/inside "$fields" 10)"
    wait "$slow_pid" || true
    slow_pid=""
    printf '  %s; memory: %s\n' "$(sed 's/\x1b\[[0-9;]*m//g' "$work/slow" | awk '
        /^connected:/ { c = $2 } /^closed:/ { d = $2 } /^service available:/ { s = $3 }
        END { printf "%d slow ones connected, %d made room, service available to a new one: %s", c, d, s }')" \
        "$(memory)"
}
slow "slow heads" -H -i 5
slow "slow bodies" -B -i 5 -t POST -f application/x-www-form-urlencoded
stop

if "$samenscan" check "$study" >"$work/check" 2>&1; then
    echo "The store is whole."
else
    tail -n 5 "$work/check"
    exit 1
fi
"$samenscan" status "$study" | awk '{ print } NR > 6 { exit }'
