#!/bin/sh
# A file system that is really full: nobody is told that something was saved when it wasn't, the
# server goes on, and saves again when there is room. Usage: tests/form/disk_full.sh PROGRAM
# exit 77: no small file system can be mounted here, or curl is missing
set -u
program=$(realpath "$1")
command -v curl >/dev/null || exit 77
if [ "${2:-}" != mounted ]; then
    unshare -m true 2>/dev/null && exec unshare -m "$0" "$program" mounted
    unshare -rm true 2>/dev/null && exec unshare -rm "$0" "$program" mounted
    exit 77
fi
work=$(mktemp -d)
pid=""
stop() { [ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2>/dev/null; pid=""; }
trap 'stop; umount "$work/disk" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/disk"
mount -t tmpfs -o size=3m none "$work/disk" || exit 77
bad=0
check() { # WHAT EXPECTED GOT
    if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "NOT OK: $1: expected \"$2\", got \"$3\""; bad=1; fi
}
contains() { # WHAT TEXT FILE
    if grep -q -e "$2" "$3"; then echo "ok: $1"; else echo "NOT OK: $1: no \"$2\" in $(head -c 2000 "$3")"; bad=1; fi
}

study=$work/disk/study
"$program" init "$study" --quiet || exit 1
row=$("$program" serve "$study" --tokens | sed -n 2p | tr -d '\r')
token=${row##*,}
who=${row%%,*}
"$program" serve "$study" --port 0 >"$work/address" 2>"$work/log" &
pid=$!
for _ in $(seq 200); do [ -s "$work/address" ] && break; sleep 0.05; done
url=$(cat "$work/address")
page() { # TEXT: sends it from the page of open questions; its HTTP status
    curl -s -o "$work/page" -w '%{http_code}' --data-urlencode "o.open_well=$1" --data "key=$token&go=next" \
        "${url}q/$token/en/$who/open"
}
send() { # TEXT: saves an open answer over the API; its HTTP status
    printf '{"answers": {"s1": 4, "open_well": "%s"}}' "$1" |
        curl -s -o "$work/answer" -w '%{http_code}' -H "Authorization: Bearer $token" \
            -H 'Content-Type: application/json' --data-binary @- "${url}api/v1/responses"
}
stored() { sed -n "s/.*\"stored\": \"\([a-z]*\)\".*/\1/p" "$work/answer"; }

check "room: saved" 200 "$(send first)"
check "room: as new" new "$(stored)"
check "room: a page saved" 303 "$(page before)"
cat /dev/zero >"$work/disk/filler" 2>/dev/null
long=$(head -c 15000 /dev/zero | tr '\0' x)
check "full: refused" 503 "$(send "$long")"
contains "full: said so" "nothing was saved" "$work/answer"
check "full: refused again, the server is alive" 503 "$(send "$long y")"
contains "the log says why" "full" "$work/log"
check "full: a page isn't saved" 503 "$(page "typed & <kept> $long")"
contains "full: the page says so" "not saved" "$work/page"
contains "full: what was typed is still in it" "typed &amp; &lt;kept&gt; xxxxxxxx" "$work/page"
contains "full: and can be sent again from there" 'name="key" value="'"$token" "$work/page"
check "full: what was saved before is shown" 200 "$(curl -s -o "$work/page" -w '%{http_code}' "${url}q/$token/en/$who/open")"
contains "full: as it was" "before" "$work/page"
check "full: the API asks for a key as ever" 401 "$(curl -s -o "$work/page" -w '%{http_code}' "${url}api/v1/responses")"
rm "$work/disk/filler"
check "room again: saved" 200 "$(send "$long")"
check "room again: the refused ones weren't there" changed "$(stored)"
check "room again: the page is saved" 303 "$(page "typed & <kept> $long")"
stop
"$program" check "$study" >"$work/check" 2>&1
check "the store is whole" 0 $?
exit $bad
