#!/usr/bin/env python3
"""results.json has every key that was promised, whatever the answers: none left out, every null with
its reason, no number that is none. Asked of the program itself, over data that make things hard.

    check_results.py ROOT PROGRAM"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

TOP = "samenscan study wave questionnaire seed resamples respondents alliance_count scales alliances".split()
SCALE = ("items respondents mean sd alpha alpha_standardized omega_total average_r item_rest "
         "alpha_if_dropped icc1 icc1_low icc1_high icc2 f df_between df_within p variance mean_of_alliances").split()
ALLIANCE = "name invited responded suppressed scales phase discussion".split()
SCORE = "respondents mean sd low high index zone pooled rwg ad".split()
ITEM = "respondents dont_know mean sd counts rwg ad".split()
PHASE = "posterior profile modal verdict".split()
PHASES = "forming storming norming performing".split()
VERDICTS = "clear mixed undecided no_data".split()


class Check:
    def __init__(self, codes, case):
        self.codes, self.case, self.problems = codes, case, []

    def wrong(self, place, what):
        self.problems.append(f"{self.case}: {place}: {what}")

    def keys(self, place, node, keys):
        if not isinstance(node, dict):
            self.wrong(place, "is no object")
            return
        for key in keys:
            if key not in node:
                self.wrong(place, f"{key} is left out")

    def nulls(self, place, node):
        if isinstance(node, list):
            for i, element in enumerate(node):
                if element is None:
                    self.wrong(f"{place}[{i}]", "null in a list")
                self.nulls(f"{place}[{i}]", element)
        if not isinstance(node, dict):
            return
        why = node.get("why", {})
        for key, value in node.items():
            if key != "why" and value is None and why.get(key) not in self.codes:
                self.wrong(f"{place}.{key}", "null without a known reason")
            if key != "why":
                self.nulls(f"{place}.{key}", value)
        for key in why:
            if node.get(key, 0) is not None:
                self.wrong(f"{place}.why.{key}", "a reason for what is there")

    def alliance(self, place, node, results, with_items):
        self.keys(place, node, ALLIANCE + (["items"] if with_items else []))
        self.keys(f"{place}.scales", node["scales"], results["scales"])
        for id, score in node["scales"].items():
            self.keys(f"{place}.scales.{id}", score, SCORE)
            self.keys(f"{place}.scales.{id}.pooled", score["pooled"], ["mean", "low", "high"])
        for id, item in node.get("items", {}).items():
            self.keys(f"{place}.items.{id}", item, ITEM)
        for id, phase in node["phase"].items():
            self.keys(f"{place}.phase.{id}", phase, PHASE)
            self.keys(f"{place}.phase.{id}.posterior", phase["posterior"], PHASES)
            self.keys(f"{place}.phase.{id}.profile", phase["profile"], PHASES)
            if phase["verdict"] not in VERDICTS:
                self.wrong(f"{place}.phase.{id}.verdict", phase["verdict"])
        for topic in node["discussion"]:
            self.keys(f"{place}.discussion", topic, ["item", "score", "reasons"])

    def whole(self, results, with_items):
        self.keys("", results, TOP)
        for id, scale in results["scales"].items():
            place = f"scales.{id}"
            self.keys(place, scale, SCALE)
            self.keys(f"{place}.alpha", scale["alpha"], ["value", "low", "high"])
            self.keys(f"{place}.variance", scale["variance"], ["between", "within", "maxima", "method"])
            self.keys(f"{place}.item_rest", scale["item_rest"], scale["items"])
            self.keys(f"{place}.alpha_if_dropped", scale["alpha_if_dropped"], scale["items"])
        for id, alliance in results["alliances"].items():
            self.alliance(f"alliances.{id}", alliance, results, with_items)
        # The questionnaire in its own form, where null is the same as left out.
        self.nulls("", {key: value for key, value in results.items() if key != "instrument"})


def refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def run(program, arguments, text=None):
    return subprocess.run([program, *arguments], check=True, input=text, stdout=subprocess.PIPE,
                          encoding="utf-8").stdout


def with_points(path, points, folder):
    with open(path, encoding="utf-8") as file:
        questionnaire = json.load(file)
    labels = [f"label {i}" for i in range(points)]
    questionnaire["response_scale"].update(points=points, labels={"nl": labels, "en": labels})
    changed = os.path.join(folder, f"{points}.json")
    with open(changed, "w", encoding="utf-8") as file:
        json.dump(questionnaire, file)
    return changed


def rewritten(text, change):
    rows = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out).writerows([rows[0]] + [change(i, row) for i, row in enumerate(rows[1:])])
    return out.getvalue()


def cases(program, alliance_31, folder):
    """name, questionnaire, CSV, options"""
    def simulated(questionnaire, smallest, largest, count):
        return run(program, ["simulate", "--questionnaire", questionnaire, "--alliances", str(count),
                             "--smallest", str(smallest), "--largest", str(largest)])
    six = simulated(alliance_31, 1, 6, 6)
    answers = 7
    yield "ordinary", alliance_31, six, []
    yield "per organisation", alliance_31, six, ["--weight", "organisation", "--resamples", "0"]
    yield "small ones hidden", alliance_31, six, ["--min-group", "4"]
    yield "without items", alliance_31, six, ["--no-items"]
    yield "nobody", alliance_31, six.splitlines(keepends=True)[0], []
    for name, answer in ("all the same", "4"), ("all don't know", "dk"), ("nothing answered", ""):
        text = rewritten(six, lambda i, row: row[:answers] + [answer] * (len(row) - answers))
        yield name, alliance_31, text, []
    yield "two camps", alliance_31, rewritten(
        six, lambda i, row: row[:answers] + ["15"[i % 2]] * (len(row) - answers)), []
    for size in 1, 2:
        yield f"{size} respondents", alliance_31, simulated(alliance_31, size, size, 1), []
    for points in 2, 11:
        questionnaire = with_points(alliance_31, points, folder)
        yield f"{points} points", questionnaire, simulated(questionnaire, 1, 5, 5), []


def main():
    root, program = sys.argv[1:3]
    with open(os.path.join(root, "docs", "reasons.md"), encoding="utf-8") as file:
        codes = set(re.findall(r"^\| `(\w+)`", file.read(), re.MULTILINE))
    problems = []
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        alliance_31 = os.path.join(root, "questionnaires", "alliance-31.json")
        for name, questionnaire, text, options in cases(program, alliance_31, folder):
            out = run(program, ["score", "--questionnaire", questionnaire, "-", *options], text)
            check = Check(codes, name)
            check.whole(json.loads(out, parse_constant=refuse), "--no-items" not in options)
            problems += check.problems
            count += 1
    for problem in problems[:50]:
        print(problem)
    print(f"{count} results, {len(problems)} problems")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
