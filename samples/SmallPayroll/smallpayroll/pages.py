"""The pages that people see."""
import os
import re
from html import escape

from . import api, store
from .answers import Answer, NotHere, Refused
from .database import ReadOnly

TABS = (("/", "Overview"), ("/employees", "Employees"), ("/pay-runs", "Pay runs"), ("/documents", "Documents"), ("/report", "Report"))

with open(os.path.join(os.path.dirname(__file__), "style.css"), "rb") as _file:
    STYLE = _file.read()


def money(cents):
    return f"{cents // 100:,}.{cents % 100:02d}"


def page(title, here, *parts):
    tabs = "".join(f'<a href="{path}"{" class=here" if path == here else ""}>{name}</a>' for path, name in TABS)
    return Answer.of_html(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} · SmallPayroll</title><link rel="stylesheet" href="/style.css">'
        f'<header><strong>Small<em>Payroll</em></strong><nav>{tabs}</nav></header><main><h1>{escape(title)}</h1>{"".join(parts)}</main></html>')


def table(heads, lines, empty="Nothing here yet."):
    """Heads that end in > are right-aligned columns. Cells are HTML already."""
    if not lines:
        return f"<p class=empty>{empty}</p>"
    right = [head.endswith(">") for head in heads]
    row = lambda tag, cells: "<tr>" + "".join(f'<{tag}{" class=number" if r else ""}>{cell}</{tag}>' for cell, r in zip(cells, right)) + "</tr>"
    return f"<table><thead>{row('th', [head.rstrip('>') for head in heads])}</thead><tbody>{''.join(row('td', line) for line in lines)}</tbody></table>"


def link(path, text):
    return f'<a href="{path}">{escape(str(text))}</a>'


def more(path, found, limit):
    if len(found) < limit:
        return ""
    return "<p class=more>" + link(f'{path}?after={found[-1]["id"]}', "Next page") + "</p>"


def tiles(*pairs):
    return '<div class=tiles>' + "".join(f"<div><b>{value}</b><span>{name}</span></div>" for name, value in pairs) + "</div>"


def overview(app, request):
    counts, runs = app.database.run(lambda cursor: (store.counts(cursor), store.pay_runs(cursor)[:3]))
    return page("Overview", "/", tiles(
        ("employees", f'{counts["employees"]:,}'), ("pay runs", f'{counts["pay_runs"]:,}'), ("documents", f'{counts["documents"]:,}'),
        ("hours booked", f'{counts["booked_minutes"] // 60:,}')), "<h2>Last pay runs</h2>", _run_table(runs))


def employees(app, request):
    found = app.database.run(lambda cursor: store.employees(cursor, request.number("after", 0), 50))
    form = ('<form method=post action="/employees"><input name=name placeholder="Name" required><input name=department placeholder="Department" required>'
            '<input name=salary placeholder="Salary per month" inputmode=decimal pattern="[0-9]+([.][0-9]{2})?" required><button>Hire</button></form>')
    lines = [(link(f'/employees/{e["id"]}', e["name"]), escape(e["department"]), e["hired_on"], money(e["salary"])) for e in found]
    return page("Employees", "/employees", form, table(("Name", "Department", "Since", "Salary>"), lines), more("/employees", found, 50))


def hire(app, request):
    form = request.form()
    salary = re.fullmatch(r"(\d{1,9})(?:\.(\d{2}))?", form.get("salary", ""))
    if not salary or not form.get("name", "").strip() or not form.get("department", "").strip():
        raise Refused("A name, a department and a salary such as 2500.00 are needed.")
    cents = int(salary[1]) * 100 + int(salary[2] or 0)
    made = app.database.run(lambda cursor: store.hire(cursor, form["name"].strip(), form["department"].strip(), cents))
    return Answer.moved_on(f"/employees/{made}")


def employee(app, request, number):
    who, lines = app.database.run(lambda cursor: (store.employee(cursor, int(number)), store.lines_of_employee(cursor, int(number))))
    if who is None:
        raise NotHere("There is no such employee.")
    facts = tiles(("department", escape(who["department"])), ("since", who["hired_on"]), ("salary per month", money(who["salary"])))
    rows = [(link(f'/pay-runs/{l["id"]}', l["period"]), *(money(l[k]) for k in ("gross", "social", "tax", "net"))) for l in lines]
    return page(who["name"], "/employees", facts, "<h2>Pay</h2>", table(("Period", "Gross>", "Social>", "Tax>", "Net>"), rows))


