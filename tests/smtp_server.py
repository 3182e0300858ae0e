"""A mail server for the tests: aiosmtpd on a port of the loopback (a free one), printed as its first line.

    python3 tests/smtp_server.py FOLDER [CERTIFICATE KEY [smtps]] [login] [port=N]

Each message taken is a file of FOLDER: 1, 2, ... with the sender, the address and the bytes as they
came, on lines of their own. What an address begins with says what becomes of it:

    never-   550 to the address        later-   450 to the address
    unread-  554 to the message        slow-    nothing for ten seconds

With a certificate there is STARTTLS; with "smtps" TLS begins at once; with "login" nothing goes
without the user kring and the password "secret word".
"""

import asyncio
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("never-"):
            return "550 5.1.1 there is no " + address
        if address.startswith("later-"):
            return "450 4.2.1 try later " + address
        if address.startswith("slow-"):
            await asyncio.sleep(10)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("unread-"):
            return "554 5.6.0 not such a message"
        self.count += 1
        path = os.path.join(self.folder, str(self.count))
        head = "%s\n%s\n" % (envelope.mail_from, ",".join(envelope.rcpt_tos))
        with open(path + ".new", "wb") as file:
            file.write(head.encode() + envelope.original_content)
        os.rename(path + ".new", path)
        return "250 OK"


def tls_of(arguments):
    words = ("smtps", "login", "port=")
    files = [argument for argument in arguments if not argument.startswith(words)]
    if not files:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*files)
    return context


def check_login(server, session, envelope, mechanism, data):
    good = data.login == b"kring" and data.password == b"secret word"
    return AuthResult(success=good, handled=False)


async def main(folder, *arguments):
    handler = Handler(folder)
    context = tls_of(arguments)
    at_once = "smtps" in arguments
    starttls = None if at_once else context

    def session():
        return SMTP(
            handler,
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=check_login if "login" in arguments else None,
            auth_required="login" in arguments,
            auth_require_tls=False,
        )

    loop = asyncio.get_running_loop()
    port = next((int(word[5:]) for word in arguments if word.startswith("port=")), 0)
    server = await loop.create_server(session, "127.0.0.1", port, ssl=context if at_once else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
