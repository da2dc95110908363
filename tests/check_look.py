#!/usr/bin/env python3
"""Every class of the Utrecht components that the pages of form/ use has a rule in form/look. After a new
one scripts/look.sh must be run.

    check_look.py ROOT"""
import glob
import os
import re
import sys


def main():
    form = os.path.join(sys.argv[1], "form")
    css = "".join(open(path, encoding="utf-8").read()
                  for path in glob.glob(os.path.join(form, "look", "*.css")))
    known = set(re.findall(r"\.([a-z][a-z0-9_-]*)", css))
    used = set()
    for path in glob.glob(os.path.join(form, "*.c")):
        # String literals that stand one after another are one.
        text = re.sub(r'"\s*\n\s*"', "", open(path, encoding="utf-8").read())
        used |= set(re.findall(r"\butrecht-[a-z0-9_-]*[a-z0-9]\b", text))
    missing = sorted(used - known)
    for name in missing:
        print(f"form/look has no rule for .{name}; run scripts/look.sh")
    print(f"{len(used)} classes, {len(missing)} without a rule")
    return 1 if missing or not used else 0


if __name__ == "__main__":
    sys.exit(main())
