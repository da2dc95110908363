#!/usr/bin/env python3
"""Do a script of this folder and samenscan give the same numbers?

    python3 compare.py RESULTS.json FOLDER [FITTED]

Compares every number of the tables in FOLDER with results.json, to 1e-8 relative; what rests on the
variance components to FITTED (1e-8 when left out), as an iterative fit stops earlier; omega, which
factanal finds to some five digits, to 1e-3. Left out are the pooled intervals: researchers' scripts
take the ratio of the variances as known, samenscan does not (docs/methods.md; its own intervals are
compared with R in tests/data/reference). Prints how many were compared, how many left out, and the
largest difference; where numbers differ, the first five of them with their place, and the exit
status is 1."""
import csv
import json
import os
import sys

FITTED = {"between", "within", "pooled"}
OF_ANOTHER_DEFINITION = {"pooled_low", "pooled_high"}
NAMES = {"between": ("variance", "between"), "within": ("variance", "within"),
         "alpha": ("alpha", "value"), "alpha_low": ("alpha", "low"),
         "alpha_high": ("alpha", "high"), "pooled": ("pooled", "mean")}


def ours_of(place, column):
    if column[0] == "c" and column[1:].isdigit():
        return place["counts"][int(column[1:]) - 1]
    for key in NAMES.get(column, (column,)):
        place = place[key]
    return place


def place_of(results, table, row):
    if table == "scales":
        return results["scales"][row["scale"]]
    alliance = results["alliances"][row["alliance"]]
    return alliance["scales"][row["scale"]] if table == "alliance_scales" \
        else alliance["items"][row["item"]]


def pairs(results, folder):
    for table in ("scales", "scale_items", "alliance_scales", "alliance_items"):
        with open(os.path.join(folder, table + ".csv"), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names = [row.get(c, "") for c in ("alliance", "scale", "item")]
                for column, text in row.items():
                    if column in ("alliance", "scale", "item"):
                        continue
                    if column in OF_ANOTHER_DEFINITION:
                        yield names, column, None, None
                        continue
                    if table == "scale_items":
                        ours = results["scales"][row["scale"]][column][row["item"]]
                    else:
                        ours = ours_of(place_of(results, table, row), column)
                    yield names, column, ours, text


def main(results_path, folder, fitted=1e-8):
    with open(results_path, encoding="utf-8") as file:
        results = json.load(file)
    compared = left_out = wrong = 0
    largest = {"closed": 0.0, "fitted": 0.0}
    for names, column, ours, text in pairs(results, folder):
        if column in OF_ANOTHER_DEFINITION:
            left_out += 1
            continue
        missing = text in ("", "NA", "NaN", "nan")
        if missing != (ours is None):
            difference, allowed = float("inf"), 0
        elif missing:
            continue
        else:
            theirs = float(text)
            difference = abs(theirs - ours) / max(abs(ours), abs(theirs), 1e-6)
            allowed = 1e-3 if column == "omega_total" else fitted if column in FITTED else 1e-8
        compared += 1
        if column != "omega_total":
            kind = "fitted" if column in FITTED else "closed"
            largest[kind] = max(largest[kind], difference)
        if difference > allowed:
            wrong += 1
            if wrong <= 5:
                print(f"{' '.join(filter(None, names))} {column}: {text}, samenscan {ours}",
                      file=sys.stderr)
    print(f"{compared} numbers compared, {wrong} differ; largest relative difference "
          f"{largest['closed']:.0e}, of what rests on fitted variances {largest['fitted']:.0e} "
          f"({left_out} bounds of pooled intervals left out: another definition)")
    return 1 if wrong or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:4])))
