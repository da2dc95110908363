#!/usr/bin/env python3
"""Questionnaires as other platforms import them: a LimeSurvey structure against one that a server
imported, an XLSForm through openpyxl against the rules of xlsform.org, SurveyJS's JSON through
survey-core itself, each with every statement in both languages. What is not installed is skipped.

    check_push.py ROOT PROGRAM"""
import csv
import glob
import html
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

problems = []


def expect(what, got, expected):
    if got != expected:
        problems.append(f"{what}: {got!r}, expected {expected!r}"[:300])


def table(sheet):
    rows = [[cell if cell is not None else "" for cell in row] for row in sheet.values]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


ROLES = ("lead", "partner", "account_holder")


def place_rows(survey):
    """Gives each row the group it stands in."""
    group = {"name": "", "relevant": ""}
    for row in survey:
        row["group"], row["group_relevant"] = group["name"], group["relevant"]
        if row["type"] == "begin_group":
            group = row
        elif row["type"] == "end_group":
            group = {"name": "", "relevant": ""}


def is_seen(row, role):
    """By somebody with this role."""
    return all(condition == "" or f"'{role}'" in condition
               for condition in (row["relevant"], row["group_relevant"]))


def check_xlsform(path, questionnaire):
    import openpyxl
    book = openpyxl.load_workbook(path)
    expect("sheets", book.sheetnames, ["survey", "choices", "settings"])
    survey, choices, settings = (table(book[name]) for name in book.sheetnames)
    languages = ["label::Nederlands (nl)", "label::English (en)"]
    names = [row["name"] for row in survey if row["name"]]
    place_rows(survey)
    places = [(row["group"], row["name"]) for row in survey if row["name"]]
    expect("names that come twice in a group", len(places), len(set(places)))
    for name in names + [row["name"] for row in choices if row["list_name"] != "scale"]:
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", name):
            problems.append(f"{name}: no name for XML")
    lists = {row["list_name"] for row in choices}
    open_groups = 0
    for row in survey:
        kind = row["type"].split()
        expect(f"type of {row['name']}", kind[0] in (
            "note", "text", "select_one", "begin_group", "end_group"), True)
        open_groups += (kind[0] == "begin_group") - (kind[0] == "end_group")
        if kind[0] == "select_one":
            expect(f"list of {row['name']}", kind[1] in lists, True)
        if kind[0] != "end_group":
            for language in languages:
                expect(f"{language} of {row['name']}", bool(row[language]), True)
        for name in re.findall(r"\$\{([^}]*)\}", row["relevant"]):
            expect(f"what {row['name']} depends on", name in names, True)
    expect("open groups at the end", open_groups, 0)
    for part in questionnaire["items"] + questionnaire.get("open_questions", []):
        for role in part.get("audience") or ROLES:
            words = (part.get("wording") or {}).get(role) or part["text"]
            seen = [[row[language] for language in languages] for row in survey
                    if row["name"] == part["id"] and is_seen(row, role)]
            expect(f"{part['id']} to {role}", seen, [[words["nl"], words["en"]]])
        for role in set(ROLES) - set(part.get("audience") or ROLES):
            expect(f"{part['id']} to {role}", [row["name"] for row in survey
                   if row["name"] == part["id"] and is_seen(row, role)], [])
    scale = [row["name"] for row in choices if row["list_name"] == "scale"]
    expect("answers", scale,
           [str(i + 1) for i in range(questionnaire["response_scale"]["points"])]
           + ["dk"] * ("dont_know" in questionnaire["response_scale"]))
    expect("settings", settings[0]["form_id"], questionnaire["id"])
    expect("default language", "label::" + settings[0]["default_language"] in languages, True)


