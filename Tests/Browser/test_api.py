"""Property-based requests against openapi.json: nothing the server is sent may end in a 5xx."""

import json
import os
import subprocess
import sys
import urllib.request

import pytest
from server import Server


@pytest.fixture
def fuzzed():
    """A server of its own: the fuzzer renames, deactivates and deletes whatever it finds."""
    server = Server(customers=10, entries=50)
    yield server
    server.stop()


def known_ids(server, token):
    """Paths and the ids to ask for there: random ones would all end at "not found". The first that fits a request counts;
    what is deleted is not what is read."""
    def read(path):
        request = urllib.request.Request(server.address + "/api/v1" + path, headers={"Authorization": "Bearer " + token})
        return json.load(urllib.request.urlopen(request))

    def ids(items):
        return [item["id"] for item in items]

    customers = [read("/customers/" + id) for id in ids(read("/customers")["items"])]
    entries = [entry for customer in customers for entry in customer["timeline"]]
    # The last ones, for the first is the administrator whose token is used.
    people = ids(read("/people")["items"])[-2:]
    teams = ids(read("/administration/teams")["items"])
    yield "/customers/{id}/timeline/{entry}", "DELETE", {"id": entries[1]["customer"], "entry": entries[1]["id"]}
    yield "/customers/{id}/timeline/{entry}(/.*)?", "", {"id": entries[0]["customer"], "entry": entries[0]["id"]}
    for kind, name in [("addresses", "addresses"), ("reaches", "reaches"), ("contacts", "contacts"),
                       ("responsibilities", "responsibilities"), ("soft-facts", "facts")]:
        parts = [(customer["id"], part["id"]) for customer in customers for part in customer[name]]
        for method, (customer, part) in zip(["PATCH", "DELETE"], parts):
            yield "/customers/{id}/" + kind + "/{part}", method, {"id": customer, "part": part}
    yield "/customers/{id}(/.*)?", "", {"id": customers[0]["id"]}
    yield "/people/{id}(/.*)?", "", {"id": people[0]}
    yield "/administration/people/{id}(/.*)?", "", {"id": people[1]}
    yield "/administration/teams/{id}", "DELETE", {"id": teams[1]}
    yield "/administration/teams/{id}(/.*)?", "", {"id": teams[0]}


def test_no_request_ends_in_a_server_error(fuzzed):
    token = fuzzed.token()
    settings = os.path.join(fuzzed.folder, "schemathesis.toml")
    with open(settings, "w") as file:
        for path, method, ids in known_ids(fuzzed, token):
            escaped = path.replace("{", "\\\\{").replace("}", "\\\\}")
            file.write(f'[[operations]]\ninclude-path-regex = "^{escaped}$"\n')
            file.write(f'include-method = "{method}"\n' if method else "")
            values = ", ".join(f'"path.{name}" = "{value}"' for name, value in ids.items())
            file.write(f"parameters = {{ {values} }}\n\n")
    program = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    # One request after the other, so that the seed says what is asked.
    done = subprocess.run(
        [program, "--config-file", settings, "run", fuzzed.address + "/api/v1/openapi.json", "--workers", "1",
         "--checks", "not_a_server_error", "--header", "Authorization: Bearer " + token, "--max-examples", "15",
         "--phases", "examples,coverage,fuzzing", "--seed", "1", "--exclude-path", "/live",
         "--request-timeout", "30", "--url", fuzzed.address + "/api/v1"],
        text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    # What went wrong stands before what was only noticed.
    assert done.returncode == 0, done.stdout.split("= WARNINGS =")[0][-4000:] + done.stdout[-1000:]
