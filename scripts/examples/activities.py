#!/usr/bin/env python3
"""Writes examples/ocw-2022-2027/complete/sheets/2025/activities.csv to standard output: simulated activities
of the eight alliances of that study, with the totals its evaluation published (276 planned: 213 done
or on schedule, 30 delayed or adapted, 10 stopped, 23 unclear). Which activity has which status, and
every title and reason, is made up.

    scripts/examples/activities.py > examples/ocw-2022-2027/complete/sheets/2025/activities.csv"""
import csv
import json
import os
import random
import sys

STUDY = os.path.join(os.path.dirname(__file__), "..", "..", "examples", "ocw-2022-2027")
TOTALS = {"on_schedule": 213, "adapted": 30, "stopped": 10, "unclear": 23}
PLANNED = {"kleurrijk-en-vrij": 62, "financieel-sterk": 33, "van-binnenuit-2": 32,
           "act4respect-unlimited": 34, "politica": 31, "jong-gelijk": 30,
           "worden-wie-je-bent": 27, "gezondheidszorg-op-maat": 27}
# Goals of which, to have some, no activity runs.
AT_REST = {"kleurrijk-en-vrij-3", "gezondheidszorg-op-maat-2"}
KINDS = ["Training", "Themabijeenkomst", "Onderzoek", "Campagne", "Handreiking", "Netwerkdag",
         "Gesprek met beleidsmakers", "Lesmateriaal", "Podcast", "Spreekuur", "Website", "Werkgroep"]
FOR = ["gemeenten", "docenten", "jongeren", "zorgverleners", "werkgevers", "vrijwilligers",
       "beleidsmakers", "ouders", "lokale groepen", "studenten"]
REASONS = {"adapted": ["Later begonnen: een partner had te weinig mensen",
                       "Kleiner opgezet na een proef", "Online in plaats van op een plek",
                       "Verschoven naar volgend jaar: de locatie viel weg"],
           "stopped": ["Te weinig belangstelling", "Een andere partij doet dit al",
                       "De partner die dit deed is gestopt"],
           "unclear": ["", "Geen stand van zaken ontvangen", "Nog niet besproken met de partner"]}


def goals_of(alliance):
    path = os.path.join(STUDY, "framework.json")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [goal["id"] for goal in json.load(file).get("goals", [])
                if goal.get("alliance") == alliance]


def main():
    random.seed(2025)
    with open(os.path.join(STUDY, "study.json"), encoding="utf-8") as file:
        alliances = json.load(file)["alliances"]
    statuses = [status for status, count in TOTALS.items() for _ in range(count)]
    random.shuffle(statuses)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow("activity,alliance,title,goal,partner,status,reason,planned_until".split(","))
    for alliance in alliances:
        goals = goals_of(alliance["id"])
        titles = [f"{kind} voor {who}" for kind in KINDS for who in FOR]
        random.shuffle(titles)
        for number in range(1, PLANNED[alliance["id"]] + 1):
            status = statuses.pop()
            runs = status in ("on_schedule", "adapted")
            fitting = [goal for goal in goals if not (runs and goal in AT_REST)]
            writer.writerow([number, alliance["id"], f"{titles.pop()} (gesimuleerd)",
                             random.choice(fitting) if fitting else "",
                             random.choice(alliance["partners"])["id"], status,
                             random.choice(REASONS.get(status, [""])),
                             random.choice(["2025", "2025-09", "2026", "2026-06", "2027"])])
    assert not statuses


if __name__ == "__main__":
    main()
