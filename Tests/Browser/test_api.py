"""Property-based requests against openapi.json: nothing the server is sent may end in a 5xx."""

import os
import subprocess
import sys

import pytest
from server import Server


@pytest.fixture
def fuzzed():
    """A server of its own: the fuzzer renames, deactivates and deletes whatever it finds."""
    server = Server(customers=10, entries=50)
    yield server
    server.stop()


def test_no_request_ends_in_a_server_error(fuzzed):
    program = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    done = subprocess.run(
        [program, "run", fuzzed.address + "/api/v1/openapi.json", "--checks", "not_a_server_error",
         "--header", "Authorization: Bearer " + fuzzed.token(), "--max-examples", "15", "--workers", "2",
         "--phases", "examples,coverage,fuzzing", "--seed", "1", "--exclude-path", "/live",
         "--request-timeout", "10", "--url", fuzzed.address + "/api/v1"],
        text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    assert done.returncode == 0, done.stdout[-4000:]
