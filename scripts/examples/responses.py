#!/usr/bin/python3
"""Turns what `samenscan simulate` writes into the answers of an example: with days on which they were
sent in, languages, open answers and stories. All of it is made up.

    responses.py STUDY WAVE SEED < simulated.csv > responses.csv
"""
import csv
import datetime
import json
import os
import random
import sys

SHARE_OF_ENGLISH = {"amsterdam-2021-2023": 0.25}
SHARE_SILENT = {"amsterdam-2021-2023": 0.15}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def find(rows, key, value):
    return next(row for row in rows if row[key] == value)


def pool_of(texts, question):
    """The texts for a question: of its own id, else of how the id begins or ends."""
    if question in texts:
        return texts[question]
    for key in ("se_need", "well", "hinder", "changed"):
        if question.startswith(key) or question.endswith("_" + key):
            return texts[key]
    return []


def opens_on(wave):
    return datetime.date.fromisoformat(wave.get("opens", wave["id"][:4] + "-03-02"))


def submitted(wave, chance):
    """A moment on a working day of the four weeks after opening; more at the start."""
    day = opens_on(wave) + datetime.timedelta(days=min(int(chance.expovariate(1 / 7)), 27))
    while day.weekday() > 4:
        day += datetime.timedelta(days=1)
    return f"{day}T{chance.randint(8, 16):02d}:{chance.randint(0, 59):02d}:00Z"


def main():
    folder, wave_id, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
    study = load(os.path.join(folder, "study.json"))
    wave = find(study["waves"], "id", wave_id)
    texts = load(os.path.join(os.path.dirname(os.path.abspath(__file__)), "texts.json"))
    questionnaires = [load(os.path.join(folder, "questionnaires", wave[key] + ".json"))
                      for key in ("questionnaire", "account_holders") if key in wave]
    story = questionnaires[0].get("story")
    items = {item["id"] for questionnaire in questionnaires for item in questionnaire["items"]}
    chance = random.Random(seed)
    english = SHARE_OF_ENGLISH.get(study["id"], 0)
    silent = SHARE_SILENT.get(study["id"], 0)
    given = {}
    rows = csv.reader(sys.stdin)
    names = next(rows)
    questions = []
    for questionnaire in questionnaires:
        questions += [q["id"] for q in questionnaire.get("open_questions", []) if q["id"] not in questions]
    out = csv.writer(sys.stdout)
    out.writerow([name for name in names if name not in questions] + questions)
    at = {name: i for i, name in enumerate(names)}
    number = 0
    for row in rows:
        number += 1
        role, language = row[at["role"]], "en" if chance.random() < english else "nl"
        if story and number % 9 != 0:
            continue  # few people write a story
        if not any(row[at[item]] for item in items if item in at):
            continue  # of a role that is asked nothing
        if role == "partner" and chance.random() < silent:
            continue
        row[at["language"]] = language
        row[at["submitted_at"]] = submitted(wave, chance)
        asked = {q["id"] for q in questionnaires[-1 if role == "account_holder" else 0].get("open_questions", [])}
        if story:
            telling = texts["stories"][(number // 9) % len(texts["stories"])][language]
            words = {"story_" + key: text for key, text in telling.items()}
            row[at[story["consent_report"]]] = "1" if number // 9 == 3 else "2"
            row[at[story["consent_funder"]]] = "1" if number // 9 in (3, 5) else "2"
        else:
            words = {}
            for question in questions:
                pool = pool_of(texts, question)
                if question in asked and pool and chance.random() < 0.3:
                    given[question] = given.get(question, chance.randrange(len(pool))) + 1
                    words[question] = pool[given[question] % len(pool)][language]
        out.writerow([value for name, value in zip(names, row) if name not in questions] +
                     [words.get(question, "") for question in questions])


main()
