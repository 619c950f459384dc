"""All that the program asks of the database. Each function takes a cursor and is one transaction of its caller."""
from psycopg2.extras import execute_values

from . import payroll


def rows(cursor):
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def one(cursor):
    found = rows(cursor)
    return found[0] if found else None


def employees(cursor, after=0, limit=50):
    cursor.execute(
        "SELECT id, name, department, salary, hired_on::text FROM employees WHERE id > %s ORDER BY id LIMIT %s", (after, limit))
    return rows(cursor)


def employee(cursor, number):
    cursor.execute("SELECT id, name, department, salary, hired_on::text FROM employees WHERE id = %s", (number,))
    return one(cursor)


def hire(cursor, name, department, salary):
    cursor.execute("INSERT INTO employees (name, department, salary) VALUES (%s, %s, %s) RETURNING id", (name, department, salary))
    return cursor.fetchone()[0]


def lines_of_employee(cursor, number):
    cursor.execute(
        "SELECT r.id, r.period, l.gross, l.social, l.tax, l.net FROM pay_lines l JOIN pay_runs r ON r.id = l.run_id"
        " WHERE l.employee_id = %s ORDER BY r.period DESC LIMIT 24", (number,))
    return rows(cursor)


def pay_runs(cursor):
    cursor.execute(
        "SELECT r.id, r.period, to_char(r.made_at, 'YYYY-MM-DD HH24:MI') AS made_at, count(l.*) AS lines,"
        " coalesce(sum(l.gross), 0)::bigint AS gross, coalesce(sum(l.net), 0)::bigint AS net"
        " FROM pay_runs r LEFT JOIN pay_lines l ON l.run_id = r.id GROUP BY r.id ORDER BY r.period DESC")
    return rows(cursor)


def pay_run(cursor, number):
    cursor.execute("SELECT id, period, to_char(made_at, 'YYYY-MM-DD HH24:MI') AS made_at FROM pay_runs WHERE id = %s", (number,))
    return one(cursor)


def lines_of_run(cursor, number, limit=200):
    cursor.execute(
        "SELECT e.id, e.name, e.department, l.gross, l.social, l.tax, l.net FROM pay_lines l JOIN employees e ON e.id = l.employee_id"
        " WHERE l.run_id = %s ORDER BY e.id LIMIT %s", (number, limit))
    return rows(cursor)


def make_pay_run(cursor, period):
    """Computes a line for every employee; the same period again changes nothing."""
    cursor.execute("INSERT INTO pay_runs (period) VALUES (%s) ON CONFLICT (period) DO NOTHING RETURNING id", (period,))
    made = cursor.fetchone()
    if made is None:
        cursor.execute("SELECT id FROM pay_runs WHERE period = %s", (period,))
        return cursor.fetchone()[0], False
    cursor.execute("SELECT id, salary FROM employees ORDER BY id")
    lines = [(made[0], number, *payroll.line(salary)) for number, salary in cursor.fetchall()]
    execute_values(cursor, "INSERT INTO pay_lines (run_id, employee_id, gross, social, tax, net) VALUES %s", lines, page_size=500)
    return made[0], True


def documents(cursor, after=0, limit=50):
    cursor.execute(
        "SELECT id, employee_id, name, size, sha256, to_char(uploaded_at, 'YYYY-MM-DD HH24:MI') AS uploaded_at FROM documents"
        " WHERE id > %s ORDER BY id LIMIT %s", (after, limit))
    return rows(cursor)


def document(cursor, number):
    cursor.execute("SELECT id, name, size, sha256 FROM documents WHERE id = %s", (number,))
    return one(cursor)


def document_named(cursor, name):
    cursor.execute("SELECT id, name, size, sha256 FROM documents WHERE name = %s", (name,))
    return one(cursor)


def keep_document(cursor, name, size, sha256, employee_id=None):
    cursor.execute(
        "INSERT INTO documents (name, size, sha256, employee_id) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (name) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256, uploaded_at = now() RETURNING id",
        (name, size, sha256, employee_id))
    return cursor.fetchone()[0]


def put_entry(cursor, client, number, minutes):
    """Keeps an entry and books it, once however often it is sent. True when it was new."""
    cursor.execute(
        "INSERT INTO entries (client, number, minutes) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", (client, number, minutes))
    if cursor.rowcount == 0:
        return False
    cursor.execute("INSERT INTO bookings (client, number, minutes) VALUES (%s, %s, %s)", (client, number, minutes))
    return True


def entries(cursor, client, after=-1, limit=5000):
    """Each entry with how often it stands in the books; read from both sides, so that neither can hide something."""
    cursor.execute(
        "SELECT coalesce(e.number, b.number) AS number, coalesce(e.copies, 0) AS copies, coalesce(b.copies, 0) AS bookings FROM"
        " (SELECT number, count(*)::int AS copies FROM entries WHERE client = %(c)s AND number > %(a)s GROUP BY number) e FULL JOIN"
        " (SELECT number, count(*)::int AS copies FROM bookings WHERE client = %(c)s AND number > %(a)s GROUP BY number) b"
        " ON b.number = e.number ORDER BY 1 LIMIT %(l)s", {"c": client, "a": after, "l": limit})
    return rows(cursor)


def report(cursor):
    cursor.execute(
        "SELECT department, count(*)::int AS employees, sum(salary)::bigint AS salaries, round(avg(salary))::bigint AS average"
        " FROM employees GROUP BY department ORDER BY department")
    departments = rows(cursor)
    cursor.execute(
        "SELECT r.period, sum(l.gross)::bigint AS gross, sum(l.social)::bigint AS social, sum(l.tax)::bigint AS tax, sum(l.net)::bigint AS net"
        " FROM pay_runs r JOIN pay_lines l ON l.run_id = r.id GROUP BY r.period ORDER BY r.period DESC LIMIT 12")
    return {"departments": departments, "periods": rows(cursor), "counts": counts(cursor)}


def counts(cursor):
    cursor.execute(
        "SELECT (SELECT count(*) FROM employees)::int AS employees, (SELECT count(*) FROM pay_runs)::int AS pay_runs,"
        " (SELECT count(*) FROM documents)::int AS documents, (SELECT count(*) FROM entries)::int AS entries,"
        " (SELECT coalesce(sum(minutes), 0) FROM bookings)::bigint AS booked_minutes")
    return one(cursor)
