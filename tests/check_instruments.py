#!/usr/bin/env python3
"""docs/instruments.md says what the questionnaires ask: its tables are made from them. Also what no
schema can say of a shipped questionnaire: statements are short, whole, asked once, in two
languages, and linked to a research question.

    check_instruments.py ROOT           compares, and says what differs
    check_instruments.py ROOT --write   makes the tables anew"""
import glob
import json
import os
import re
import sys

QUESTIONS = {number + letter for number, letters in (("1", "abcd"), ("2", "abcdef"), ("3", "abcdef"))
             for letter in letters}
LONGEST = 110  # characters of a statement: two lines on a telephone
ROLES = {"lead": "lead", "partner": "partner", "account_holder": "account holder"}


def cell(text):
    return text.replace("|", "\\|")


def role_words(roles):
    return "everybody" if roles is None or len(roles) == 3 else ", ".join(ROLES[r] for r in roles)


def citation(q, key):
    """Author and year of a full citation."""
    text = q["sources"][key]
    authors, year = re.match(r"(.*?)\s*\((\d{4})\)", text).groups()
    names = re.findall(r"([A-Z][\w’-]+), (?:[A-Z]\. ?)+", authors)
    if len(names) > 2:
        return f"{names[0]} et al. ({year})"
    return f"{' & '.join(names)} ({year})"


def table(q):
    scales = {s["id"]: s for s in q["scales"]}
    lines = ["| construct | about | statements | source |", "| --- | --- | --- | --- |"]
    for scale in list(scales.values()) + [None]:
        items = [i for i in q["items"] if i.get("scale") == (scale["id"] if scale else None)]
        if not items:
            continue
        phases = {i.get("phase") for i in items} - {None}
        title = "of no scale" if scale is None else scale["title"]["en"]
        about = "" if scale is None else scale.get("relation", "alliance")
        if phases:
            about += f", {phases.pop()}"
        source = citation(q, scale["source"]) if scale and scale.get("source") else "own"
        ids = ", ".join(f"`{i['id']}`" + (" (reversed)" if i.get("reverse") else "") for i in items)
        lines.append(f"| {cell(title)} | {about} | {ids} | {cell(source)} |")
    lines += ["", "| statement | for | questions | in English |", "| --- | --- | --- | --- |"]
    for item in q["items"]:
        words = cell(item["text"]["en"])
        for role, text in (item.get("wording") or {}).items():
            words += f"<br>*{ROLES[role]}:* {cell(text['en'])}"
        lines.append(f"| `{item['id']}` | {role_words(item.get('audience'))} | "
                     f"{', '.join(item.get('questions', []))} | {words} |")
    for question in q.get("open_questions") or []:
        words = cell(question["text"]["en"])
        for role, text in (question.get("wording") or {}).items():
            words += f"<br>*{ROLES[role]}:* {cell(text['en'])}"
        lines.append(f"| `{question['id']}` | {role_words(question.get('audience'))} | open | {words} |")
    lines += [""] + [f"- {text}" for text in (q.get("sources") or {}).values()]
    return "\n".join(lines) + "\n"


def check_text(where, text, statement, problems):
    for lang in ("nl", "en"):
        words = text[lang]
        if statement and len(words) > LONGEST:
            problems.append(f"{where}.{lang}: {len(words)} characters; at most {LONGEST}")
        if words != words.strip() or "  " in words:
            problems.append(f"{where}.{lang}: blanks")
        if not words.endswith("." if statement else ("?", ".")):
            problems.append(f"{where}.{lang}: no end: {words!r}")
        if re.search(r"\b(niet|geen|nooit)\b.*\b(niet|geen|nooit)\b|\b(not|no|never)\b.*\b(not|no|never)\b",
                     words.lower()):
            problems.append(f"{where}.{lang}: a double negative: {words!r}")


def texts_of(part):
    return [part["text"]] + list((part.get("wording") or {}).values())


def check(q, problems):
    seen = {}
    for item in q["items"]:
        where = f"{q['id']}: {item['id']}"
        unknown = set(item.get("questions", [])) - QUESTIONS
        if unknown or not item.get("questions"):
            problems.append(f"{where}: research questions {sorted(unknown) or 'missing'}")
        for text in texts_of(item):
            check_text(where, text, True, problems)
    for question in q.get("open_questions") or []:
        for text in texts_of(question):
            check_text(f"{q['id']}: {question['id']}", text, False, problems)
    for part in q["items"] + (q.get("open_questions") or []):
        for lang in ("nl", "en"):
            words = part["text"][lang].lower()
            if seen.setdefault(words, part["id"]) != part["id"]:
                problems.append(f"{q['id']}: {part['id']} and {seen[words]} ask the same")
    cited = {s.get("source") for s in q["scales"]} - {None}
    for key in q.get("sources") or {}:
        if not re.search(r"\(\d{4}\)", q["sources"][key]):
            problems.append(f"{q['id']}: source {key} is no full citation")
    if not cited <= set(q.get("sources") or {}):
        problems.append(f"{q['id']}: cites what isn't in sources")


def check_mirrored(all_of_them, problems):
    """The same statement for account holders has the same words, wherever it stands."""
    holders = all_of_them["account-holder"]
    for item in holders["items"]:
        for q in all_of_them.values():
            for other in q["items"]:
                own = (other.get("wording") or {}).get("account_holder")
                if other["id"] == item["id"] and own is not None and own != item["text"]:
                    problems.append(f"{q['id']}: {item['id']} has other words than account-holder")
    for q in all_of_them.values():
        for item in q["items"]:
            first = next(i for p in all_of_them.values() for i in p["items"] if i["id"] == item["id"])
            if q is not holders and first is not item and first["text"] != item["text"]:
                problems.append(f"{q['id']}: {item['id']} is another statement elsewhere")


def main():
    root = sys.argv[1]
    path = os.path.join(root, "docs", "instruments.md")
    with open(path, encoding="utf-8") as stream:
        page = stream.read()
    problems, all_of_them = [], {}
    for file in sorted(glob.glob(os.path.join(root, "questionnaires", "*.json"))):
        if not file.endswith(".schema.json"):
            with open(file, encoding="utf-8") as stream:
                q = json.load(stream)
            all_of_them[q["id"]] = q
    # alliance-31 first: what others share with it is its own
    all_of_them = dict(sorted(all_of_them.items(), key=lambda pair: (
        pair[0] == "account-holder", pair[0] != "alliance-31", pair[0])))
    for name, q in all_of_them.items():
        check(q, problems)
        made = f"<!-- made from {name}.json -->\n"
        if page.count(made) != 1:
            problems.append(f"{path}: needs one {made.strip()}")
            continue
        start = page.index(made) + len(made)
        end = page.index("<!-- end -->", start)
        if "--write" in sys.argv:
            page = page[:start] + "\n" + table(q) + "\n" + page[end:]
        elif page[start:end].strip() != table(q).strip():
            problems.append(f"{path}: {name} differs from its questionnaire; run "
                            "tests/check_instruments.py . --write")
    check_mirrored(all_of_them, problems)
    if "--write" in sys.argv:
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(page)
    print("\n".join(problems) or f"{len(all_of_them)} questionnaires")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
