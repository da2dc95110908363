#!/bin/sh
# The systemd units of docs/systemd, as systemd itself reads them.
# Usage: tests/collect/units.sh ROOT PROGRAM        exit 77: systemd-analyze is missing
set -u
command -v systemd-analyze >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
for unit in "$1"/docs/systemd/*.service; do
    name=$(basename "$unit" | sed 's/@/@study/')
    # The program stands elsewhere until it is installed; nothing else may need changing.
    sed "s|^ExecStart=/usr/local/bin/samenscan|ExecStart=$2|" "$unit" >"$work/$name"
    systemd-analyze verify --man=no "$work/$name" >"$work/said" 2>&1
    status=$?
    # A container without an init of its own has no network-online.target to want.
    if [ $status != 0 ] || grep "$name" "$work/said"; then echo "NOT OK: $name ($status)"; cat "$work/said"; bad=1; fi
    # What it starts is an invocation that the program takes.
    grep -q '^ExecStart=/usr/local/bin/samenscan ' "$unit" || { echo "NOT OK: $unit starts something else"; bad=1; }
done
exit $bad
