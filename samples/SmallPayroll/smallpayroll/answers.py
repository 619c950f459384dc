"""What goes back to a client."""
import json


class Refused(Exception):
    """The request makes no sense; the text says why."""


class NotHere(Exception):
    """What was asked for does not exist."""


class Answer:
    def __init__(self, body, content_type, status=200, headers=()):
        self.body, self.content_type, self.status, self.headers = body, content_type, status, list(headers)

    @classmethod
    def of_json(cls, value, status=200, headers=()):
        return cls(json.dumps(value, separators=(",", ":")).encode() + b"\n", "application/json", status, headers)

    @classmethod
    def of_html(cls, text):
        return cls(text.encode(), "text/html; charset=utf-8")

    @classmethod
    def moved_on(cls, path):
        return cls(b"", "text/plain", 303, [("Location", path)])
