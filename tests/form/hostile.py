#!/usr/bin/env python3
"""What hostile clients send, over real connections: walks the table of docs/security.md. Every row is
a case here and every case a row there; each gets the answer the table promises, and what the store
holds afterwards is what it held before.

    hostile.py ROOT PROGRAM"""
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile

ROOT, PROGRAM = sys.argv[1], os.path.abspath(sys.argv[2])
FORM = "application/x-www-form-urlencoded"
SCRIPT = "%3Cscript%3Ealert(1)%3C/script%3E%22onclick%3D%22x"

STUDY = """{"id": "hostile", "title": {"nl": "H", "en": "H"}, "language": "en", "alliances": [
{"id": "a", "name": "A", "partners": [{"id": "o", "name": "O", "lead": true}, {"id": "p", "name": "P"}]}],
"people": [
{"respondent": "r1", "alliance": "a", "organisation": "o", "role": "lead", "language": "en"},
{"respondent": "r2", "alliance": "a", "organisation": "p", "role": "partner", "language": "en"},
{"respondent": "r3", "alliance": "a", "organisation": "p", "role": "partner", "language": "en"}],
"waves": [{"id": "w", "questionnaire": "alliance-31"}]}"""


class Answer:
    def __init__(self, data):
        head, _, self.body = data.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        words = lines[0].split(b" ")
        self.status = int(words[1]) if data.startswith(b"HTTP/1.") and len(words) > 1 else 0
        self.headers = [tuple(line.split(b": ", 1)) for line in lines[1:] if b": " in line]

    def all(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower().encode()]


