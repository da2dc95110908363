#!/bin/sh
# Makes the worked example in results/ anew: the demo's results and reports, and the picture of one
# alliance that the README shows (headless Chromium; installed if missing).
. "$(dirname "$0")/setup.sh"

need chromium imagemagick fonts-dejavu-core
scripts/demo.sh --quiet --lang nl >/dev/null
"$ROOT/build/release/samenscan" report build/demo/study --lang en >/dev/null

into=results/ocw-2018-2022
mkdir -p "$into"
for file in results.json evaluator/overview.nl.html evaluator/overview.en.html; do
    cp "build/demo/study/results/2020/$file" "$into/$file"
    chmod 644 "$into/$file"
done

# picture LANG: the section of the alliance Werk.en.de.toekomst, as wide as a page.
picture() {
    profile=$(mktemp -d)
    page="$profile/page.html"
    # Only that section: the others are hidden by a rule added to the page's own style.
    sed 's|</style>|main > section:not(#alliance-8) { display: none } </style>|' "$into/report.$1.html" >"$page"
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$profile" --hide-scrollbars --window-size=1000,1900 \
        --screenshot="$profile/page.png" "file://$page" >/dev/null 2>&1
    convert "$profile/page.png" -colors 64 -strip "$into/report.$1.png"
    rm -rf "$profile"
}
picture nl
picture en
say "Made $into"