def structure(path):
    """A LimeSurvey structure as its import reads it: tabs, and quotes around whole cells only."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    return rows[0], [dict(zip(rows[0], row)) for row in rows[1:] if any(row)]


def check_limesurvey(root, path, questionnaire):
    """Against a structure that a LimeSurvey 6.4.2 imported, and the rules of its manual."""
    columns, recorded = structure(os.path.join(root, "tests", "data", "limesurvey", "structure.txt"))
    ours, rows = structure(path)
    expect("columns", ours, columns)
    kinds = {(row["class"], row["type/scale"]) for row in recorded if row["class"] in ("Q", "SQ", "A")}
    kinds.add(("Q", "X"))  # text without a question; the server has it in another recorded survey
    settings = {row["name"] for row in recorded if row["class"] in ("S", "SL")}
    codes, at, texts = set(), None, {"nl": {}, "en": {}}
    for row in rows:
        kind, name, language = row["class"], row["name"], row["language"]
        if kind in ("S", "SL"):
            expect(f"setting {name} is one that was imported", name in settings, True)
            continue
        if kind != "G":
            expect(f"{name}: class and type", (kind, row["type/scale"]) in kinds, True)
        if kind == "Q":
            at = name
            expect(f"code of question {name}", bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", name)), True)
            expect(f"{name} once in {language}", (name, language) in codes, False)
            codes.add((name, language))
        elif kind == "SQ":
            expect(f"code of row {name}", bool(re.fullmatch(r"[A-Za-z0-9]{1,20}", name)), True)
        elif kind == "A":
            expect(f"code of answer {name}", bool(re.fullmatch(r"[A-Za-z0-9]{1,5}", name)), True)
        for cell in row.values():
            expect(f"{name}: a cell that ends a line", "\n" in cell, False)
        key = (kind, at if kind in ("SQ", "A") else "", row["type/scale"] if kind == "G" else name)
        expect(f"{key} twice in {language}", key in texts[language], False)
        texts[language][key] = row["name"] if kind == "G" else row["text"]
        for other, code in re.findall(r'([A-Za-z0-9]+)\.NAOK == "([^"]*)"', row["relevance"]):
            expect(f"{name} depends on {other}", ("Q", "", other) in texts[language], True)
            expect(f"{name} depends on {other} {code}", ("A", other, code) in texts[language], True)
    expect("the same rows in both languages", sorted(texts["nl"]), sorted(texts["en"]))
    expect("rows without text", [key for text in texts.values() for key in text if not text[key]], [])
    # A statement may stand there more than once, in the words of another role.
    shown = {(language, key[2], html.unescape(text)) for language in texts
             for key, text in texts[language].items() if key[0] == "SQ"}
    for item in questionnaire["items"]:
        code = re.sub("[^A-Za-z0-9]", "", item["id"])
        for language in ("nl", "en"):
            expect(f"{item['id']} in {language}", (language, code, item["text"][language]) in shown, True)
    scale = questionnaire["response_scale"]
    points = [f"A{i + 1}" for i in range(scale["points"])] + (["DK"] if scale.get("dont_know") else [])
    for key in [key for key in texts["nl"] if key[0] == "Q" and ("SQ", key[2]) in {k[:2] for k in texts["nl"]}]:
        expect(f"answers of {key[2]}", [k[2] for k in texts["nl"] if k[:2] == ("A", key[2])], points)


def check_surveyjs(root, path):
    script = os.path.join(root, "tests", "browser", "surveyjs.mjs")
    run = subprocess.run(["node", script, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         encoding="utf-8", check=False)
    expect("survey-core on " + os.path.basename(path), (run.returncode, run.stdout), (0, ""))


def main():
    root, program = sys.argv[1:3]
    has_xlsx = importlib.util.find_spec("openpyxl") is not None
    has_survey = shutil.which("node") and os.path.isdir(
        os.path.join(root, "tests", "browser", "node_modules", "survey-core"))
    with tempfile.TemporaryDirectory() as folder:
        study = os.path.join(folder, "study")
        subprocess.run([program, "init", study, "--quiet"], check=True)
        for path in glob.glob(os.path.join(root, "questionnaires", "*.json")):
            if path.endswith(".schema.json"):
                continue
            with open(path, encoding="utf-8") as file:
                questionnaire = json.load(file)
            for lang in ("nl", "en"):
                out = os.path.join(folder, f"{questionnaire['id']}.{lang}")
                push = lambda form, end: subprocess.run(
                    [program, "export", study, "--questionnaire", path, "--format", form, "--output",
                     out + end, "--lang", lang, "--quiet"], check=True)
                push("limesurvey", ".txt")
                check_limesurvey(root, out + ".txt", questionnaire)
                if has_xlsx:
                    push("xlsform", ".xlsx")
                    check_xlsform(out + ".xlsx", questionnaire)
                if has_survey:
                    push("surveyjs", ".json")
                    check_surveyjs(root, out + ".json")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
