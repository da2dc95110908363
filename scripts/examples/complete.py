#!/usr/bin/python3
"""Writes examples/NAME/complete/study.json: the example with all rounds of the evaluation and the people of
the funder, from examples/NAME/study.json. With --check writes nothing and tells whether it is up to date.
"""
import json
import sys

WAVES = {
    "ocw-2018-2022": [
        {"id": "2020", "questionnaire": "alliance-31", "account_holders": "account-holder", "opens": "2020-03-02"}],
    "amsterdam-2021-2023": [
        {"id": "2022-h1", "questionnaire": "most-significant-change", "opens": "2022-01-10"},
        {"id": "2022-city", "questionnaire": "partnership", "opens": "2022-03-01"},
        {"id": "2022", "questionnaire": "quickscan", "opens": "2022-03-01"}],
    "ocw-2022-2027": [
        {"id": "2024-self", "questionnaire": "self-evaluation", "opens": "2024-11-01", "closes": "2025-01-31"},
        {"id": "2025", "questionnaire": "alliance-31", "account_holders": "account-holder", "opens": "2024-11-01"}],
}
# Who speaks for the funder about which alliances; how many there were is known of 2020 only (six).
ACCOUNT_HOLDERS = {
    "ocw-2018-2022": [["act4respect"], ["bronnen", "lgbt-heritage"], ["gedeelde-trots"], ["gezondheidszorg"],
                      ["samen-werkt-het", "werk-en-toekomst"], ["van-binnenuit"]],
    "amsterdam-2021-2023": [["samen-sterk", "wij-zijn-amsterdam"], ["queer-netwerk", "bipoc"],
                            ["tegen-racisme", "voorouders"]],
    "ocw-2022-2027": [["kleurrijk-en-vrij", "financieel-sterk"], ["van-binnenuit-2", "act4respect-unlimited"],
                      ["politica", "jong-gelijk"], ["worden-wie-je-bent", "gezondheidszorg-op-maat"]],
}
# What the evaluator made of it after the meeting: made up as the answers are.
PHASES = {
    "ocw-2018-2022": [["samen-werkt-het", "2020", "alliance", "performing"]],
    "amsterdam-2021-2023": [["samen-sterk", "2022", "alliance", "performing"],
                            ["queer-netwerk", "2022-city", "partnership", "forming"]],
    "ocw-2022-2027": [["kleurrijk-en-vrij", "2025", "alliance", "norming"]],
}
REASONS = {
    "forming": "Voorbeeld: in het gesprek ging het vooral over wie wat van wie verwacht.",
    "norming": "Voorbeeld: de spanningen die in de antwoorden staan, bleken in het gesprek besproken en opgelost.",
    "performing": "Voorbeeld: in het gesprek noemden alle partners resultaten die zij samen haalden.",
}


def account_holders(name):
    return [{"respondent": f"funder-{alliance}", "alliance": alliance, "role": "account_holder",
             "person": f"funder-{number}"}
            for number, alliances in enumerate(ACCOUNT_HOLDERS[name], 1) for alliance in alliances]


def lines_of(rows):
    return ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)


def complete(name, text):
    """The text with its people continued and its waves replaced; all else as it was written."""
    people_end = text.index('\n  ],\n  "waves": [')
    waves_end = text.index("\n  ],", people_end + 6)
    phases = [{"alliance": alliance, "wave": wave, "relation": relation, "phase": phase, "reason": REASONS[phase]}
              for alliance, wave, relation, phase in PHASES[name]]
    return (text[:people_end] + ",\n" + lines_of(account_holders(name)) + '\n  ],\n  "waves": [\n' +
            lines_of(WAVES[name]) + '\n  ],\n  "phase_overrides": [\n' + lines_of(phases) + text[waves_end:])


def main():
    stale = False
    for name in WAVES:
        with open(f"examples/{name}/study.json", encoding="utf-8") as file:
            text = complete(name, file.read())
        json.loads(text)
        path = f"examples/{name}/complete/study.json"
        if sys.argv[1:] == ["--check"]:
            with open(path, encoding="utf-8") as file:
                if file.read() != text:
                    print(f"{path}: run scripts/examples/complete.py")
                    stale = True
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    return 1 if stale else 0


sys.exit(main())
