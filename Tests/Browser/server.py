"""A real server on loopback over a store of its own, for the browser tests and the screenshots."""

import os
import re
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


class Server:
    """Serves the demo company until `stop`."""

    def __init__(self, customers=60, entries=900):
        self.folder = tempfile.mkdtemp(prefix="rundblick-browser-")
        command("demo", "--customers", str(customers), "--entries", str(entries), "--data", self.folder)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", self.folder],
            stdout=subprocess.PIPE, stderr=open(os.path.join(self.folder, "log"), "a"), text=True)
        for line in self.process.stdout:
            found = re.search(r"ready: (http://[\d.:]+)/", line)
            if found:
                self.address = found.group(1)
                return
        raise RuntimeError("the server did not start: " + open(os.path.join(self.folder, "log")).read())

    def token(self, email=EMAIL, scope="admin"):
        return command("token", "create", email, "--scope", scope, "--data", self.folder).strip()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
