#!/usr/bin/env python3
"""Makes the Amsterdam example a study to try the form with: an institute, somebody in two alliances, two
people of one organisation, somebody who left with a successor, an account holder, and a closing date
three weeks from now.   try_study.py STUDY/study.json"""
import datetime
import json
import sys

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 250 56" role="img">
<g fill="none" stroke-width="7"><circle cx="27" cy="28" r="19" stroke="#00665e"/>
<circle cx="48" cy="28" r="19" stroke="#c77700"/></g>
<text x="80" y="36" font-family="Noto Sans, Segoe UI, sans-serif" font-size="23" font-weight="700"
fill="#00665e">Voorbeeldbureau</text></svg>
"""


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as stream:
        study = json.load(stream)
    study["institute"] = {"name": "Voorbeeldbureau", "email": "onderzoek@example.org",
                          "telephone": "020 123 45 67", "colour": "#00665e", "logo": "logo.svg"}
    closes = datetime.date.today() + datetime.timedelta(days=21)
    study["waves"][-1].update(closes=closes.isoformat(),
                              erase_after=closes.replace(year=closes.year + 5, day=1).isoformat())
    people = study["people"]
    for person in people:
        if person["organisation"] == "fite-qlub":
            person["person"] = "fite-qlub"
    place = next(p for p in people if p["respondent"] == "bipoc-sehaq-1")
    colleague = {**place, "respondent": "bipoc-sehaq-2", "language": "en"}
    leaver = {**place, "respondent": "bipoc-sehaq-3", "left": datetime.date.today().isoformat()}
    successor = {**place, "respondent": "bipoc-sehaq-4", "succeeds": "bipoc-sehaq-3"}
    holder = {"respondent": "city-1", "alliance": place["alliance"], "role": "account_holder"}
    people.extend([colleague, leaver, successor, holder])
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(study, stream, ensure_ascii=False, indent=1)
    with open(path.replace("study.json", "logo.svg"), "w", encoding="utf-8") as stream:
        stream.write(LOGO)


main()
