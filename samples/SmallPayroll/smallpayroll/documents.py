"""Uploaded documents: files named by their sha256, on disk before the database speaks of them."""
import hashlib
import os
import tempfile


class Folder:
    def __init__(self, path):
        self._path = path

    def keep(self, content):
        """Writes the content durably and returns its sha256. The same content again changes nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if not os.path.exists(target):
            shelf = os.path.dirname(target)
            os.makedirs(shelf, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=shelf)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.rename(draft, target)
            except BaseException:
                os.unlink(draft)
                raise
            # A rename is only durable once its directory is, and a new directory once its parent is.
            _flush(shelf)
            _flush(self._path)
        return sha256

    def read(self, sha256):
        """The content, or None if it is not what its name says."""
        try:
            with open(self.path(sha256), "rb") as file:
                content = file.read()
        except FileNotFoundError:
            return None
        return content if hashlib.sha256(content).hexdigest() == sha256 else None

    def path(self, sha256):
        return os.path.join(self._path, sha256[:2], sha256)


def _flush(directory):
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
