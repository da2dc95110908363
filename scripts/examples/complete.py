#!/usr/bin/python3
"""Writes examples/NAME/complete/study.json and framework.json: the example with all rounds of the evaluation
and the people of the funder, from those in examples/NAME. With --check writes nothing and tells whether
they are up to date.
"""
import json
import re
import sys

WAVES = {
    "ocw-2018-2022": [
        {"id": "2020", "questionnaire": "alliance-31", "account_holders": "account-holder", "opens": "2020-03-02"}],
    "amsterdam-2021-2023": [
        {"id": "2022-stories", "questionnaire": "most-significant-change", "opens": "2022-01-10"},
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
# Statements by which an expectation is rated, in the place of those of partners alone.
ITEMS = {
    "ocw-2018-2022": {
        "E1": ["v1", "n1", "e1a", "e1b"], "E2": ["v2", "w2", "e2a", "e2b"], "E3": ["s1", "s5", "e3a", "e3b"],
        "E4": ["s3", "s6", "w1", {"item": "t3", "against": True}, "e4a", "e4b"],
        "E5": ["s8", "w3", "e5a", "e5b"], "E6": ["s7", "e6a", "e6b"]},
    "amsterdam-2021-2023": {
        "G1": ["s4", "w1", "w5"], "G2": ["v2", "w2", "d5"], "G3": ["s3", "s5", "s6"], "G4": ["o2", "d1", "d3"],
        "I2": ["o2", "d1", "d2", "d3"], "I3": ["o1", "d4", "d5"]},
    "ocw-2022-2027": {
        "C1": ["o1", "p1", "h6"], "C3": ["s5", "s6", "n2", {"item": "t1", "against": True}, "h9", "e4a"],
        "C4": ["v2", "w2", "h1", "h7"]},
}
# The same for the research questions: [statements, open questions].
PHASES_WITH_THE_FUNDER = [f"p{phase}{number}" for phase in "ftnp" for number in range(1, 5)]
QUESTIONS = {
    "ocw-2018-2022": {},
    "amsterdam-2021-2023": {
        "a": [["v1", "v2", "v3"], []], "b": [["s6", "s8"], []], "c": [PHASES_WITH_THE_FUNDER, []],
        "e": [["d1", "d2"], ["open_hinder", "open_well"]],
        "f": [["w1", "w2", "w3", "w4", "w5", "w6"], ["open_funder", "open_partner_well", "open_partner_hinder"]],
        "g": [["o1", "o2", "d1", "d2", "d3", "d4", "d5"], ["open_meeting"]]},
    "ocw-2022-2027": {
        "activities": [["p1", "p4", "se_a1", "se_a2", "se_a3", "se_a4"],
                       ["se_activities_well", "se_activities_hinder", "se_activities_changed"]],
        "goals": [["o1", "s7", "se_g1", "se_g2", "se_g3", "se_g4"],
                  ["open_well", "se_goals_well", "se_goals_hinder", "se_goals_changed"]],
        "roles": [["n3", "f4", "t2", "se_r1", "se_r2", "se_r3"], ["se_roles_well", "se_roles_hinder"]],
        "co-operation": [["s3", "s5", "s6", "n2", "n4", "t1", "t4", "se_c1", "se_c2", "se_c3", "se_c4", "e4a"],
                         ["open_well", "open_hinder", "se_cooperation_well", "se_cooperation_hinder"]],
        "subsidy": [["v2", "w1", "w2", "w3", "se_s1", "se_s2", "se_s3", "se_s4", "h1", "h5", "h7"],
                    ["open_hinder", "se_subsidy_well", "se_subsidy_hinder"]],
        "ahead": [["o2"], ["open_meeting", "se_need_short", "se_need_long"]]},
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


def put(text, start, key, values):
    """The list `key` of the object that begins at start, replaced, or put in after its "text"."""
    limit = text.find('{"id":', start + 1)
    limit = limit if limit > 0 else len(text)
    found = re.compile(rf'"{key}": (\[[^\]]*\])').search(text, start, limit)
    if found:
        return text[:found.start(1)] + json.dumps(values) + text[found.end(1):]
    if not values:
        return text
    told = re.compile(r'"text": \{[^}]*\}').search(text, start)
    return text[:told.end()] + f', "{key}": ' + json.dumps(values) + text[told.end():]


def framework(name, text):
    for expectation, items in ITEMS[name].items():
        text = put(text, text.index(f'{{"id": "{expectation}", "kind"'), "items", items)
    for question, (items, open_questions) in QUESTIONS[name].items():
        text = put(text, text.index(f'{{"id": "{question}",'), "items", items)
        text = put(text, text.index(f'{{"id": "{question}",'), "open_questions", open_questions)
    return text


def main():
    stale = False
    for name in WAVES:
        for kind, make in (("study", complete), ("framework", framework)):
            with open(f"examples/{name}/{kind}.json", encoding="utf-8") as file:
                text = make(name, file.read())
            json.loads(text)
            path = f"examples/{name}/complete/{kind}.json"
            if sys.argv[1:] != ["--check"]:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                continue
            with open(path, encoding="utf-8") as file:
                if file.read() != text:
                    print(f"{path}: run scripts/examples/complete.py")
                    stale = True
    return 1 if stale else 0


sys.exit(main())
