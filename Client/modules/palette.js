// Palette: results and commands while typing in the search box (main.js brings one there by Ctrl/⌘ K).
import { parse, request, text } from "./fragment.js";
import { Listbox } from "./listbox.js";

const PAUSE = 120;

function attach(input) {
    const form = input.form;
    const status = Object.assign(document.createElement("span"), { className: "vh", role: "status" });
    form.append(status);
    input.role = "combobox";
    const list = new Listbox(input, form, (option, event) => {
        if (event.type === "click") return; // the link does it
        option.click();
    });
    let timer = 0;
    let running = null;

    async function search() {
        running?.abort();
        running = new AbortController();
        const query = new URLSearchParams({ q: input.value.trim(), fragment: "1" });
        try {
            const response = await request(`${input.dataset.palette}?${query}`, { signal: running.signal });
            if (!response.ok || document.activeElement !== input) return;
            list.show(parse(await response.text()));
            const hits = list.options.filter((option) => !("command" in option.dataset));
            if (input.value.trim()) list.select(hits[0]);
            const found = hits.length;
            status.textContent = found ? text("hits", found) : text("none");
        } catch (error) {
            if (error.name !== "AbortError") list.hide(); // Enter still opens the page of results
        }
    }

    input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(search, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
        if (event.key === "ArrowDown" && list.box.hidden) search();
        if (event.key === "Escape" && list.box.hidden) input.value ? (input.value = "") : input.blur();
    });
    form.addEventListener("submit", () => { clearTimeout(timer); running?.abort(); });
    if (document.activeElement === input) search();
}

const input = document.querySelector("input[data-palette]");
if (input) attach(input);
