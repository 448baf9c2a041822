// Forms marked data-enhance (or in a dialog) are sent in the background; a fragment or a place comes back.
import { ask } from "./dialog.js";
import { merge, parse, request, target, text, toast } from "./fragment.js";

/** 128 random bits; works on plain http as well, unlike randomUUID. */
function key() {
    return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

function complain(form, content) {
    // A form that is but a button has no room for it.
    if (!form.querySelector(":scope :is(input:not([type=hidden]), select, textarea)")) return toast(content, "bad");
    form.querySelector(":scope > [data-summary]")?.remove();
    const notice = document.createElement("div");
    notice.className = "notice bad";
    notice.setAttribute("role", "alert");
    notice.tabIndex = -1;
    notice.dataset.summary = "";
    notice.append(content);
    form.prepend(notice);
    notice.focus();
}

/** Marks the fields that the summary names by `data-field`, each with its reason. */
function mark(form, summary) {
    for (const { dataset, textContent } of summary.querySelectorAll("[data-field]")) {
        const field = form.elements[dataset.field];
        if (!(field instanceof HTMLElement)) continue;
        const error = Object.assign(document.createElement("p"), { className: "error", textContent });
        error.id = `${dataset.field}-error`;
        field.setAttribute("aria-invalid", "true");
        const described = field.getAttribute("aria-describedby") ?? "";
        field.setAttribute("aria-describedby", `${described} ${error.id}`.trim());
        field.after(error);
    }
}

function unmark(form) {
    for (const old of form.querySelectorAll(":scope > [data-summary], .error")) old.remove();
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

/** The server sends the form again, a summary of what is wrong, or a page about it: it is shown here. */
export function refuse(form, content) {
    const own = form.id && content.querySelector(`form#${CSS.escape(form.id)}`);
    const fresh = own || content.querySelector("form");
    const summary = content.querySelector("[data-summary]");
    if (fresh) {
        form.replaceWith(own || content);
        (summary ?? fresh.querySelector("[aria-invalid=true]"))?.focus();
    } else if (summary) {
        mark(form, summary);
        form.prepend(summary);
        summary.focus();
    } else complain(form, content.querySelector("h1 + p")?.textContent || text("failed"));
}

/** What the form did stands on this page: it is emptied, and what it changed is fetched. */
function settle(form) {
    form.reset();
    form.closest("dialog")?.close();
    document.dispatchEvent(new Event("rundblick:changed"));
}

function done(form, content) {
    const list = form.dataset.target && document.querySelector(form.dataset.target);
    if (list) merge(list, content);
    if (list || !content.children.length) settle(form);
    else form.replaceWith(content);
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
    if (response.status < 500) delete form.dataset.key; // else a second try counts once
    const place = target(response);
    const here = place?.pathname === location.pathname && form.matches("[data-target], dialog form");
    if (place && !here) return location.assign(place);
    const content = parse(await response.text());
    if (!response.ok) refuse(form, content);
    else done(form, content);
}

// What deletes or locks asks back; without scripts it is done at once.
document.addEventListener("submit", async (event) => {
    const { submitter, target: form } = event;
    if (!submitter?.matches(".danger, [data-confirm]") || form.method !== "post" || "sure" in submitter.dataset) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(submitter.ariaLabel ?? submitter.textContent.trim()))) return;
    submitter.dataset.sure = "";
    form.requestSubmit(submitter);
    delete submitter.dataset.sure;
}, true);

document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
    if (!form.matches("[data-enhance], dialog form") || form.matches("[data-upload]")) return;
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    unmark(form);
    try {
        await send(form, event.submitter);
    } catch {
        complain(form, text("failed")); // no connection; what was typed stays
    } finally {
        form.removeAttribute("aria-busy");
    }
});

document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-auto] select")) event.target.form.requestSubmit();
});

// Other words are another request: the old key does not speak for them.
document.addEventListener("input", ({ target: { form } }) => { if (form) delete form.dataset.key; });

// Ctrl+Enter sends from a text field.
document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
        event.target.form?.requestSubmit();
    }
});
