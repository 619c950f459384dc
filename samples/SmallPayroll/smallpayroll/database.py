"""One connection per worker thread, and what the program needs to know about the state of the database."""
import threading

import psycopg2

_own = threading.local()


class ReadOnly(Exception):
    """The database is a standby: it answers questions and takes nothing."""


class Unavailable(Exception):
    """There is no database to talk to at the moment."""


class Database:
    def __init__(self, dsn):
        self._dsn = dsn

    def run(self, work):
        """Runs work(cursor) in a transaction and commits it.

        Everything here may be repeated: reads, and writes that carry their own number or name. So a connection that turns
        out to be dead (the server was restarted) is replaced once, quietly.
        """
        for last_try in (False, True):
            try:
                connection = self._connection()
                with connection, connection.cursor() as cursor:
                    return work(cursor)
            except psycopg2.errors.ReadOnlySqlTransaction as error:
                raise ReadOnly from error
            except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
                self.forget()
                if last_try:
                    raise Unavailable(str(error)) from error

    def is_standby(self):
        def ask(cursor):
            cursor.execute("SELECT pg_is_in_recovery()")
            return cursor.fetchone()[0]
        return self.run(ask)

    def forget(self):
        connection = getattr(_own, "connection", None)
        _own.connection = None
        if connection is not None:
            try:
                connection.close()
            except psycopg2.Error:
                pass

    def _connection(self):
        if getattr(_own, "connection", None) is None:
            _own.connection = psycopg2.connect(self._dsn)
        return _own.connection
