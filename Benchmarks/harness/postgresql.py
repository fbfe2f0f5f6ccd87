"""A PostgreSQL server of its own: a cluster in a folder, on a socket in that folder, ended with the work."""
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import time


class Server:
    """A running server with one database, `crm`; for `with`.

    As root the server runs as the user `postgres`, because it refuses to run as root.
    """

    def __init__(self, folder, settings=()):
        self.folder = pathlib.Path(folder).resolve()
        self.binaries = find_binaries()
        self.settings = settings
        self.user = pwd.getpwnam("postgres") if os.getuid() == 0 else None

    @property
    def address(self):
        """The connection in libpq's words, as `leadscore` takes it."""
        return f"host={self.folder} dbname=crm user=admin"

    def __enter__(self):
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o755)
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self._run("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "admin", "-E", "UTF8",
                  "--locale=C.UTF-8")
        self._start()
        self.sql("CREATE DATABASE crm", database="postgres")
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self):
        settings = " ".join(f"-c {setting}" for setting in self.settings)
        self._run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o",
                  f"-k {self.folder} -c listen_addresses='' {settings}", "start")
        self.process = int((self.folder / "data/postmaster.pid").read_text().split()[0])

    def stop(self):
        """Ends the server, and waits until it has ended."""
        os.kill(self.process, signal.SIGINT)
        deadline = time.monotonic() + 30
        while pathlib.Path(f"/proc/{self.process}").exists():
            if time.monotonic() > deadline:
                raise TimeoutError("the server does not stop")
            time.sleep(0.05)

    def sql(self, *statements, database="crm"):
        """Runs statements as the administrator; returns what they print, unaligned."""
        command = ["psql", "-h", self.folder, "-U", "admin", "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtX"]
        for statement in statements:
            command += ["-c", statement]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return done.stdout.strip()

    def _run(self, program, *arguments):
        as_user = []
        if self.user:
            as_user = ["setpriv", f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}", "--init-groups", "--"]
        # The server inherits what is open: with a pipe this would wait for its end.
        subprocess.run([*as_user, str(self.binaries / program), *map(str, arguments)], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/")


def find_binaries():
    """The folder of the newest server that Debian's packages have installed."""
    found = pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(found, key=lambda path: int(re.search(r"\d+", path.parts[-3])[0]))
    if not newest:
        raise FileNotFoundError("no PostgreSQL server is installed (apt-get install postgresql)")
    return newest[-1].parent
