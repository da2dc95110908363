#!/bin/sh
# Makes the worked example in results/ anew: the demo's results, its overview and one alliance's pack in
# Dutch and English, and the picture of the pack's first page that the README shows (headless Chromium;
# installed if missing).
. "$(dirname "$0")/setup.sh"

need chromium imagemagick fonts-dejavu-core
scripts/demo.sh --quiet --both >/dev/null

into=results/ocw-2018-2022
rm -rf "$into"
mkdir -p "$into/evaluator"
cp build/demo/study/results/2020/results.json "$into"
for lang in nl en; do
    cp "build/demo/study/results/2020/evaluator/overview.$lang.html" \
        "build/demo/study/results/2020/evaluator/pack-samen-werkt-het.$lang.html" "$into/evaluator"
done
chmod -R u=rwX,go=rX "$into"

# picture LANG: the first page of the pack as it is printed.
picture() {
    profile=$(mktemp -d)
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$profile" --hide-scrollbars --window-size=1000,1250 \
        --screenshot="$profile/page.png" "file://$ROOT/$into/evaluator/pack-samen-werkt-het.$1.html" >/dev/null 2>&1
    convert "$profile/page.png" -colors 64 -strip "$into/pack.$1.png"
    rm -rf "$profile"
}
picture nl
picture en
say "Made $into"
