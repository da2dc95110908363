# Sourced by the other scripts: installs Debian packages that are missing, says which, and sets ROOT.
set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"

say() { printf '%s\n' "$*" >&2; }

BUILD_PACKAGES="gcc libc6-dev cmake ninja-build pkg-config gettext libcurl4-openssl-dev libcjson-dev
  libgsl-dev libsqlite3-dev libmicrohttpd-dev libsodium-dev libxlsxwriter-dev libreadstat-dev
  libzip-dev zlib1g-dev libexpat1-dev libcairo2-dev libpango1.0-dev fonts-dejavu-core tzdata python3"

# need PACKAGE...: installs those that are not there, as root or through sudo.
need() {
    missing=""
    for package in "$@"; do
        if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
            missing="$missing $package"
        fi
    done
    [ -n "$missing" ] || return 0
    say "Installing:$missing"
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { say "Not root and no sudo: install these by hand:$missing"; exit 1; }
        as_root="sudo"
    fi
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# build PRESET: configures once and builds; quiet unless it fails.
build() {
    say "Building ($1)"
    log="build/$1.log"
    mkdir -p build
    { [ -f "build/$1/build.ninja" ] || cmake --preset "$1"; } >"$log" 2>&1 &&
        cmake --build --preset "$1" >>"$log" 2>&1 || { tail -n 40 "$log" >&2; exit 1; }
}
