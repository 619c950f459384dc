"""The program as it runs on a server: its own process, over HTTP, on a real PostgreSQL."""
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
import urllib.error
import urllib.request

import postgres

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Service:
    def __init__(self, cluster, documents):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {**os.environ, "PAYROLL_DATABASE": cluster.dsn, "PAYROLL_DOCUMENTS_FOLDER": documents,
                            "PAYROLL_LISTEN": f"127.0.0.1:{self.port}", "PYTHONDONTWRITEBYTECODE": "1"}

        self.process = None

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def command(self, *arguments):
        subprocess.run([sys.executable, "-m", "smallpayroll", *arguments], cwd=HERE, env=self.environment, check=True, timeout=60)

    def start(self):
        self.process = subprocess.Popen([sys.executable, "-m", "smallpayroll", "serve"], cwd=HERE, env=self.environment)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.02)
        raise TimeoutError("the service does not listen")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=25)

    def ask(self, method, path, body=None, headers=None):
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def json(self, method, path, body=None):
        status, content, _ = self.ask(method, path, body)
        return status, json.loads(content)


class ServiceTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = postgres.folder()
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.cluster = postgres.Cluster(cls.folder, "primary")
        cls.cluster.make()
        cls.cluster.start()
        cls.addClassCleanup(cls.cluster.stop)
        documents = os.path.join(cls.folder, "documents")
        os.mkdir(documents)
        cls.documents = documents
        cls.service = Service(cls.cluster, documents)
        cls.service.command("schema")
        cls.service.command("seed", "30", "5", "3")
        cls.service.start()
        cls.addClassCleanup(cls.service.stop)

    def test_a_pay_run_has_a_line_for_every_employee_and_its_sums_agree(self):
        status, made = self.service.json("PUT", "/api/pay-runs/2027-01")
        self.assertEqual(status, 201)
        _, run = self.service.json("GET", f"/api/pay-runs/{made['id']}")
        _, employees = self.service.json("GET", "/api/employees?limit=5000")
        self.assertEqual(len(run["lines"]), len(employees))
        self.assertTrue(all(line["gross"] == line["social"] + line["tax"] + line["net"] for line in run["lines"]))
        self.assertEqual(self.service.json("PUT", "/api/pay-runs/2027-01"), (200, made))

    def test_an_entry_sent_twice_is_booked_once(self):
        self.assertEqual(self.service.json("PUT", "/api/entries/a/7", {"minutes": 30})[0], 201)
        self.assertEqual(self.service.json("PUT", "/api/entries/a/7", {"minutes": 30})[0], 200)
        self.assertEqual(self.service.json("GET", "/api/entries/a")[1], [{"number": 7, "copies": 1, "bookings": 1}])

    def test_an_entry_that_was_booked_twice_is_seen(self):
        self.service.json("PUT", "/api/entries/twice/1", {"minutes": 5})
        self.cluster.run("psql", "-h", self.cluster.socket, "-U", "postgres", "-qc",
                         "INSERT INTO bookings (client, number, minutes) VALUES ('twice', 1, 5), ('twice', 2, 5)")
        self.assertEqual(self.service.json("GET", "/api/entries/twice")[1],
                         [{"number": 1, "copies": 1, "bookings": 2}, {"number": 2, "copies": 0, "bookings": 1}])

    def test_a_document_comes_back_as_it_was_sent(self):
        content = os.urandom(300_000)
        status, kept = self.service.json("PUT", "/api/documents/scan.pdf", content)
        self.assertEqual((status, kept["sha256"]), (201, hashlib.sha256(content).hexdigest()))
        self.assertEqual(self.service.ask("GET", "/api/documents/scan.pdf")[1], content)
        self.assertIn(kept["sha256"], self.service.ask("GET", "/documents")[1].decode())

    def test_a_damaged_document_is_not_handed_out(self):
        _, kept = self.service.json("PUT", "/api/documents/rot.pdf", b"sound")
        with open(os.path.join(self.documents, kept["sha256"][:2], kept["sha256"]), "wb") as file:
            file.write(b"rotten")
        self.assertEqual(self.service.ask("GET", "/api/documents/rot.pdf")[0], 500)

    def test_a_browser_can_upload_a_file(self):
        form = b'--xyz\r\nContent-Disposition: form-data; name="file"; filename="a & b.txt"\r\n\r\nhello\r\n\r\n--xyz--\r\n'
        status, _, _ = self.service.ask("POST", "/documents", form, {"Content-Type": "multipart/form-data; boundary=xyz"})
        self.assertEqual(status, 200)    # after the redirect
        self.assertEqual(self.service.ask("GET", "/api/documents/a%20%26%20b.txt")[1], b"hello\r\n")

    def test_every_page_answers_and_names_are_escaped(self):
        _, hired = self.service.json("POST", "/api/employees", {"name": "<b>Eve</b>", "department": "Sales", "salary": 300_000})
        for path in ("/", "/employees", f"/employees/{hired['id']}", "/pay-runs", "/pay-runs/1", "/documents", "/report", "/style.css"):
            with self.subTest(path):
                status, content, _ = self.service.ask("GET", path)
                self.assertEqual(status, 200)
                self.assertNotIn(b"<b>Eve", content)

    def test_nonsense_is_refused_with_a_reason(self):
        for method, path, body, status in (
                ("GET", "/nowhere", None, 404), ("DELETE", "/api/employees", None, 405), ("GET", "/api/employees/999999", None, 404),
                ("PUT", "/api/entries/a/1", b"{", 400), ("PUT", "/api/entries/a/1", {"minutes": "x"}, 400),
                ("GET", "/api/employees?limit=0", None, 400), ("POST", "/api/employees", {"name": ""}, 400)):
            with self.subTest(path=path):
                answered, content = self.service.json(method, path, body)
                self.assertEqual(answered, status)
                self.assertTrue(content["error"])


