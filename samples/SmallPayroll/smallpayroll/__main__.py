"""python3 -m smallpayroll [serve | schema | seed]: settings come from the environment."""
import os
import sys

from .database import Database
from .documents import Folder

DATABASE = os.environ.get("PAYROLL_DATABASE", "dbname=payroll")
DOCUMENTS = os.environ.get("PAYROLL_DOCUMENTS_FOLDER", "/srv/payroll/documents")
HOST, _, PORT = os.environ.get("PAYROLL_LISTEN", "127.0.0.1:5080").rpartition(":")


def main(arguments):
    command = arguments[0] if arguments else "serve"
    database, folder = Database(DATABASE), Folder(DOCUMENTS)
    if command == "serve":
        from .server import serve
        from .web import Application
        serve(Application(database, folder), HOST, int(PORT), threads=int(os.environ.get("PAYROLL_THREADS", "8")))
    elif command == "schema":
        with open(os.path.join(os.path.dirname(__file__), "schema.sql"), encoding="utf-8") as file:
            schema = file.read()
        database.run(lambda cursor: cursor.execute(schema))
    elif command == "seed":
        from .seed import seed
        seed(database, folder, *(int(number) for number in arguments[1:4]))
    else:
        sys.exit("usage: python3 -m smallpayroll [serve | schema | seed EMPLOYEES DOCUMENTS KIB_PER_DOCUMENT]")


main(sys.argv[1:])
