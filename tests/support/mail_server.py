#!/usr/bin/env python3
"""A real SMTP server (aiosmtpd) for tests, on 127.0.0.1, any free port. Prints the port, and ends when
its standard input does.

    mail_server.py FOLDER [starttls] [smtps] [auth] [plain]

Makes a certificate authority (FOLDER/ca.pem) and a certificate for 127.0.0.1 and localhost with
openssl, and a stranger's authority (FOLDER/other.pem). Every letter that was taken is FOLDER/N.eml, and
as Python's own mail parser reads it FOLDER/N.txt. Logged in is who says user "samenscan", password
"s3cret-word".

What it does depends on the local part it is sent to, up to a '-':
  refused    550 at RCPT TO           greylisted  451 the first time, then taken
  spam       554 after the text       lost        takes the text, closes without an answer
  broken     closes at RCPT TO        slow        takes the text, answers after a minute
  away       421 at RCPT TO
and on the sender's: unwelcome gets 553 at MAIL FROM."""
import asyncio
import email
import email.policy
import logging
import os
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

logging.disable(logging.CRITICAL)


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def make_authority(folder, name):
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", f"/CN=Test authority {name}", "-keyout", f"{folder}/{name}.key",
            "-out", f"{folder}/{name}.pem")


def make_certificates(folder):
    make_authority(folder, "ca")
    make_authority(folder, "other")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
            "/CN=127.0.0.1", "-keyout", f"{folder}/server.key", "-out", f"{folder}/server.csr")
    with open(f"{folder}/server.ext", "w", encoding="ascii") as stream:
        stream.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl("x509", "-req", "-in", f"{folder}/server.csr", "-CA", f"{folder}/ca.pem", "-CAkey",
            f"{folder}/ca.key", "-CAcreateserial", "-days", "2", "-extfile",
            f"{folder}/server.ext", "-out", f"{folder}/server.pem")


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.seen = set()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("unwelcome"):
            return "553 5.7.1 not your address"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        way = address.split("@")[0].split("-")[0]
        if way == "refused":
            return f"550 5.1.1 <{address}>: no such user here"
        if way == "away":
            return "421 4.3.2 closing for maintenance"
        if way == "broken":
            server.transport.close()
            return "250 OK"
        if way == "greylisted" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        way = envelope.rcpt_tos[0].split("@")[0].split("-")[0]
        if way == "spam":
            return "554 5.7.1 looks like advertising"
        self.keep(session, envelope, server.transport.get_extra_info("cipher") is not None)
        if way == "lost":
            server.transport.close()
        if way == "slow":
            await asyncio.sleep(60)
        return "250 2.0.0 taken"

    def keep(self, session, envelope, tls):
        self.count += 1
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        with open(f"{self.folder}/{self.count}.eml", "wb") as stream:
            stream.write(envelope.content)
        lines = [f"tls {'yes' if tls else 'no'}", f"login {session.authenticated}",
                 f"helo {session.host_name}", f"sender {envelope.mail_from}",
                 f"recipients {' '.join(envelope.rcpt_tos)}"]
        lines += [f"{name}: {value}" for name, value in message.items()]
        lines += [f"defects {message.defects}", "", message.get_content().replace("\r\n", "\n")]
        with open(f"{self.folder}/{self.count}.new", "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines))
        os.rename(f"{self.folder}/{self.count}.new", f"{self.folder}/{self.count}.txt")


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"samenscan" and data.password == b"s3cret-word"
    return AuthResult(success=good, handled=False)


async def main():
    folder, ways = sys.argv[1], set(sys.argv[2:])
    context = None
    if ways & {"starttls", "smtps"}:
        make_certificates(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{folder}/server.pem", f"{folder}/server.key")
    handler = Handler(folder)
    loop = asyncio.get_running_loop()

    def session():
        extra = {}
        if "starttls" in ways:
            extra.update(tls_context=context, require_starttls=True)
        if "auth" in ways:
            extra.update(authenticator=authenticate, auth_required=True,
                         auth_require_tls="starttls" in ways)
        return SMTP(handler, hostname="mail.test", loop=loop, **extra)

    server = await loop.create_server(session, "127.0.0.1", 0,
                                      ssl=context if "smtps" in ways else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    os._exit(0)


asyncio.run(main())
