#!/usr/bin/env python3
"""Serves the gallery as the real server would: frame around each page, strict policy, small fake answers.

    Client/gallery/serve.py [PORT]      then http://127.0.0.1:8400/
    Client/gallery/serve.py --write DIR writes every page whole, to read or to compare with the server's

A page file holds what stands inside <main>; its first line says `<!-- title | nav entry | frame -->`.
`[[phone]]` stands for the markup of an icon.
"""
import json, re, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
CLIENT = HERE.parent
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
          "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
HTML = "text/html; charset=utf-8"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ICON = r'<svg class="i\2" aria-hidden="true"><use href="/assets/icons.svg#\1"></use></svg>'
PEOPLE = [{"id": "p1", "name": "Aylin Demir", "role": "Kundendienst"},
          {"id": "p2", "name": "Jonas Weber", "role": "Vertrieb"},
          {"id": "p3", "name": "Maike Petersen", "role": "Buchhaltung"},
          {"id": "p4", "name": "Tobias Krüger", "role": "Technik"}]


def page(name: str, theme: str = "") -> str:
    """The whole page: frame, title, current navigation entry."""
    text = (HERE / f"{name}.html").read_text()
    title, current, frame = [part.strip() for part in re.match(r"<!--(.*?)-->", text).group(1).split("|")]
    body = text.split("-->", 1)[1].strip()
    whole = (HERE / "frames" / f"{frame}.html").read_text()
    whole = whole.replace("{title}", title).replace("{main}", body)
    if current:
        whole = whole.replace(f'data-nav="{current}"', 'aria-current="page"')
    whole = re.sub(r' data-nav="\w+"', "", whole)
    whole = icons(whole)
    return whole.replace("<html", f'<html data-theme="{theme}"', 1) if theme else whole


def icons(text: str) -> str:
    """`[[phone]]` is short for the icon's markup, `[[phone s]]` for the small one."""
    return re.sub(r"\[\[(\w+)( s)?\]\]", ICON, text)


def pages() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.html"))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status: int, body: str | bytes, kind: str = HTML, **headers: str) -> None:
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        headers |= {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store",
                    "Content-Security-Policy": POLICY}
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path.startswith("/assets/"):
            return self.asset(path.removeprefix("/assets/"))
        if path == "/live":
            return self.live()
        if path == "/people/suggest":
            return self.answer(200, json.dumps({"items": PEOPLE}), "application/json")
        fragment = HERE / "fragments" / f"{path.strip('/').replace('/', '-')}.html"
        if (self.headers.get("X-Rundblick-Fragment") or "fragment=1" in query) and fragment.exists():
            return self.answer(200, icons(fragment.read_text()))
        name = path.strip("/") or "start"
        if name in pages():
            theme = re.search(r"theme=(\w+)", query)
            return self.answer(200, page(name, theme.group(1) if theme else ""))
        self.answer(404, page("error"))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.endswith("/contacts"):
            return self.answer(204, "", X_Rundblick_Location="/customer")
        name = "posted" if self.path.endswith("/timeline") else "refused"
        fragment = HERE / "fragments" / f"{name}.html"
        self.answer(200 if name == "posted" else 422, icons(fragment.read_text()))

    def asset(self, name: str) -> None:
        file = (CLIENT / name).resolve()
        if not file.is_relative_to(CLIENT) or not file.is_file():
            return self.answer(404, "")
        self.answer(200, file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"))

    def live(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for number in range(600):
                event = {"topic": "customer/k10432", "kind": "entry", "id": "e-live"}
                change = f"event: change\nid: {number}\ndata: {json.dumps(event)}\n\n"
                text = change if number == 3 else ": still here\n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
                time.sleep(1)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        pass


def main() -> None:
    if sys.argv[1:2] == ["--write"]:
        target = Path(sys.argv[2])
        target.mkdir(parents=True, exist_ok=True)
        for name in pages():
            (target / f"{name}.html").write_text(page(name))
        return
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8400
    print(f"http://127.0.0.1:{port}/  " + " ".join(pages()))
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main()
