"""The WSGI application: which function answers which path, and what each kind of trouble looks like to a client."""
import json
import re
from urllib.parse import parse_qs, unquote

from . import api, pages
from .answers import Answer, NotHere, Refused
from .database import ReadOnly, Unavailable

STATUS = {200: "200 OK", 201: "201 Created", 303: "303 See Other", 400: "400 Bad Request", 404: "404 Not Found",
          405: "405 Method Not Allowed", 413: "413 Content Too Large", 500: "500 Internal Server Error", 503: "503 Service Unavailable"}


class Request:
    def __init__(self, environ):
        self.method = environ["REQUEST_METHOD"]
        self.path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        self.query = {name: values[-1] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        self.content_type = environ.get("CONTENT_TYPE", "")
        self._input = environ["wsgi.input"]
        self._length = int(environ.get("CONTENT_LENGTH") or 0)

    def body(self):
        content = self._input.read(self._length)
        if len(content) != self._length:
            raise Refused("The upload ended early.")
        return content

    def json(self):
        try:
            value = json.loads(self.body() or b"{}")
        except ValueError as error:
            raise Refused(f"Not JSON: {error}") from error
        if not isinstance(value, dict):
            raise Refused("A JSON object is needed.")
        return value

    def form(self):
        return {name: values[-1] for name, values in parse_qs(self.body().decode("utf-8", "replace")).items()}

    def number(self, name, otherwise):
        try:
            return int(self.query.get(name, otherwise))
        except ValueError as error:
            raise Refused(f"{name} must be a whole number.") from error


class Application:
    def __init__(self, database, folder):
        self.database = database
        self.folder = folder
        self._routes = [(method, re.compile(pattern), answer) for method, pattern, answer in (*api.ROUTES, *pages.ROUTES)]

    def __call__(self, environ, start_response):
        answer = self._answer(environ)
        headers = [("Content-Type", answer.content_type), ("Content-Length", str(len(answer.body))), *answer.headers]
        start_response(STATUS[answer.status], headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]

    def _answer(self, environ):
        try:
            return self._route(Request(environ))
        except ReadOnly:
            return _trouble(503, "The database is a standby at the moment: nothing can be changed.", ("Retry-After", "1"))
        except Unavailable:
            return _trouble(503, "The database cannot be reached at the moment.", ("Retry-After", "1"))
        except NotHere as error:
            return _trouble(404, str(error))
        except Refused as error:
            return _trouble(400, str(error))

    def _route(self, request):
        method = "GET" if request.method == "HEAD" else request.method
        other_method = False
        for wanted, pattern, answer in self._routes:
            found = pattern.fullmatch(request.path)
            if found and wanted == method:
                return answer(self, request, *(unquote(part) for part in found.groups()))
            other_method |= found is not None
        return _trouble(405, "This is not how this page is used.") if other_method else _trouble(404, "There is no such page.")


def _trouble(status, text, *headers):
    return Answer.of_json({"error": text}, status, headers)
