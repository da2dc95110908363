#!/bin/sh
# Where the secret of a source may stand, and where it may not: the desktop's own secret store, locked
# and unlocked, and what a running collect shows of itself.
# Usage: tests/collect/secrets.sh PROGRAM        exit 77: gnome-keyring or secret-tool is missing
set -u
program=$1
for tool in gnome-keyring-daemon secret-tool dbus-run-session; do
    command -v $tool >/dev/null || exit 77
done
work=$(mktemp -d)
server="" watch=""
trap 'kill $server $watch 2>/dev/null; rm -rf "$work"' EXIT
bad=0
check() { # WHAT EXPECTED GOT
    if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "NOT OK: $1: expected \"$2\", got \"$3\""; bad=1; fi
}

"$program" init "$work/server" --example ocw-2018-2022 --quiet || exit 1
"$program" init "$work/laptop" --example ocw-2018-2022 --quiet || exit 1
key=$("$program" serve "$work/server" --reader-key)
"$program" serve "$work/server" --port 0 >"$work/address" 2>"$work/log" &
server=$!
for _ in $(seq 200); do [ -s "$work/address" ] && break; sleep 0.05; done
sed -i "s|\"sources\": \[\]|\"sources\": [{\"name\": \"own\", \"type\": \"samenscan\", \"url\": \"$(cat "$work/address")\", \"secret_store\": \"own\"}]|" \
    "$work/laptop/study.json"

# A desktop session of its own, with its own keyring: still locked, as nobody is there to open it; then
# open and empty, then with the secret in it.
cat >"$work/locked.sh" <<'SESSION'
"$PROGRAM" collect "$WORK/laptop" --lang en >/dev/null 2>"$WORK/locked"; echo $? >"$WORK/locked.status"
SESSION
cat >"$work/open.sh" <<'SESSION'
printf 'the keyring is locked with this' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
"$PROGRAM" collect "$WORK/laptop" --lang en >/dev/null 2>"$WORK/empty"; echo $? >"$WORK/empty.status"
printf %s "$KEY" | secret-tool store --label='samenscan own' samenscan own
"$PROGRAM" collect "$WORK/laptop" --lang en >/dev/null 2>"$WORK/there"; echo $? >"$WORK/there.status"
SESSION
for session in locked open; do
    mkdir -m 700 "$work/home.$session"
    PROGRAM=$program WORK=$work KEY=$key HOME=$work/home.$session XDG_RUNTIME_DIR=$work/home.$session \
        XDG_DATA_HOME=$work/home.$session DISPLAY="" WAYLAND_DISPLAY="" \
        timeout 60 dbus-run-session -- sh "$work/$session.sh" >"$work/$session.log" 2>&1
done
check "a locked secret store" 1 "$(cat "$work/locked.status")"
check "which says that it may be" 1 "$(grep -c 'or it is locked' "$work/locked")"
check "it has no such secret" 1 "$(cat "$work/empty.status")"
check "which says how to put it there" 1 "$(grep -c 'secret-tool store' "$work/empty")"
check "it has the secret" 0 "$(cat "$work/there.status")"
check "nothing says it" 0 "$(cat "$work/locked" "$work/empty" "$work/there" | grep -c "$key")"

# From a file, while it watches.
printf '%s\n' "$key" >"$work/laptop/own.key"
sed -i 's|"secret_store": "own"|"secret_file": "own.key"|' "$work/laptop/study.json"
chmod 644 "$work/laptop/own.key"
"$program" collect "$work/laptop" --lang en >/dev/null 2>"$work/open"
check "a file that others can read" 1 "$(grep -c 'chmod' "$work/open")"
chmod 600 "$work/laptop/own.key"
"$program" collect "$work/laptop" --every 10s >"$work/out" 2>"$work/err" &
watch=$!
for _ in $(seq 200); do grep -q "own" "$work/err" && break; sleep 0.05; done
check "no core dump" "0 0" "$(awk '/Max core file size/ { print $5, $6 }' /proc/$watch/limits)"
# What must not be dumped belongs to root.
kill -s ABRT $watch 2>/dev/null; wait $watch 2>/dev/null
watch=""
check "none after it is killed" 0 "$(find "$work/laptop" . -maxdepth 1 -name 'core*' -newer "$work/open" | wc -l)"
check "nothing it said has the secret" 0 "$(cat "$work/out" "$work/err" | grep -c "$key")"
mv "$work/laptop/own.key" "$work/own.key"
check "nothing it wrote has the secret" 0 "$(grep -r -c -a "$key" "$work/laptop" | grep -v -c ':0$')"
exit $bad
