// Forms marked data-enhance (or in a dialog) are sent in the background; a fragment or a place comes back.
import { follow, merge, parse, request, text } from "./fragment.js";

/** 128 random bits; works on plain http as well, unlike randomUUID. */
function key() {
    return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

function fail(form) {
    form.querySelector(".notice.failed")?.remove();
    const notice = document.createElement("div");
    notice.className = "notice bad failed";
    notice.setAttribute("role", "alert");
    notice.textContent = text("failed");
    form.append(notice);
}

/** Shows the form again as the server wrote it, with its errors, and leads the reader to them. */
function showErrors(form, content) {
    const fresh = content.querySelector("form");
    if (!fresh) return fail(form);
    form.replaceWith(content);
    (fresh.querySelector("[data-summary]") ?? fresh.querySelector("[aria-invalid=true]"))?.focus();
}

function done(form, content) {
    const target = form.dataset.target && document.querySelector(form.dataset.target);
    if (target) merge(target, content);
    if (target || !content.children.length) {
        form.reset();
        form.closest("dialog")?.close();
    } else form.replaceWith(content);
}

async function send(form, submitter) {
    const data = new FormData(form, submitter);
    form.dataset.key ||= data.get("idempotency") || key();
    const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
    const response = await request(action, {
        method: "POST",
        body: form.enctype === "multipart/form-data" ? data : new URLSearchParams(data),
        headers: { "Idempotency-Key": form.dataset.key },
    });
    if (follow(response)) return;
    const content = parse(await response.text());
    if (response.status === 422 || response.status === 409) showErrors(form, content);
    else if (!response.ok) return fail(form);
    else done(form, content);
    delete form.dataset.key; // kept after a failure, so that a second try counts once
}

document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
    if (!form.matches("[data-enhance], dialog form") || form.matches("[data-upload]")) return;
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    form.querySelector(".notice.failed")?.remove();
    try {
        await send(form, event.submitter);
    } catch {
        fail(form); // no connection; what was typed stays
    } finally {
        form.removeAttribute("aria-busy");
    }
});

document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-auto] select")) event.target.form.requestSubmit();
});

// Ctrl+Enter sends from a text field.
document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
        event.target.form?.requestSubmit();
    }
});
