#!/bin/sh
# collect over TLS with an authority of our own: with its certificate, without it, and with a server
# whose certificate has expired or is another's. Verification can't be switched off.
# Usage: tests/collect/tls.sh PROGRAM        exit 77: openssl is missing
set -u
program=$1
command -v openssl >/dev/null || exit 77
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
    for name in 127.0.0.1 192.0.2.1; do
        openssl req $new_key -keyout "$work/$name.key" -out "$work/request.pem" -subj /CN=server
        printf 'subjectAltName=IP:%s\n' "$name" >"$work/names"
        openssl x509 -req -in "$work/request.pem" -CA "$work/ca.pem" -CAkey "$work/ca.key" \
            -CAcreateserial -days 2 -extfile "$work/names" -out "$work/$name.pem"
    done
    # One that ended yesterday.
    openssl req $new_key -keyout "$work/expired.key" -out "$work/request.pem" -subj /CN=server
    printf 'subjectAltName=IP:127.0.0.1\n' >"$work/names"
    mkdir "$work/ca" && : >"$work/ca/index" && echo 1000 >"$work/ca/serial"
    printf '[ca]\ndefault_ca=a\n[a]\ndatabase=%s/ca/index\nserial=%s/ca/serial\nnew_certs_dir=%s/ca\npolicy=p\n[p]\ncommonName=supplied\n' \
        "$work" "$work" "$work" >"$work/ca.cnf"
    openssl ca -batch -config "$work/ca.cnf" -in "$work/request.pem" -cert "$work/ca.pem" -keyfile "$work/ca.key" \
        -startdate "$(date -u -d '3 days ago' +%y%m%d%H%M%SZ)" -enddate "$(date -u -d '1 day ago' +%y%m%d%H%M%SZ)" \
        -md sha256 -extfile "$work/names" -out "$work/expired.pem"
} >"$work/openssl.log" 2>&1 || { cat "$work/openssl.log"; exit 1; }
chmod 600 "$work"/*.key
"$program" init "$work/server" --example ocw-2018-2022 --quiet || exit 1
"$program" init "$work/laptop" --example ocw-2018-2022 --quiet || exit 1
cp "$work/laptop/study.json" "$work/plain.json"
SAMENSCAN_TEST_KEY=$("$program" serve "$work/server" --reader-key)
export SAMENSCAN_TEST_KEY

# start NAME: serves with the certificate for that address, and leaves the address in $url
start() {
    : >"$work/address"
    "$program" serve "$work/server" --port 0 --tls-cert "$work/$1.pem" --tls-key "$work/$1.key" \
        >"$work/address" 2>"$work/log" &
    pid=$!
    for _ in $(seq 200); do [ -s "$work/address" ] && break; sleep 0.05; done
    url=$(cat "$work/address")
}
# collect MORE: collects from $url with these keys too; its exit status, messages in $work/said
collect() {
    sed "s|\"sources\": \[\]|\"sources\": [{\"name\": \"own\", \"type\": \"samenscan\", \"url\": \"$url\", \"secret_env\": \"SAMENSCAN_TEST_KEY\"$1}]|" \
        "$work/plain.json" >"$work/laptop/study.json"
    "$program" collect "$work/laptop" --lang en >/dev/null 2>"$work/said"
    echo $?
}

start 127.0.0.1
check "the authority in ca_file" 0 "$(collect ", \"ca_file\": \"$work/ca.pem\"")"
check "without it" 1 "$(collect "")"
check "which says what to do" 1 "$(grep -c '"ca_file"' "$work/said")"
check "insecure_http does not switch it off" 1 "$(collect ', "insecure_http": true')"
check "the environment neither" 1 "$(CURL_CA_BUNDLE="$work/ca.pem" SSL_CERT_FILE=/dev/null collect "")"
check "the key is in no message" 0 "$(grep -c "$SAMENSCAN_TEST_KEY" "$work/said")"
stop
start 192.0.2.1
check "a certificate of another" 1 "$(collect ", \"ca_file\": \"$work/ca.pem\"")"
stop
start expired
check "an expired certificate" 1 "$(collect ", \"ca_file\": \"$work/ca.pem\"")"
check "which says that it is" 1 "$(grep -c 'expired' "$work/said")"
check "and nothing was taken" 0 "$("$program" status "$work/laptop" --lang en 2>/dev/null | grep -c 'own: .*done')"
stop
exit $bad
