"""A real SMTP server (aiosmtpd) that keeps what it gets. Arguments: PORT FILE [CERTIFICATE KEY starttls|tls].

Recipients called refused@ are refused; stall@ is taken and its receipt never sent. With a certificate the login is ops / geheim.
"""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Sink:
    def __init__(self, file):
        self.file = file

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        with open(self.file, "a", encoding="utf-8") as out:
            out.write(json.dumps({
                "from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": message["Subject"], "sender": message["From"], "id": message["Message-ID"],
                "body": message.get_content(), "login": bool(session.authenticated), "tls": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None}) + "\n")
        if envelope.rcpt_tos[0].startswith("stall@"):
            await asyncio.sleep(60)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    # Not handled: then the server itself says 535.
    return AuthResult(success=isinstance(data, LoginPassword) and (data.login, data.password) == (b"ops", b"geheim"), handled=False)


async def main():
    port, file = int(sys.argv[1]), sys.argv[2]
    context, how = None, None
    if len(sys.argv) > 3:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
        how = sys.argv[5]

    def factory():
        return SMTP(
            Sink(file), hostname="localhost", authenticator=authenticate if context else None, auth_required=context is not None,
            require_starttls=how == "starttls", tls_context=context if how == "starttls" else None, auth_require_tls=how == "starttls")

    server = await asyncio.get_running_loop().create_server(factory, "127.0.0.1", port, ssl=context if how == "tls" else None)
    print("listening", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
