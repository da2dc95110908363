#!/usr/bin/env python3
"""docs/samenscan.1 is what scripts/man.sh prints from the program's own help now, and the manual
formatter has nothing to say about it (where it is installed).

    check_man.py ROOT PROGRAM"""
import os
import shutil
import subprocess
import sys


def main():
    root, program = sys.argv[1:3]
    page = os.path.join(root, "docs", "samenscan.1")
    script = os.path.join(root, "scripts", "man.sh")
    made = subprocess.run(["sh", script, program], check=True, stdout=subprocess.PIPE).stdout
    with open(page, "rb") as file:
        kept = file.read()
    if made != kept:
        print(f"docs/samenscan.1 is not what the program's help says; run:\n"
              f"  scripts/man.sh {program} > docs/samenscan.1")
        return 1
    if shutil.which("groff") is not None:
        told = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", page],
                              stderr=subprocess.PIPE, text=True).stderr
        if told:
            print(told)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
