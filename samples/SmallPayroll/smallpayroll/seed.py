"""Plausible data of a given size, the same each time it is made."""
import hashlib

from . import store

FIRST = ("Ada", "Bela", "Chidi", "Dora", "Emil", "Fatma", "Goran", "Hana", "Ines", "Jonas", "Kaito", "Lena", "Mira", "Noor", "Oskar", "Pia")
LAST = ("Abe", "Berg", "Costa", "Dahl", "Eriksen", "Fischer", "Garcia", "Horvat", "Ito", "Jansen", "Kowal", "Lindt", "Moreau", "Novak")
DEPARTMENTS = ("Finance", "Kitchen", "Logistics", "Sales", "Workshop")
PERIODS = ("2026-08", "2026-09", "2026-10")


def seed(database, folder, employees, documents, kib):
    database.run(lambda cursor: _people(cursor, employees))
    for period in PERIODS:
        database.run(lambda cursor, period=period: store.make_pay_run(cursor, period))
    kept = []
    for number in range(1, documents + 1):
        name = f"contract-{number:05d}.pdf"
        content = _content(name, kib * 1024)
        kept.append((name, len(content), folder.keep(content), (number - 1) % employees + 1))
    database.run(lambda cursor: [store.keep_document(cursor, *document) for document in kept])


def _people(cursor, count):
    people = []
    for number in range(count):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
        salary = 180_000 + number * 7_919 % 720_000
        people.append((name, DEPARTMENTS[number % len(DEPARTMENTS)], salary, f"{2010 + number % 16}-{number % 12 + 1:02d}-01"))
    store.execute_values(cursor, "INSERT INTO employees (name, department, salary, hired_on) VALUES %s", people, page_size=500)


def _content(name, size):
    # Not compressible and not equal to any other, as scans are not, so that copying them costs what it would cost.
    return hashlib.shake_128(name.encode()).digest(size)
