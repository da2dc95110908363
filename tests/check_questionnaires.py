#!/usr/bin/env python3
"""The shipped questionnaires fit their JSON Schema, and the schema refuses what it should. Needs
python3-jsonschema; exits 77 (skipped) where that isn't installed."""
import copy
import glob
import json
import os
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)


def wrong_ones(good):
    """Copies of a good questionnaire, each with one fault."""
    def changed(change):
        bad = copy.deepcopy(good)
        change(bad)
        return bad
    yield "an unknown key", changed(lambda q: q.update(colour="red"))
    yield "no version", changed(lambda q: q.pop("version"))
    yield "a language missing", changed(lambda q: q["items"][0]["text"].pop("en"))
    yield "an empty text", changed(lambda q: q["items"][0]["text"].update(nl=""))
    yield "12 points", changed(lambda q: q["response_scale"].update(points=12))
    yield "an unknown phase", changed(lambda q: q["items"][0].update(phase="adjourning"))
    yield "an unknown role", changed(lambda q: q["items"][0].update(audience=["funder"]))
    yield "an empty audience", changed(lambda q: q["items"][0].update(audience=[]))
    yield "an id with a blank", changed(lambda q: q["items"][0].update(id="s 1"))
    yield "an item without a theme", changed(lambda q: q["items"][0].pop("theme"))
    yield "no items", changed(lambda q: q.update(items=[]))
    if good["scales"]:
        yield "min_answered 0", changed(lambda q: q["scales"][0].update(min_answered=0))
    yield "a citation that is no text", changed(lambda q: q.update(sources={"x": 1}))
    yield "words for an unknown role", changed(
        lambda q: q["items"][0].update(wording={"funder": {"nl": "a", "en": "b"}}))
    yield "words in one language", changed(
        lambda q: q.update(introductions={"lead": {"nl": "a"}}))
    yield "a story without consent", changed(
        lambda q: q.update(story={"title": "a", "change": "b", "why": "c"}))
    yield "a phase model of another kind", changed(lambda q: q.update(phase_model={"mean": []}))


def main():
    folder = os.path.join(sys.argv[1], "questionnaires")
    with open(os.path.join(folder, "questionnaire.schema.json"), encoding="utf-8") as stream:
        schema = json.load(stream)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    faults, count = 0, 0
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        if path.endswith(".schema.json"):
            continue
        count += 1
        with open(path, encoding="utf-8") as stream:
            questionnaire = json.load(stream)
        for error in validator.iter_errors(questionnaire):
            print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
            faults += 1
        for what, bad in wrong_ones(questionnaire):
            if validator.is_valid(bad):
                print(f"the schema accepts {what}")
                faults += 1
    print(f"{count} questionnaires, {faults} faults")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