class LifeTests(unittest.TestCase):
    def setUp(self):
        self.folder = postgres.folder()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.primary = postgres.Cluster(self.folder, "primary")
        self.primary.make()
        self.primary.start()
        self.documents = os.path.join(self.folder, "documents")
        os.mkdir(self.documents)

    def service(self, cluster):
        service = Service(cluster, self.documents)
        self.addCleanup(service.kill)
        return service

    def test_requests_that_have_begun_are_answered_when_it_is_told_to_stop(self):
        self.addCleanup(self.primary.stop)
        service = self.service(self.primary)
        service.command("schema")
        service.start()
        locker = subprocess.Popen(
            [os.path.join(postgres.BIN, "psql"), "-h", self.primary.socket, "-U", "postgres", "-qAt"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        locker.stdin.write("BEGIN; LOCK entries; SELECT 'locked';\n")
        locker.stdin.flush()
        self.assertEqual(locker.stdout.readline().strip(), "locked")
        answers = []
        writers = [threading.Thread(target=lambda n=n: answers.append(service.json("PUT", f"/api/entries/w/{n}", {"minutes": 1})[0]))
                   for n in range(6)]
        for writer in writers:
            writer.start()
        self.wait_for_blocked(6)
        service.process.send_signal(signal.SIGTERM)
        self.wait_until(lambda: self.refused(service.port), "it still takes connections")
        locker.stdin.write("ROLLBACK;\n")
        locker.stdin.close()
        for writer in writers:
            writer.join(20)
        began = time.monotonic()
        self.assertEqual(service.process.wait(timeout=10), 0)
        self.assertLess(time.monotonic() - began, 2.5)
        self.assertEqual(answers, [201] * 6)
        locker.wait(10)
        locker.stdout.close()

    def test_it_runs_on_a_standby_and_writes_after_promotion(self):
        on_primary = self.service(self.primary)
        on_primary.command("schema")
        on_primary.command("seed", "3", "0", "1")
        standby = postgres.Cluster(self.folder, "standby")
        standby.copy_from(self.primary)
        standby.start()
        self.addCleanup(standby.stop)
        service = self.service(standby).start()
        self.assertEqual(service.json("GET", "/healthz")[1]["database"], "standby")
        self.assertEqual(len(service.json("GET", "/api/employees")[1]), 3)
        status, _, headers = service.ask("PUT", "/api/entries/s/1", {"minutes": 1})
        self.assertEqual((status, headers["Retry-After"]), (503, "1"))
        status, _, _ = service.ask("PUT", "/api/documents/x", b"x")
        self.assertEqual((status, os.listdir(self.documents)), (503, []))
        self.primary.stop()
        standby.promote()
        self.assertEqual(service.json("PUT", "/api/entries/s/1", {"minutes": 1})[0], 201)
        self.assertEqual(service.stop(), 0)

    def test_it_waits_out_a_database_that_is_away_and_notices_its_return(self):
        service = self.service(self.primary)
        service.command("schema")
        service.start()
        self.assertEqual(service.json("GET", "/healthz")[0], 200)
        self.primary.stop()
        self.assertEqual(service.json("GET", "/healthz")[0], 503)
        self.primary.start()
        self.addCleanup(self.primary.stop)
        self.assertEqual([service.json("PUT", f"/api/entries/r/{n}", {})[0] for n in range(12)], [201] * 12)
        self.primary.stop()
        self.primary.start()
        self.assertEqual([service.json("PUT", f"/api/entries/q/{n}", {})[0] for n in range(12)], [201] * 12)

    def wait_for_blocked(self, count):
        import psycopg2
        with psycopg2.connect(self.primary.dsn) as connection:
            connection.autocommit = True
            cursor = connection.cursor()

            def blocked():
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                return cursor.fetchone()[0] == count
            self.wait_until(blocked, "the writers are not waiting")
        connection.close()

    def wait_until(self, condition, trouble):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline, trouble)
            time.sleep(0.02)

    @staticmethod
    def refused(port):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return False
        except OSError:
            return True