def _run_table(runs):
    lines = [(link(f'/pay-runs/{r["id"]}', r["period"]), r["made_at"], f'{r["lines"]:,}', money(r["gross"]), money(r["net"])) for r in runs]
    return table(("Period", "Computed", "Lines>", "Gross>", "Net>"), lines)


def pay_runs(app, request):
    form = ('<form method=post action="/pay-runs"><input name=period placeholder="2026-11" pattern="[0-9]{4}-(0[1-9]|1[0-2])" required>'
            '<button>Compute</button></form>')
    return page("Pay runs", "/pay-runs", form, _run_table(app.database.run(store.pay_runs)))


def make_pay_run(app, request):
    period = request.form().get("period", "")
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", period):
        raise Refused("A period looks like 2026-11.")
    made, _ = app.database.run(lambda cursor: store.make_pay_run(cursor, period))
    return Answer.moved_on(f"/pay-runs/{made}")


def pay_run(app, request, number):
    run, lines = app.database.run(lambda cursor: (store.pay_run(cursor, int(number)), store.lines_of_run(cursor, int(number))))
    if run is None:
        raise NotHere("There is no such pay run.")
    rows = [(link(f'/employees/{l["id"]}', l["name"]), escape(l["department"]), *(money(l[k]) for k in ("gross", "social", "tax", "net"))) for l in lines]
    return page(f'Pay run {run["period"]}', "/pay-runs", table(("Name", "Department", "Gross>", "Social>", "Tax>", "Net>"), rows))


def documents(app, request):
    found = app.database.run(lambda cursor: store.documents(cursor, request.number("after", 0), 50))
    form = '<form method=post action="/documents" enctype="multipart/form-data"><input type=file name=file required><button>Upload</button></form>'
    lines = [(link(f'/documents/{d["id"]}', d["name"]), f'{d["size"]:,}', d["uploaded_at"], f'<code>{d["sha256"]}</code>') for d in found]
    return page("Documents", "/documents", form, table(("Name", "Bytes>", "Uploaded", "SHA-256"), lines), more("/documents", found, 50))


def upload(app, request):
    name, content = _file_of_form(request.content_type, request.body())
    if app.database.is_standby():
        raise ReadOnly
    api.keep(app, name, content)
    return Answer.moved_on("/documents")


def _file_of_form(content_type, body):
    """The one file of a multipart form, as browsers send it."""
    boundary = re.search(r'boundary="?([^";]+)', content_type)
    if not boundary:
        raise Refused("This is not a form with a file.")
    for part in body.split(b"--" + boundary[1].encode())[1:]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = re.search(r'filename="([^"/\\]{1,200})"', head.decode("utf-8", "replace"))
        if name:
            return name[1], content.removesuffix(b"\r\n")
    raise Refused("There is no file in this form.")


def download(app, request, number):
    kept = app.database.run(lambda cursor: store.document(cursor, int(number)))
    if kept is None:
        raise NotHere("There is no such document.")
    return api.get_document(app, request, kept["name"])


def report(app, request):
    found = app.database.run(store.report)
    highest = max((period["gross"] for period in found["periods"]), default=1) or 1
    bars = "".join(
        f'<div class=bar><span>{p["period"]}</span><i style="width:{p["net"] * 70 // highest}%" class=net></i><i style="width:{(p["gross"] - p["net"]) * 70 // highest}%"></i>'
        f'<span>{money(p["gross"])}</span></div>' for p in found["periods"])
    departments = [(escape(d["department"]), f'{d["employees"]:,}', money(d["salaries"]), money(d["average"])) for d in found["departments"]]
    periods = [(p["period"], *(money(p[k]) for k in ("gross", "social", "tax", "net"))) for p in found["periods"]]
    return page("Report", "/report", "<h2>Paid per period: net, and what is withheld</h2>", f"<div class=bars>{bars}</div>",
                table(("Period", "Gross>", "Social>", "Tax>", "Net>"), periods),
                "<h2>Departments</h2>", table(("Department", "Employees>", "Salaries per month>", "Average>"), departments))


def style(app, request):
    return Answer(STYLE, "text/css", headers=[("Cache-Control", "max-age=3600")])


ROUTES = (
    ("GET", r"/", overview),
    ("GET", r"/employees", employees),
    ("POST", r"/employees", hire),
    ("GET", r"/employees/(\d{1,9})", employee),
    ("GET", r"/pay-runs", pay_runs),
    ("POST", r"/pay-runs", make_pay_run),
    ("GET", r"/pay-runs/(\d{1,9})", pay_run),
    ("GET", r"/documents", documents),
    ("POST", r"/documents", upload),
    ("GET", r"/documents/(\d{1,9})", download),
    ("GET", r"/report", report),
    ("GET", r"/style\.css", style),
)
