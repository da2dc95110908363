#!/bin/sh
# The program as `cmake --install` puts it somewhere, and without a part of it.
# Usage: tests/cli/installed.sh ROOT BUILD
set -u
work=$(mktemp -d)
pid=""
trap '[ -z "$pid" ] || kill $pid 2>/dev/null; rm -rf "$work"' EXIT
bad=0
check() { # WHAT EXPECTED GOT
    if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "NOT OK: $1: expected \"$2\", got \"$3\""; bad=1; fi
}
contains() { # WHAT TEXT FILE
    if grep -q -e "$2" "$3"; then echo "ok: $1"; else echo "NOT OK: $1: no \"$2\" in $(head -c 2000 "$3")"; bad=1; fi
}

cmake --install "$2" --prefix "$work/there" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
DESTDIR=$work/packed cmake --install "$2" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
there=$work/there/bin/samenscan
module=$(find "$work/there" -name samenscan-figures.so)
packed=$(find "$work/packed" -path '*/bin/samenscan')
ln -s "$there" "$work/samenscan"
"$there" simulate --questionnaire "$1/questionnaires/quickscan.json" --alliances 1 --smallest 6 --largest 6 >"$work/answers.csv" &&
    "$there" score --questionnaire "$1/questionnaires/quickscan.json" --resamples 0 "$work/answers.csv" \
        >"$work/results.json" || exit 1

figures() { # PROGRAM: what it exits with; its pictures and words in $work/made
    rm -rf "$work/made"
    mkdir "$work/made"
    cp "$work/results.json" "$work/made"
    (cd / && LANG=C "$1" report "$work/made/results.json" --figures --quiet >"$work/made/said" 2>&1)
    echo $?
}
drawn() { find "$work/made" -name '*.png' | head -n 1 | wc -l; }

check "installed under a prefix" 0 "$(figures "$there")"
check "figures are drawn" 1 "$(drawn)"
check "packed with DESTDIR" 0 "$(figures "$packed")"
check "figures are drawn" 1 "$(drawn)"
check "through a link" 0 "$(figures "$work/samenscan")"
check "figures are drawn" 1 "$(drawn)"

echo 'no module' >"$module"
check "with a broken part: refused" 1 "$(figures "$there")"
contains "with a broken part: says so" "lib.*/samenscan/samenscan-figures.so" "$work/made/said"
rm "$module"
check "without a part: refused" 1 "$(figures "$there")"
contains "without a part: says which" "samenscan-figures.so" "$work/made/said"
contains "without a part: says where" "lib.*/samenscan\. " "$work/made/said"
contains "without a part: says what to do" "Install samenscan again" "$work/made/said"
check "without a part: nothing half-made" "results.json said" "$(ls "$work/made" | xargs)"
LANG=C "$there" report "$work/made/results.json" --quiet >"$work/log" 2>&1
check "the rest goes on without it" 0 $?

# Copied away from where it was built, without what belongs to it: it finds that where it was built.
mkdir "$work/alone"
cp "$2/samenscan" "$work/alone/"
check "copied" 0 "$(figures "$work/alone/samenscan")"
check "figures are drawn" 1 "$(drawn)"

# A study that asks and one that collects from it: both need a part of their own.
"$there" init "$work/study" --quiet || exit 1
"$there" serve "$work/study" --port 0 --quiet >"$work/address" 2>"$work/log" &
pid=$!
for _ in $(seq 200); do [ -s "$work/address" ] && break; sleep 0.05; done
sed "s|\"sources\": \[\]|\"sources\": [{\"name\": \"own\", \"type\": \"samenscan\", \"url\": \"$(cat "$work/address")\", \"secret_env\": \"KEY\"}]|" \
    "$work/study/study.json" >"$work/changed"
KEY=$("$there" serve "$work/study" --reader-key)
export KEY
"$there" init "$work/laptop" --quiet && mv "$work/changed" "$work/laptop/study.json"
"$there" collect "$work/laptop" --quiet >"$work/said" 2>&1
check "serves and collects" 0 $?
rm "$(dirname "$module")"/*.so
LANG=C "$there" collect "$work/laptop" --quiet >"$work/said" 2>&1
check "without a part: collect fails" 1 $?
contains "without a part: collect says which" "samenscan-curl.so" "$work/said"
printf 'respondent,alliance,s1\na,alliance-1,4\n' >"$work/d.csv"
"$there" import "$work/laptop" "$work/d.csv" --quiet >"$work/said" 2>&1
check "without a part: a file is imported" 0 $?
kill $pid && wait $pid
pid=""
LANG=C timeout 10 "$there" serve "$work/study" --port 0 --quiet >"$work/said" 2>&1
check "without a part: serve fails" 1 $?
contains "without a part: serve says which" "samenscan-httpd.so" "$work/said"
exit $bad
