#!/bin/sh
# Installs what is missing, builds samenscan, and runs the main job on a reference study with 35
# simulated respondents: their answers are sent to our own server over HTTP, collected from there
# into another study over HTTP, stored, analysed and reported. Ends with the path of the report.
#   scripts/demo.sh --serve   instead leaves the questionnaire running, with links to try it by hand, until
#                             Ctrl-C
. "$(dirname "$0")/setup.sh"

# shellcheck disable=SC2086
need $BUILD_PACKAGES curl
build release
samenscan="$ROOT/build/release/samenscan"

work="$ROOT/build/demo"
rm -rf "$work"
mkdir -p "$work"
server_pid=""
stop() { [ -z "$server_pid" ] || { kill "$server_pid" 2>/dev/null && wait "$server_pid"; } || true; }
trap stop EXIT
trap 'exit 1' INT TERM

if [ "${1:-}" = --serve ]; then
    "$samenscan" init "$work/try" --example amsterdam-2021-2023 --quiet
    /usr/bin/python3 scripts/demo/try_study.py "$work/try/study.json"
    "$samenscan" check "$work/try" --quiet
    "$samenscan" serve "$work/try" --tokens >"$work/tokens.csv"
    "$samenscan" serve "$work/try" --port "${PORT:-8317}" --quiet >"$work/address" &
    server_pid=$!
    while [ ! -s "$work/address" ] && kill -0 "$server_pid" 2>/dev/null; do sleep 0.05; done
    awk -F, -v address="$(tr -d '\n' <"$work/address")" '
        { sub(/\r$/, "") ; token[$1] = $6 }
        function show(who, what) { printf "  %-52s %sq/%s\n", what, address, token[who] }
        END {
            show("bipoc-fite-qlub-1", "in two alliances:")
            show("bipoc-sehaq-1", "a partner:")
            show("bipoc-sehaq-2", "a colleague of that partner, in English:")
            show("bipoc-sehaq-3", "somebody who left:")
            show("bipoc-sehaq-4", "the successor:")
            show("city-1", "an account holder of the funder:")
        }' "$work/tokens.csv"
    say "The form runs on this machine; open a link in a browser. Ctrl-C stops."
    wait "$server_pid" || true
    exit 0
fi

say "Two folders: $work/server asks and receives, $work/study is the evaluator's laptop"
"$samenscan" init "$work/server" --example ocw-2018-2022 --quiet
"$samenscan" init "$work/study" --example ocw-2018-2022 --quiet
"$samenscan" serve "$work/server" --tokens >"$work/tokens.csv"
SAMENSCAN_DEMO_KEY=$("$samenscan" serve "$work/server" --reader-key)
export SAMENSCAN_DEMO_KEY

"$samenscan" serve "$work/server" --port 0 --quiet >"$work/address" 2>"$work/server.log" &
server_pid=$!
tries=0
while [ ! -s "$work/address" ] && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
address=$(tr -d '\n' <"$work/address")
say "Serving at $address"

"$samenscan" simulate "$work/study" --seed 2021 --truth "$work/truth.csv" >"$work/answers.csv"
# One JSON body a respondent, and the address and token to send it with, as a curl configuration.
awk -F, -v dir="$work" -v url="${address}api/v1/responses" '
    { sub(/\r$/, "") }
    FNR == 1 { for (i = 1; i <= NF; i++) column[i] = $i; file++; next }
    file == 1 { token[$1] = $6; next }
    {
        body = dir "/" $1 ".json"
        printf "{\"language\": \"%s\", \"complete\": true, \"answers\": {", $6 > body
        comma = ""
        for (i = 8; i <= NF; i++) if ($i != "") {
            printf "%s\"%s\": %s", comma, column[i], $i == "dk" ? "\"dk\"" : $i > body
            comma = ", "
        }
        print "}}" > body
        close(body)
        printf "%surl = \"%s\"\nheader = \"Authorization: Bearer %s\"\n", sent++ ? "next\n" : "", url, token[$1]
        printf "header = \"Content-Type: application/json\"\ndata = \"@%s\"\nfail\nsilent\nshow-error\noutput = \"/dev/null\"\n", body
    }' "$work/tokens.csv" "$work/answers.csv" >"$work/send.curl"
curl --fail-early --noproxy '*' --config "$work/send.curl"
rm -f "$work"/send.curl "$work"/*-*.json
say "Sent $(($(wc -l <"$work/answers.csv") - 1)) responses over HTTP, each with its own token"

sed -i "s|\"sources\": \[\]|\"sources\": [{\"name\": \"own-server\", \"type\": \"samenscan\", \"url\": \"$address\", \"secret_env\": \"SAMENSCAN_DEMO_KEY\"}]|" "$work/study/study.json"
"$samenscan" run "$work/study" "$@"
