// Mentions: "@" in a text offers colleagues; the form then carries a field `mention` with each one's id.
import { Listbox } from "./listbox.js";

const BEFORE_CURSOR = /(?:^|[\s(])@([\p{L}\p{M}.'-]*(?: [\p{L}\p{M}.'-]*)?)$/u;
const PAUSE = 100;

function option({ id, name, role }) {
    const element = Object.assign(document.createElement("div"), { className: "hit", role: "option" });
    const label = document.createElement("span");
    const small = Object.assign(document.createElement("small"), { textContent: role ?? "" });
    label.append(name, small);
    element.append(label);
    element.person = { id, name };
    return element;
}

function attach(area) {
    const known = new Map(); // "@Name" -> id
    let timer = 0;
    let asked = 0;
    const list = new Listbox(area, area.parentElement, ({ person }) => {
        const head = area.value.slice(0, area.selectionStart).replace(/@[^@]*$/, () => `@${person.name} `);
        const rest = area.value.slice(area.selectionStart);
        area.value = head + rest;
        area.setSelectionRange(head.length, head.length);
        known.set(`@${person.name}`, person.id);
        list.hide();
    });

    async function suggest() {
        const match = BEFORE_CURSOR.exec(area.value.slice(0, area.selectionStart));
        const turn = ++asked;
        if (!match) return list.hide();
        try {
            const url = `${area.dataset.mentions}?${new URLSearchParams({ q: match[1] })}`;
            const response = await fetch(url, { headers: { Accept: "application/json" } });
            const { items } = response.ok ? await response.json() : { items: [] };
            if (turn !== asked) return; // an older question
            const content = document.createDocumentFragment();
            content.append(...items.map(option));
            list.show(content, true);
        } catch {
            list.hide(); // a mention can be written by hand, too
        }
    }

    area.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(suggest, PAUSE);
    });
    area.form.addEventListener("formdata", ({ formData }) => {
        for (const [name, id] of known) if (area.value.includes(name)) formData.append("mention", id);
    });
    area.attached = true;
    suggest();
}

// On focus, so that forms which arrive later have it as well; this module itself arrives by the first focus.
function begin({ target }) {
    if (target.matches("textarea[data-mentions]") && !target.attached) attach(target);
}
document.addEventListener("focusin", begin);
begin({ target: document.activeElement });
