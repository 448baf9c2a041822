"""A real server on loopback over a store of its own, for the browser tests and the screenshots."""

import glob
import os
import re
import shutil
import signal
import subprocess
import tempfile

PROGRAM = os.environ.get("RUNDBLICK_PROGRAM", ".build/debug/rundblick")
EMAIL = "anna.berg@nordlicht.example"
COLLEAGUE = "svenja.hansen@nordlicht.example"
PASSWORD = "rundblick-demo"


def command(*arguments, **options):
    """Runs the program and returns what it printed."""
    done = subprocess.run(
        [PROGRAM, *arguments], text=True, stdout=subprocess.PIPE, check=True, timeout=300, **options)
    return done.stdout


class Postgres:
    """A PostgreSQL cluster of its own, reached through a socket in its folder."""

    def __init__(self):
        self.programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.folder = tempfile.mkdtemp(prefix="rundblick-postgres-")
        # PostgreSQL refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", "-D", self.folder + "/data", "-A", "trust", "-U", "rundblick", "-E", "UTF8", "--locale=C")
        self.run("pg_ctl", "-D", self.folder + "/data", "-w", "-l", self.folder + "/log", "-o",
                 f"-k {self.folder} -c listen_addresses=''", "start")
        self.address = f"postgres://rundblick@/postgres?host={self.folder}"

    def run(self, name, *arguments):
        subprocess.run([*self.user, os.path.join(self.programs, name), *arguments], check=True,
                       stdout=subprocess.DEVNULL, cwd=self.folder)

    def stop(self):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "stop")


class Server:
    """Serves the demo company until `stop`."""

    def __init__(self, customers=60, entries=900, database=None, fill=True):
        self.folder = tempfile.mkdtemp(prefix="rundblick-browser-")
        self.where = ["--data", self.folder] + (["--database", database] if database else [])
        if fill:
            command("demo", "--customers", str(customers), "--entries", str(entries), *self.where)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", "127.0.0.1:0", *self.where],
            stdout=subprocess.PIPE, stderr=open(os.path.join(self.folder, "log"), "a"), text=True)
        for line in self.process.stdout:
            found = re.search(r"ready: (http://[\d.:]+)/", line)
            if found:
                self.address = found.group(1)
                return
        raise RuntimeError("the server did not start: " + open(os.path.join(self.folder, "log")).read())

    def token(self, email=EMAIL, scope="admin"):
        return command("token", "create", email, "--scope", scope, *self.where).strip()

    def colleague(self, number):
        """The address of the demo's colleague with that number."""
        names = ["anna.berg", "jonas.weber", "svenja.hansen", "tobias.krueger", "maike.petersen", "aylin.demir",
                 "henrik.lindner", "petra.bayram"]
        return names[number] + "@nordlicht.example"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
