#!/bin/sh
# Makes the sheets of the example studies anew: answers, stories and notes of meetings, all made up.
#   scripts/examples/make.sh SAMENSCAN
set -eu
cd "$(dirname "$0")/../.."
samenscan=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=1767261600
export SOURCE_DATE_EPOCH

# responses EXAMPLE WAVE SEED
responses() {
    study=$work/$1
    if [ ! -d "$study" ]; then
        "$samenscan" init "$study" --example "$1" --complete --quiet
        rm -rf "$study/sheets"
    fi
    mkdir -p "examples/$1/complete/sheets/$2"
    "$samenscan" simulate "$study" --wave "$2" --seed "$3" |
        python3 scripts/examples/responses.py "$study" "$2" "$3" >"examples/$1/complete/sheets/$2/responses.csv"
}

# notes EXAMPLE WAVE SEED: on the topics of the packs made from those answers
notes() {
    study=$work/$1
    "$samenscan" import "$study" "examples/$1/complete/sheets/$2/responses.csv" --wave "$2" --quiet
    "$samenscan" analyse "$study" --wave "$2" --quiet >/dev/null
    "$samenscan" export "$study" --what notes --wave "$2" --format csv |
        python3 scripts/examples/notes.py "$3" >"examples/$1/complete/sheets/$2/notes.csv"
}

# selection EXAMPLE WAVE: among those stories
selection() {
    study=$work/$1
    "$samenscan" import "$study" "examples/$1/complete/sheets/$2/responses.csv" --wave "$2" --quiet
    "$samenscan" export "$study" --what selection --wave "$2" --format csv |
        python3 scripts/examples/selection.py >"examples/$1/complete/sheets/$2/selection.csv"
}

responses ocw-2018-2022 2020 2021
notes ocw-2018-2022 2020 1
responses amsterdam-2021-2023 2022-h1 1
responses amsterdam-2021-2023 2022-city 2
responses amsterdam-2021-2023 2022 2022
notes amsterdam-2021-2023 2022 2
responses ocw-2022-2027 2024-self 3
responses ocw-2022-2027 2025 2025
notes ocw-2022-2027 2025 3
responses programme-2018-2027 2020 2020
responses programme-2018-2027 2025 2027
python3 scripts/examples/activities.py >examples/ocw-2022-2027/complete/sheets/2025/activities.csv
selection amsterdam-2021-2023 2022-h1
