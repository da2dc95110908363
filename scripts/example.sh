#!/bin/sh
# Makes results/ anew: for the three example studies what the program makes of simulated answers, in
# Dutch and English, and results/gallery with a picture of every kind of document and figure, as it
# is printed on A4 and as screens of 1280 and 360 dots show it. Installs what is missing. The same
# program gives the same documents: the time in them is fixed.
. "$(dirname "$0")/setup.sh"

# shellcheck disable=SC2086
need $BUILD_PACKAGES chromium pandoc imagemagick poppler-utils fonts-noto-core
command -v npm >/dev/null || need nodejs npm
[ -d tests/browser/node_modules ] ||
    npm ci --silent --no-audit --no-fund --ignore-scripts --prefix tests/browser
build release
samenscan="$ROOT/build/release/samenscan"
SOURCE_DATE_EPOCH=1767261600 # 1 January 2026, 10:00 UTC
export SOURCE_DATE_EPOCH
work=build/example
gallery=results/gallery
rm -rf "$work" "$gallery"/ocw-* "$gallery"/amsterdam-*
mkdir -p "$work" "$gallery"

# study NAME WAVE EARLIER SHOWN: the example with answers, reported on in both languages. EARLIER is
# a wave to compare with that the example doesn't have, or "". SHOWN is the alliance the gallery shows.
study() {
    folder=$work/$1
    "$samenscan" init "$folder" --example "$1" --quiet
    if [ -n "$3" ]; then
        sed -i "s|\"waves\": \[|\"waves\": [{\"id\": \"$3\", \"questionnaire\": \"alliance-31\"}, |" "$folder/study.json"
        "$samenscan" simulate "$folder" --wave "$3" --seed 2018 >"$work/earlier.csv"
        "$samenscan" import "$folder" "$work/earlier.csv" --quiet
    fi
    "$samenscan" simulate "$folder" --wave "$2" --seed 2021 >"$work/bare.csv"
    # When each was sent in, and a few open answers: made up too.
    awk -F, -v OFS=, -v wave="$2" '
        { sub(/\r$/, "") }
        NR == 1 { print $0, "open_well"; next }
        {
            day = (NR * NR) % 23 + 1
            $7 = sprintf("%s-03-%02dT%02d:30:00Z", wave, day, 9 + NR % 8)
            text = ""
            if (NR % 7 == 3) text = "De lijnen zijn kort. We bellen elkaar gewoon."
            if (NR % 7 == 5) text = "\"Samen een plan maken, en het dan ook doen.\""
            print $0, text
        }' "$work/bare.csv" >"$work/answers.csv"
    "$samenscan" import "$folder" "$work/answers.csv" --quiet
    "$samenscan" analyse "$folder" --wave "$2" --quiet
    say "Reporting on $1"
    "$samenscan" report "$folder" --both --pdf --figures --quiet >/dev/null
    mkdir -p "results/$1"
    rm -rf "results/$1"/*
    cp -r "$folder/results/$2"/. "results/$1"
    prune "results/$1" "$4"
    pictures "$1" "$folder/results/$2" "$4"
}

# Documents over all alliances and of one alliance are kept; the figures are in the gallery.
prune() {
    rm -rf "$1/evaluator/figures"
    find "$1" -name '*.pdf' -delete
    find "$1" -name '*-*.html' ! -name "*-$2.*" -delete
    find "$1" -type f -exec chmod 644 {} +
}

# The colours of the documents: a palette made from a picture would leave out those that cover little.
palette=$work/palette.png
convert xc:'#ffffff' xc:'#1b1b1b' xc:'#4a4a4a' xc:'#767676' xc:'#8a8a8a' xc:'#a6a6a6' xc:'#c4c4c4' xc:'#dcdcdc' \
    xc:'#efefef' xc:'#fdb863' xc:'#b35806' xc:'#d1e5f0' xc:'#92c5de' xc:'#2166ac' xc:'#053061' xc:'#e08214' \
    +append "$palette"
# small OUT IN...: one picture of few colours, as convert makes it.
small() {
    out=$1
    shift
    convert "$@" +dither -remap "$palette" -define png:compression-level=9 -strip "PNG8:$out"
}

# pictures NAME FOLDER SHOWN
pictures() {
    say "Pictures of $1"
    shots=$work/shots
    for html in "$2"/evaluator/overview.*.html "$2"/evaluator/*-"$3".*.html "$2"/share/*.html; do
        case $html in
        */share/*-*) case $html in *-"$3".*) ;; *) continue ;; esac ;;
        esac
        name=$(basename "$html" .html)
        rm -rf "$shots"
        mkdir -p "$shots"
        pdftoppm -r 40 -png "${html%.html}.pdf" "$shots/a4"
        montage "$shots"/a4-*.png -tile 5x -geometry +6+6 -background '#8a8a8a' "$shots/a4.png"
        small "$gallery/$1.$name.a4.png" "$shots/a4.png"
        node tests/browser/strips.mjs "$shots" "$html"
        small "$gallery/$1.$name.1280.png" "$shots/$name"-1280-*.png -resize 26% \
            -bordercolor '#8a8a8a' -border 3 +append
        small "$gallery/$1.$name.360.png" "$shots/$name"-360-*.png -resize 31% \
            -bordercolor '#8a8a8a' -border 3 +append
    done
    for png in "$2/evaluator/figures/$3"/*.png "$2"/evaluator/figures/overall/*.png; do
        case $png in
        */compare-*) case $png in */compare-synergy.*) ;; *) continue ;; esac ;;
        esac
        small "$gallery/$1.figure-$(basename "$png")" "$png" -resize 34%
    done
}

