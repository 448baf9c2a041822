// Fragments: pieces of pages that the server renders and the browser puts in place.

/** A text for people from `<body data-t-…>` (for one: `data-t-…-one`, if there), with `{n}` replaced. */
export function text(key, n = "") {
    const texts = document.body.dataset;
    const name = `t${key[0].toUpperCase()}${key.slice(1)}`;
    return ((n === 1 && texts[`${name}One`]) || texts[name] || "").replace("{n}", n);
}

export function request(url, options = {}) {
    const headers = { Accept: "text/html", "X-Rundblick-Fragment": "1", ...options.headers };
    return fetch(url, { credentials: "same-origin", ...options, headers });
}

/** The elements in the server's markup; never executes anything in it. */
export function parse(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
}

/** Where the answer sends the browser, on this server; null: nowhere. */
export function target(response) {
    const place = response.headers.get("X-Rundblick-Location") ?? (response.redirected ? response.url : "");
    const url = place && new URL(place, location.href);
    return url && url.origin === location.origin ? url : null;
}

/** The content for `element` in a fragment: all of it, or what stands in the element of a whole page. */
export function contentFor(element, content) {
    return (element.id && content.querySelector(`#${CSS.escape(element.id)}`)) || content;
}

/** Shows a short message in the corner; screen readers hear it. */
export function toast(message, kind = "info", seconds = 8) {
    if (!message) return null;
    const notice = document.createElement("div");
    notice.className = `notice ${kind}`;
    notice.append(message);
    document.getElementById("toasts")?.append(notice);
    setTimeout(() => notice.remove(), seconds * 1000);
    return notice;
}

const stamp = (entry) => entry.querySelector("time")?.dateTime ?? "";

/**
 * The element before which a new one belongs: days run from new to old, so do the entries of a day.
 * Undefined: older than all that this page shows.
 */
function placeFor(fresh, list, day) {
    const days = [...list.querySelectorAll(":scope > .day")];
    if (fresh.matches(".day") && days.length) return days.find((other) => other.id < fresh.id);
    const heading = day ?? days[0];
    let next = heading ? heading.nextElementSibling : list.firstElementChild;
    while (next?.matches(".entry") && stamp(next) > stamp(fresh)) next = next.nextElementSibling;
    return next;
}

/**
 * Puts elements into a list: known ids are replaced, new ones go to their place (`append`: to the end).
 * Returns the new elements.
 */
export function merge(list, content, append = false) {
    const added = [];
    let day = null;
    list.querySelector(":scope > .empty")?.remove();
    for (const fresh of [...content.children]) {
        const known = fresh.id && list.querySelector(`:scope > #${CSS.escape(fresh.id)}`);
        if (known && fresh.matches(".day")) day = known;
        else if (known) known.replaceWith(fresh);
        else {
            const place = append ? null : placeFor(fresh, list, day);
            if (place === undefined) break;
            list.insertBefore(fresh, place);
            added.push(fresh);
            if (fresh.matches(".day")) day = fresh;
        }
    }
    return added;
}
