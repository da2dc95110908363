#!/usr/bin/python3
"""Fills in the sheet that `samenscan export --what notes` writes, as if the meetings had been held.
All of it is made up.

    notes.py SEED < topics.csv > notes.csv
"""
import csv
import json
import os
import random
import sys

MOST_OF_AN_ALLIANCE = 4


def main():
    chance = random.Random(int(sys.argv[1]))
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "texts.json"), encoding="utf-8") as file:
        texts = json.load(file)["notes"]
    rows = csv.DictReader(sys.stdin)
    out = csv.DictWriter(sys.stdout, [name for name in rows.fieldnames if name != "about"], extrasaction="ignore")
    out.writeheader()
    noted = {}
    for row in rows:
        alliance = row["alliance"]
        if noted.get(alliance, 0) == MOST_OF_AN_ALLIANCE:
            continue
        noted[alliance] = noted.get(alliance, 0) + 1
        for source in ["interview"] + chance.sample(["document", "observation"], chance.choice([0, 0, 1])):
            finding = chance.choices(["confirmed", "nuanced", "contradicted"], [5, 3, 1])[0]
            quoted = source == "interview" and chance.random() < 0.3
            out.writerow(row | {"source": source, "finding": finding, "why": chance.choice(texts[source][finding]),
                                "quote": chance.choice(texts["quotes"]) if quoted else "",
                                "cleared": "yes" if chance.random() < 0.4 else "no"})


main()