# index: README.md of the gallery.
index() {
    printf '# What samenscan makes\n\nMade by `scripts/example.sh` from the three example studies. **All answers are simulated**: they say\nnothing about the alliances named. Every document as it is printed on A4, and as screens of 1280 and\n360 dots show it (long pages in strips from left to right); then the figures of `report --figures`.\n'
    for name in ocw-2018-2022 amsterdam-2021-2023 ocw-2022-2027; do
        for lang in nl en; do
            printf '\n## %s, %s\n\n| document | A4 | 1280 | 360 |\n| --- | --- | --- | --- |\n' "$name" "$lang"
            for a4 in "$gallery/$name".*."$lang".a4.png; do
                base=$(basename "$a4" .a4.png)
                document=${base#"$name".}
                printf '| %s ' "${document%."$lang"}"
                for size in a4 1280 360; do
                    printf '| [![%s, %s](%s.%s.png)](%s.%s.png) ' "$document" "$size" "$base" "$size" "$base" "$size"
                done
                printf '|\n'
            done
            printf '\n'
            for figure in "$gallery/$name".figure-*."$lang".png; do
                printf '![%s](%s)\n' "$(basename "$figure" .png | sed "s/.*figure-//; s/\.$lang\$//")" "$(basename "$figure")"
            done
        done
    done
    printf '%s' "
## The questionnaire

![A page of statements](form-statements.png) ![The introduction](form-introduction.png)
![What is still open](form-check.png)

More in [docs/form.md](../../docs/form.md).
"
}

study ocw-2018-2022 2020 "" van-binnenuit
# The first page of a pack, for the README.
for lang in nl en; do
    pdftoppm -r 96 -f 1 -l 1 -singlefile -png \
        "$work/ocw-2018-2022/results/2020/evaluator/pack-samen-werkt-het.$lang.pdf" "$work/pack"
    small "results/ocw-2018-2022/pack.$lang.png" "$work/pack.png"
done
study amsterdam-2021-2023 2022 "" samen-sterk
study ocw-2022-2027 2025 2023 kleurrijk-en-vrij
index >"$gallery/README.md"
size=$(du -sk "$gallery" | cut -f1)
[ "$size" -lt 6144 ] || { say "$gallery is $size KiB, more than 6 MiB"; exit 1; }
say "Made results/ and $gallery ($size KiB)"
