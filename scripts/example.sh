#!/bin/sh
# Makes results/ anew: for the complete example studies what the program makes of made-up answers, in
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
rm -rf "$work" "$gallery"/ocw-* "$gallery"/amsterdam-* "$gallery"/programme-*
mkdir -p "$work" "$gallery"

# study NAME WAVE SHOWN: the complete example, reported on in both languages. SHOWN is the alliance the
# gallery shows.
study() {
    folder=$work/$1
    "$samenscan" init "$folder" --example "$1" --complete --quiet
    "$samenscan" run "$folder" --every-wave --both --quiet >/dev/null
    say "Reporting on $1"
    "$samenscan" report "$folder" --wave "$2" --both --pdf --figures --quiet >/dev/null
    mkdir -p "results/$1"
    rm -rf "results/$1"/*
    cp -r "$folder/results/$2"/. "results/$1"
    prune "results/$1" "$3"
    pictures "$1" "$folder/results/$2" "$3"
}

# stories NAME WAVE: the documents of a wave of stories, beside those of the study.
stories() {
    folder=$work/$1
    "$samenscan" report "$folder" --wave "$2" --both --pdf --quiet >/dev/null
    mkdir -p "results/$1/stories"
    cp -r "$folder/results/$2"/. "results/$1/stories"
    prune "results/$1/stories" ""
    pictures "$1" "$folder/results/$2" ""
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
    for html in "$2"/evaluator/*.html "$2"/share/*.html; do
        case $html in
        */pack-* | */handout-*) case $html in *-"$3".*) ;; *) continue ;; esac ;;
        esac
        name=$(basename "$html" .html)
        label=$name
        case $html in */share/stories.*) label=shared-$name ;; esac
        rm -rf "$shots"
        mkdir -p "$shots"
        pdftoppm -r 40 -png "${html%.html}.pdf" "$shots/a4"
        montage "$shots"/a4-*.png -tile 5x -geometry +6+6 -background '#8a8a8a' "$shots/a4.png"
        small "$gallery/$1.$label.a4.png" "$shots/a4.png"
        node tests/browser/strips.mjs "$shots" "$html"
        small "$gallery/$1.$label.1280.png" "$shots/$name"-1280-*.png -resize 26% \
            -bordercolor '#8a8a8a' -border 3 +append
        small "$gallery/$1.$label.360.png" "$shots/$name"-360-*.png -resize 31% \
            -bordercolor '#8a8a8a' -border 3 +append
    done
    for png in "$2/evaluator/figures/$3"/*.png "$2"/evaluator/figures/overall/*.png; do
        [ -f "$png" ] || continue
        case $png in
        */compare-*) case $png in */compare-synergy.*) ;; *) continue ;; esac ;;
        esac
        small "$gallery/$1.figure-$(basename "$png")" "$png" -resize 34%
    done
}

# index: README.md of the gallery.
index() {
    printf '# What samenscan makes\n\nMade by `scripts/example.sh` from the example studies. **All answers are made up**: they say\nnothing about the alliances named. Every document as it is printed on A4, and as screens of 1280 and\n360 dots show it (long pages in strips from left to right); then the figures of `report --figures`.\n'
    for name in ocw-2018-2022 amsterdam-2021-2023 ocw-2022-2027 programme-2018-2027; do
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

study ocw-2018-2022 2020 van-binnenuit
# The first page of a pack, for the README.
for lang in nl en; do
    pdftoppm -r 96 -f 1 -l 1 -singlefile -png \
        "$work/ocw-2018-2022/results/2020/evaluator/pack-samen-werkt-het.$lang.pdf" "$work/pack"
    small "results/ocw-2018-2022/pack.$lang.png" "$work/pack.png"
done
study amsterdam-2021-2023 2022 samen-sterk
stories amsterdam-2021-2023 2022-h1
study ocw-2022-2027 2025 kleurrijk-en-vrij
study programme-2018-2027 2025 kleurrijk-en-vrij
index >"$gallery/README.md"
size=$(du -sk "$gallery" | cut -f1)
[ "$size" -lt 12288 ] || { say "$gallery is $size KiB, more than 12 MiB"; exit 1; }
say "Made results/ and $gallery ($size KiB)"
