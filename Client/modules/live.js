// Live: one event stream for the page; what an event names is fetched anew, with the viewer's own rights.
import { contentFor, merge, parse, request, text, toast } from "./fragment.js";

const LONGEST_WAIT = 60_000;
const SLEEP_AFTER = 120_000; // A hidden tab gives its connection back: browsers allow few to one server.
const MOST_ITEMS = 8; // More changes at once than this: fetch the list instead.

let source = null;
let last = document.body.dataset.liveLast ?? ""; // what this page knows already
let failures = 0;
let timer = 0;
const waiting = new Map(); // element -> set of entry ids, or null for everything

const watchers = () => [...document.querySelectorAll("[data-live-topic]")];

function connect() {
    clearTimeout(timer);
    const topics = new Set(watchers().map((element) => element.dataset.liveTopic));
    if (!topics.size || source) return;
    const query = new URLSearchParams([...topics].map((topic) => ["topic", topic]));
    if (last) query.set("last", last);
    source = new EventSource(`${document.body.dataset.live}?${query}`);
    source.onopen = () => (failures = 0);
    source.addEventListener("change", (event) => {
        last = event.lastEventId || last;
        receive(JSON.parse(event.data));
    });
    source.addEventListener("resync", resync);
    source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) retry(); // else the browser reconnects by itself
    };
}

function resync() {
    for (const element of watchers()) schedule(element, null);
}

function disconnect() {
    source?.close();
    source = null;
}

function retry() {
    disconnect();
    if (++failures === 3) toast(text("offline"), "warn");
    const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** failures);
    timer = setTimeout(connect, wait * (0.5 + Math.random() / 2));
}

function receive({ topic, kind, id }) {
    for (const element of watchers()) {
        const { liveTopic, liveKind } = element.dataset;
        if (liveTopic === topic && (!liveKind || liveKind.split(" ").includes(kind))) schedule(element, id);
    }
}

/** Gathers what changed for a moment; spreads thousands of browsers over it, too. */
function schedule(element, id) {
    const busy = waiting.has(element);
    const ids = busy ? waiting.get(element) : new Set();
    if (id && ids) ids.add(id);
    waiting.set(element, id && element.dataset.liveItem ? ids : null);
    if (busy) return;
    setTimeout(() => { // one after the other: an older answer must not come last
        element.refreshed = Promise.resolve(element.refreshed).then(() => refresh(element));
    }, 30 + Math.random() * 120);
}

async function refresh(element) {
    const ids = waiting.get(element);
    waiting.delete(element);
    const { liveItem, liveSrc } = element.dataset;
    try {
        if (ids && ids.size <= MOST_ITEMS) {
            for (const id of ids) await refreshItem(element, id);
            return;
        }
        const response = await request(liveSrc);
        if (!response.ok) return;
        const content = contentFor(element, parse(await response.text()));
        if (liveItem) insert(element, content);
        else replace(element, content);
    } catch {
        setTimeout(() => schedule(element, null), 5000); // no connection: later
    }
}

async function refreshItem(list, id) {
    const response = await request(list.dataset.liveItem.replace("{id}", encodeURIComponent(id)));
    if (response.status === 404) document.getElementById(`e-${id}`)?.remove();
    else if (response.ok) insert(list, parse(await response.text()));
}

/** Adds entries above what is being read, without moving it. */
function insert(list, content) {
    const anchor = [...list.children].find((child) => child.getBoundingClientRect().bottom > 0);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    const away = list.getBoundingClientRect().top < 0;
    const added = merge(list, content).filter((item) => !item.matches(".day"));
    for (const item of added) item.classList.add("new");
    if (away && anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
    if (away && added.length) announce(list, added.length);
}

function announce(list, count) {
    let pill = list.previousElementSibling;
    if (!pill?.matches(".fresh")) {
        pill = document.createElement("div");
        pill.className = "fresh";
        pill.setAttribute("role", "status");
        pill.innerHTML = '<button type="button" class="btn primary small"></button>';
        list.before(pill);
        pill.firstChild.onclick = () => {
            pill.remove();
            list.scrollIntoView({ block: "start" });
        };
    }
    pill.count = (pill.count ?? 0) + count;
    pill.firstChild.textContent = text("new", pill.count);
}

/** New content for an element, unless somebody is typing in it. */
function replace(element, content) {
    const active = element.contains(document.activeElement) ? document.activeElement : null;
    if (active?.matches("input, textarea, select")) return toast(text("changed"), "warn");
    const href = active?.getAttribute("href");
    element.replaceChildren(...content.childNodes);
    if (href) element.querySelector(`[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
}

if (document.body.dataset.live) {
    connect();
    document.addEventListener("visibilitychange", () => {
        clearTimeout(timer);
        if (document.hidden) timer = setTimeout(disconnect, SLEEP_AFTER);
        else connect();
    });
    document.addEventListener("rundblick:changed", resync); // by a form of this page (forms.js)
    addEventListener("pagehide", disconnect);
    addEventListener("pageshow", (event) => event.persisted && connect());
}
