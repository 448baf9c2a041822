// Shortcuts: keys stand in the markup (data-key="g k"); j and k walk through lists and the timeline.
const PATIENCE = 1200;
let pending = "";
let timer = 0;

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

function walk(step) {
    const stops = [...document.querySelectorAll("main [data-list] a.go, main .entries a.at")].filter(visible);
    const items = stops.length ? stops : [...document.querySelectorAll("main a.go")].filter(visible);
    const index = items.indexOf(document.activeElement);
    const next = items[index < 0 ? 0 : Math.min(items.length - 1, Math.max(0, index + step))];
    next?.focus();
    next?.closest(".entry, .row, tr")?.scrollIntoView({ block: "nearest" });
}

function find(keys, asBeginning = false) {
    return [...document.querySelectorAll("[data-key]")].find(({ dataset: { key } }) =>
        asBeginning ? key.startsWith(`${keys} `) : key === keys);
}

function run(element) {
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
}

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
    if (event.defaultPrevented || event.target.matches(TYPING)) return;
    if (document.body.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
    clearTimeout(timer);
    const keys = pending ? `${pending} ${event.key}` : event.key;
    const element = find(keys);
    const prefix = !element && !pending && find(event.key, true);
    pending = prefix ? event.key : "";
    timer = setTimeout(() => { pending = ""; }, PATIENCE);
    if (element) run(element);
    else if (keys === "j" || keys === "k") walk(keys === "j" ? 1 : -1);
    else return;
    event.preventDefault();
});
