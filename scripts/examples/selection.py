#!/usr/bin/python3
"""Fills in the sheet that `samenscan export --what selection` writes: two rounds in which stories were chosen,
and which the evaluator cleared for sharing. All of it is made up.

    selection.py < stories.csv > selection.csv
"""
import csv
import json
import os
import sys


def main():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "texts.json"), encoding="utf-8") as file:
        reasons = json.load(file)["selection"]
    rows = csv.DictReader(sys.stdin)
    left_out = ("alliance", "consent", "names", "text")
    out = csv.DictWriter(sys.stdout, [name for name in rows.fieldnames if name not in left_out], extrasaction="ignore")
    out.writeheader()
    stories = [row | {"cleared": "yes" if row["consent"] == "yes" and not row["names"] else ""} for row in rows]
    for number, row in enumerate(stories):
        if number % 2 == 0:
            out.writerow(row | {"round": "1", "chosen_by": "Partners", "reason": reasons[number // 2 % len(reasons)]})
        else:
            out.writerow(row)
    chosen = [row for row in stories if row["cleared"]][:1]
    for row in chosen:
        out.writerow({"story": row["story"], "version": row["version"], "round": "2", "chosen_by": "Accounthouders",
                      "reason": reasons[0]})


main()