class Server:
    def __init__(self):
        self.folder = tempfile.mkdtemp()
        self.study = os.path.join(self.folder, "study")
        self.run("init", self.study, "--quiet")
        with open(os.path.join(self.study, "study.json"), "w", encoding="utf-8") as stream:
            stream.write(STUDY)
        rows = self.run("serve", self.study, "--tokens").split()[1:]
        self.tokens = {row.split(",")[0]: row.split(",")[5] for row in rows}
        self.old = self.tokens["r3"]
        rows = self.run("serve", self.study, "--tokens", "--again").split()[1:]
        self.tokens = {row.split(",")[0]: row.split(",")[5] for row in rows}
        self.reader = self.run("serve", self.study, "--reader-key").strip()
        self.log = open(os.path.join(self.folder, "log"), "wb")
        self.process = None
        self.start()

    def run(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.PIPE, text=True,
                              env={**os.environ, "LC_ALL": "C"}).stdout

    def start(self):
        """Anew, so that what one case did too often doesn't count for the next one."""
        self.stop()
        self.process = subprocess.Popen([PROGRAM, "serve", self.study, "--port", "0"],
                                        stdout=subprocess.PIPE, stderr=self.log)
        self.port = int(self.process.stdout.readline().rsplit(b":", 1)[1].strip(b"/\n"))

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            assert self.process.wait() == 0, "the server ended by itself"
            self.process.stdout.close()
            self.process = None

    def close(self):
        self.stop()
        self.log.close()
        with open(os.path.join(self.folder, "log"), "rb") as stream:
            log = stream.read()
        shutil.rmtree(self.folder)
        return log

    def raw(self, data, patience=10):
        """Sends bytes, and reads to the end of the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
            got = b""
            try:
                connection.sendall(data)
                while True:
                    piece = connection.recv(65536)
                    if not piece:
                        break
                    got += piece
            except (ConnectionError, socket.timeout):
                pass
            return Answer(got)

    def ask(self, method, path, body=None, headers=()):
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close",
                 "Accept: text/html", *headers]
        data = body.encode() if isinstance(body, str) else body
        if data is not None:
            lines.append(f"Content-Length: {len(data)}")
        return self.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + (data or b""))

    def page(self, step, respondent="r1", owner=None):
        return f"/q/{self.tokens[owner or respondent]}/en/{respondent}/{step}"

    def send(self, body, step="theme/inside", kind=FORM, headers=(), **who):
        return self.ask("POST", self.page(step, **who), body, [f"Content-Type: {kind}", *headers])

    def stored(self):
        """All that respondents can change; what was looked at, and when, aside."""
        store = sqlite3.connect(f"file:{self.study}/store.sqlite?mode=ro", uri=True)
        try:
            tables = [row[0] for row in store.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                "AND name NOT LIKE 'paradata%' AND name NOT LIKE 'consent%'")]
            return {table: store.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}
        finally:
            store.close()


CASES = {}


def case(name):
    def add(function):
        CASES[name] = function
        return function
    return add


def statements(server):
    page = server.ask("GET", server.page("theme/inside")).body.decode()
    return list(dict.fromkeys(re.findall(r'name="a\.([^"]+)"', page)))


@case("script in every statement")
def _(s):
    items = statements(s)
    assert len(items) > 5
    return s.send("had=" + "-" * len(items) + "&" + "&".join(f"a.{i}={SCRIPT}" for i in items))


@case("an answer outside the scale")
def _(s):
    answers = [s.send(f"had={'-' * len(statements(s))}&a.s1={value}")
               for value in ("6", "0", "-1", "1.5", "04", "%2B4", "dk ", "NaN", "1e1", "%D9%A3")]
    return answers


@case("script in the path")
def _(s):
    return [s.ask("GET", path) for path in (f"/q/{SCRIPT}", f"/q/{SCRIPT}/en", f"/form/en/{SCRIPT}/intro",
                                            f"/{SCRIPT}", "/q/<script>/en")]


@case("a field of 10 MB")
def _(s):
    return s.send("o.open_well=" + "x" * 10_000_000, "open")


@case("an open answer longer than one may be")
def _(s):
    return s.send("o.open_well=" + "x" * 20001, "open")


@case("bytes that are not UTF-8")
def _(s):
    return [s.send(body, "open") for body in (b"o.open_well=%ff%fe", b"o.open_well=\xc3\x28",
                                              b"o.open_well=%ed%a0%80", b"o.open_well=%c0%af", b"%ff=1")]


@case("NUL in a field")
def _(s):
    return [s.send(body, "open") for body in (b"o.open_well=a%00b", b"o.open_well=a\0b", b"o%00=1")]


@case("10,000 fields")
def _(s):
    return s.send("&".join(f"f{i}=1" for i in range(10000)))


@case("one field twice")
def _(s):
    return [s.send("a.s1=1&a.s1=5"), s.send("a.s1=1&a%2Es1=5")]


@case("half an escape")
def _(s):
    return [s.send("a.s1=%"), s.send("a.s1=%4"), s.send("a.s1=%zz")]


@case("another kind of content")
def _(s):
    token = s.tokens["r1"]
    return [s.send(f"key={token}&o.open_well=x", "open", kind) for kind in (
        "text/plain", "multipart/form-data; boundary=x", "application/json", "",
        "application/x-www-form-urlencodedx")]


@case("another method")
def _(s):
    return [s.ask(method, s.page("theme/inside"), "a.s1=4") for method in
            ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "post", "BREW")]


@case("tricks with paths")
def _(s):
    token = s.tokens["r1"]
    return [s.ask("GET", path) for path in (
        "/../../../../etc/passwd", "/assets/../../store.sqlite", "/assets/%2e%2e/%2e%2e/store.sqlite",
        "/assets/..%2fstudy.json", "/store.sqlite", "/study.json", "//", f"//q/{token}", f"/q//{token}",
        f"/q/{token}/", f"/q/{token}/en/", f"/q/{token}%00", f"/q/{token}%20", f"/Q/{token}",
        f"/q/{token};x=1", f"/q/./{token}", f"/q/{token}/en/r1/theme/../open", "/q/" + "a" * 5000,
        f"/q/{token}/xx/r1/intro", f"/q/{token}/en/r1/theme/none", f"/q/{token}/en/r1/none")]


@case("a forged link")
def _(s):
    token = s.tokens["r1"]
    forged = [("b" if token[0] == "a" else "a") + token[1:], token[:-1], token + "a", "a" * 26,
              "A" * 26, "'OR'1'='1", "x%27--", "0"]
    return [s.ask("GET", f"/q/{text}") for text in forged] + [
        s.ask("POST", f"/q/{text}/en/r1/theme/inside", f"key={text}&a.s1=4", [f"Content-Type: {FORM}"])
        for text in forged]


@case("a link that was replaced")
def _(s):
    return [s.ask("GET", f"/q/{s.old}"),
            s.ask("POST", f"/q/{s.old}/en/r3/open", "o.open_well=x", [f"Content-Type: {FORM}"])]


@case("a reader key as a link")
def _(s):
    return [s.ask("GET", f"/q/{s.reader}"),
            s.ask("POST", f"/q/{s.reader}/en/r1/open", "o.open_well=x", [f"Content-Type: {FORM}"])]


@case("one's own link to another's page")
def _(s):
    return [s.ask("GET", s.page("open", "r2", "r1")), s.send("o.open_well=x", "open", respondent="r2", owner="r1")]


@case("a form sent by another site")
def _(s):
    # The browser adds the cookie; the token in the hidden field no other site knows.
    cookie = f"Cookie: samenscan_link={s.tokens['r1']}"
    return [s.ask("POST", "/form/en/r1/open", body, [f"Content-Type: {FORM}", cookie])
            for body in ("o.open_well=x", "key=&o.open_well=x", "key=aaaaaaaaaaaaaaaaaaaaaaaaaa&o.open_well=x",
                         "csrf=x&o.open_well=x")]


@case("a forged login")
def _(s):
    def visit():
        answer = s.ask("GET", "/monitor/en")
        cookie = next(value for value in answer.all("Set-Cookie") if value.startswith(b"samenscan_session="))
        csrf = re.search(rb'name="csrf" value="([^"]+)"', answer.body).group(1).decode()
        return cookie.split(b";")[0].decode(), csrf
    (mine, my_csrf), (theirs, their_csrf) = visit(), visit()
    assert mine != theirs and my_csrf != their_csrf
    return [s.ask("POST", path, body, [f"Content-Type: {FORM}", f"Cookie: {cookie}"])
            for path in ("/monitor/en", "/monitor/en/out")
            for cookie, body in ((mine, "password=x"), (mine, "password=x&csrf="), (mine, "password=x&csrf=" + "a" * 22),
                                 (mine, "password=x&csrf=" + their_csrf), ("", "password=x&csrf=" + my_csrf))]


@case("a personal link as a reader key")
def _(s):
    return s.ask("GET", "/api/v1/responses", None, [f"Authorization: Bearer {s.tokens['r1']}"])


@case("answers for somebody else over the API")
def _(s):
    return [s.ask("POST", "/api/v1/responses", body,
                  [f"Authorization: Bearer {s.tokens['r1']}", "Content-Type: application/json"])
            for body in ('{"answers": {}, "respondent": "r2"}', '{"answers": {}, "wave": "x"}', '{"answers": ',
                         '{"answers": {"s1": 1}}\0', "[" * 100000)]


@case("a header slipped in")
def _(s):
    token = s.tokens["r1"]
    paths = (f"/q/{token}/en%0d%0aSet-Cookie:%20x=1", f"/q/{token}%0d%0aX:1/en",
             "/assets/icon.svg%0d%0aSet-Cookie:x=1")
    return [s.ask("GET", path) for path in paths]


@case("a redirect to elsewhere")
def _(s):
    answers = [s.send(f"had={'-' * len(statements(s))}&go={go}", headers=["Host: evil.example", "X-Forwarded-Host: evil.example"])
               for go in ("lang.en%0d%0aSet-Cookie:%20x=1", "//evil.example", "https://evil.example/",
                          "lang.//evil.example", "clear.//evil.example")]
    for answer in answers:
        assert all(value.startswith(b"/q/") or value.startswith(b"/form/") for value in answer.all("Location"))
        assert b"evil" not in b"".join(b"".join(header) for header in answer.headers)
        assert not any(b"x=1" in value for value in answer.all("Set-Cookie"))
    return answers


@case("guessing links")
def _(s):
    # Who says to be somebody else each time isn't believed.
    answers = [s.ask("GET", "/q/" + "abcdefgh"[i % 8] * 25 + "a", None, [f"X-Forwarded-For: 10.0.0.{i}"])
               for i in range(100)]
    assert {a.status for a in answers[:50]} == {404}
    assert answers[-1].all("Retry-After")
    # The right link is let in all the same.
    assert s.ask("GET", f"/q/{s.tokens['r2']}").status == 303
    return answers[-10:]


@case("a head without end")
def _(s):
    return [s.raw(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Long: " + b"a" * 100_000 + b"\r\n\r\n"),
            s.raw(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: 1\r\n" * 20_000 + b"\r\n")]


@case("a body without end")
def _(s):
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    head = f"POST {s.page('open')} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n\r\n"
    return s.raw(head.encode() + chunk * 400)


@case("a length that isn't one")
def _(s):
    head = f"POST {s.page('open')} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nConnection: close\r\n"
    return [s.raw((head + f"Content-Length: {length}\r\n\r\no.open_well=x").encode(), 2)
            for length in ("-1", "99999999999999999999", "1x", "0x10")]


@case("half a request")
def _(s):
    head = f"POST {s.page('open')} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 100\r\n\r\n"
    return [s.raw((head + "o.open_well=x").encode(), 1), s.raw(b"GET /", 1), s.raw(b"\x16\x03\x01\x02\x00\x01", 1)]


def rows():
    """name -> (the statuses promised, may something be stored?)"""
    text = open(os.path.join(ROOT, "docs", "security.md"), encoding="utf-8").read()
    found = {}
    table = text.split("<!-- hostile -->")[1].split("<!-- /hostile -->")[0]
    for line in table.strip().split("\n")[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        statuses = {int(word) for word in re.findall(r"\b\d{3}\b", cells[1])}
        if "no answer" in cells[1]:
            statuses.add(0)
        found[cells[0]] = statuses
    return found


def main():
    promised = rows()
    bad = 0
    for name in sorted(set(promised) ^ set(CASES)):
        print(f"NOT OK: \"{name}\" is only in {'the table' if name in promised else 'the test'}")
        bad += 1
    server = Server()
    try:
        assert server.ask("POST", server.page("intro"), "consent=yes&go=next", [f"Content-Type: {FORM}"]).status == 303
        assert server.send("o.open_well=mine&go=next", "open").status == 303
        for name, function in CASES.items():
            before = server.stored()
            got = function(server)
            got = got if isinstance(got, list) else [got]
            statuses = {answer.status for answer in got}
            after = server.stored()
            problems = []
            if not statuses <= promised.get(name, set()):
                problems.append(f"answers {sorted(statuses)}, promised {sorted(promised.get(name, set()))}")
            if any(b"<script>alert" in answer.body or b'"onclick="x' in answer.body for answer in got):
                problems.append("what was sent comes back as markup")
            problems += [f"{table} has changed" for table in after if after[table] != before.get(table)]
            print(f"{'ok' if not problems else 'NOT OK'}: {name}: {'; '.join(problems) or sorted(statuses)}")
            bad += len(problems) > 0
            server.start()
    finally:
        tokens, reader, old = server.tokens, server.reader, server.old
        log = server.close()
    for secret in [*tokens.values(), reader, old]:
        if secret.encode() in log:
            print("NOT OK: a link or key is in the log")
            bad += 1
    print(f"{len(CASES)} cases, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
