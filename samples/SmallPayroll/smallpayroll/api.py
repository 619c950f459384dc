"""The JSON side. Every write can be sent again without doing anything twice."""
from . import store
from .answers import Answer, NotHere, Refused

LARGEST_PAGE = 5000


def health(app, request):
    standby = app.database.is_standby()
    return Answer.of_json({"status": "ok", "database": "standby" if standby else "primary"})


def employees(app, request):
    return Answer.of_json(app.database.run(lambda cursor: store.employees(cursor, request.number("after", 0), _limit(request))))


def employee(app, request, number):
    return Answer.of_json(_found(app.database.run(lambda cursor: store.employee(cursor, int(number))), "employee"))


def hire(app, request):
    asked = request.json()
    name, department, salary = asked.get("name"), asked.get("department"), asked.get("salary")
    if not (isinstance(name, str) and name.strip() and isinstance(department, str) and isinstance(salary, int) and salary >= 0):
        raise Refused("name, department and salary (whole cents per month) are needed.")
    made = app.database.run(lambda cursor: store.hire(cursor, name.strip(), department, salary))
    return Answer.of_json({"id": made}, 201)


def pay_runs(app, request):
    return Answer.of_json(app.database.run(store.pay_runs))


def pay_run(app, request, number):
    def both(cursor):
        run = store.pay_run(cursor, int(number))
        return run and {**run, "lines": store.lines_of_run(cursor, int(number), LARGEST_PAGE)}
    return Answer.of_json(_found(app.database.run(both), "pay run"))


def make_pay_run(app, request, period):
    made, new = app.database.run(lambda cursor: store.make_pay_run(cursor, period))
    return Answer.of_json({"id": made, "period": period}, 201 if new else 200)


def documents(app, request):
    return Answer.of_json(app.database.run(lambda cursor: store.documents(cursor, request.number("after", 0), _limit(request))))


def put_document(app, request, name):
    if app.database.is_standby():
        # Before the file, not after: the folder of a standby is somebody else's to write.
        from .database import ReadOnly
        raise ReadOnly
    return Answer.of_json(keep(app, name, request.body()), 201)


def keep(app, name, content, employee_id=None):
    sha256 = app.folder.keep(content)
    number = app.database.run(lambda cursor: store.keep_document(cursor, name, len(content), sha256, employee_id))
    return {"id": number, "name": name, "size": len(content), "sha256": sha256}


def get_document(app, request, name):
    kept = _found(app.database.run(lambda cursor: store.document_named(cursor, name)), "document")
    content = app.folder.read(kept["sha256"])
    if content is None:
        return Answer.of_json({"error": "The file of this document is missing or damaged.", "sha256": kept["sha256"]}, 500)
    return Answer(content, "application/octet-stream", headers=[("ETag", f'"{kept["sha256"]}"')])


def report(app, request):
    return Answer.of_json(app.database.run(store.report))


def put_entry(app, request, client, number):
    minutes = request.json().get("minutes", 1)
    if not isinstance(minutes, int) or not 0 <= minutes <= 1440:
        raise Refused("minutes must be a whole number up to 1440.")
    new = app.database.run(lambda cursor: store.put_entry(cursor, client, int(number), minutes))
    return Answer.of_json({"client": client, "number": int(number)}, 201 if new else 200)


def entries(app, request, client):
    return Answer.of_json(app.database.run(lambda cursor: store.entries(cursor, client, request.number("after", -1), _limit(request))))


def _limit(request):
    limit = request.number("limit", 50)
    if not 1 <= limit <= LARGEST_PAGE:
        raise Refused(f"limit must be between 1 and {LARGEST_PAGE}.")
    return limit


def _found(value, what):
    if value is None:
        raise NotHere(f"There is no such {what}.")
    return value


ROUTES = (
    ("GET", r"/healthz", health),
    ("GET", r"/api/employees", employees),
    ("POST", r"/api/employees", hire),
    ("GET", r"/api/employees/(\d{1,9})", employee),
    ("GET", r"/api/pay-runs", pay_runs),
    ("GET", r"/api/pay-runs/(\d{1,9})", pay_run),
    ("PUT", r"/api/pay-runs/(\d{4}-(?:0[1-9]|1[0-2]))", make_pay_run),
    ("GET", r"/api/documents", documents),
    ("PUT", r"/api/documents/([^/]{1,200})", put_document),
    ("GET", r"/api/documents/([^/]{1,200})", get_document),
    ("GET", r"/api/report", report),
    ("PUT", r"/api/entries/([A-Za-z0-9_-]{1,64})/(\d{1,18})", put_entry),
    ("GET", r"/api/entries/([A-Za-z0-9_-]{1,64})", entries),
)
