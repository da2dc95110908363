#!/bin/sh
# The program's own TLS, as curl sees it with a certificate authority made here.
# Usage: tests/form/tls.sh PROGRAM        exit 77: openssl or curl is missing
set -u
program=$1
command -v openssl >/dev/null && command -v curl >/dev/null || exit 77
work=$(mktemp -d)
pid=""
stop() { [ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2>/dev/null; pid=""; }
trap 'stop; rm -rf "$work"' EXIT
bad=0
check() { # WHAT EXPECTED GOT
    if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "NOT OK: $1: expected \"$2\", got \"$3\""; bad=1; fi
}

new_key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
# shellcheck disable=SC2086
{
    openssl req -x509 $new_key -keyout "$work/ca.key" -out "$work/ca.pem" -subj /CN=authority -days 2
    openssl req $new_key -keyout "$work/key.pem" -out "$work/request.pem" -subj /CN=localhost
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >"$work/names"
    openssl x509 -req -in "$work/request.pem" -CA "$work/ca.pem" -CAkey "$work/ca.key" \
        -CAcreateserial -days 2 -extfile "$work/names" -out "$work/cert.pem"
} >"$work/openssl.log" 2>&1 || { cat "$work/openssl.log"; exit 1; }
chmod 600 "$work/key.pem"
"$program" init "$work/study" --quiet || exit 1

# start OPTIONS...: serves, and leaves the address in $url
start() {
    : >"$work/address"
    "$program" serve "$work/study" --port 0 "$@" >"$work/address" 2>"$work/log" &
    pid=$!
    for _ in $(seq 200); do [ -s "$work/address" ] && break; sleep 0.05; done
    url=$(cat "$work/address")
}
# code OPTIONS... URL: the HTTP status, and curl's exit status when that isn't 0
code() { curl -s -o /dev/null -w '%{http_code}' --max-time 10 "$@" || printf ' exit %d' $?; }

start --tls-cert "$work/cert.pem" --tls-key "$work/key.pem"
check "the address is https" "https://127.0.0.1" "${url%:*}"
check "TLS 1.3" 401 "$(code --tlsv1.3 --cacert "$work/ca.pem" "${url}api/v1/responses")"
check "TLS 1.2" 401 "$(code --tls-max 1.2 --cacert "$work/ca.pem" "${url}api/v1/responses")"
check "TLS 1.1 is refused" "000 exit 35" "$(code --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 \
    --cacert "$work/ca.pem" "$url")"
check "another authority's trust is none" "000 exit 60" "$(code "$url")"
check "plain HTTP gets no answer" "000 exit 52" "$(code "http${url#https}")"
check "still there after that" 401 "$(code --cacert "$work/ca.pem" "${url}api/v1/responses")"
headers=$(curl -s -D - -o /dev/null --cacert "$work/ca.pem" "$url")
case "$headers" in
*"Strict-Transport-Security: max-age="*) check "browsers are told to stay with TLS" yes yes ;;
*) check "browsers are told to stay with TLS" yes "$headers" ;;
esac
check "no image of a crash is left" 0 "$(awk '/Max core file size/ { print $5 }' "/proc/$pid/limits")"
stop

start
check "plain HTTP on loopback needs no warning" 0 "$(grep -c -i warning "$work/log")"
stop
start --bind 0.0.0.0
check "plain HTTP elsewhere is warned of" 1 "$(grep -c -i warning "$work/log")"
stop
start --bind 0.0.0.0 --tls-cert "$work/cert.pem" --tls-key "$work/key.pem"
check "TLS elsewhere isn't" 0 "$(grep -c -i warning "$work/log")"
stop

# refused WHAT EXIT TEXT OPTIONS...
refused() {
    what=$1 expected=$2 text=$3
    shift 3
    "$program" serve "$work/study" --port 0 "$@" >"$work/out" 2>&1
    check "$what" "$expected" $?
    grep -q -e "$text" "$work/out" || { echo "NOT OK: $what: no \"$text\" in: $(cat "$work/out")"; bad=1; }
}
refused "a certificate without key" 2 "--tls-key" --tls-cert "$work/cert.pem"
refused "the key of another certificate" 1 "that of the certificate" \
    --tls-cert "$work/cert.pem" --tls-key "$work/ca.key"
refused "no such file" 1 "nowhere.pem" --tls-cert "$work/nowhere.pem" --tls-key "$work/key.pem"
refused "no address of a proxy" 2 "no address of a proxy" --proxy example.org
chmod 644 "$work/key.pem"
refused "a key that others may read" 1 "chmod 600" --tls-cert "$work/cert.pem" --tls-key "$work/key.pem"
exit $bad
