// More: older entries join the list below, the place on the page stays.
import { contentFor, merge, parse, request } from "./fragment.js";

document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-more]");
    const list = link && document.querySelector(link.dataset.more);
    if (!list || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.ariaDisabled === "true") return;
    link.ariaDisabled = "true";
    try {
        const response = await request(link.href);
        if (!response.ok) throw response;
        const content = parse(await response.text());
        const next = content.querySelector(".more");
        next?.remove();
        const added = merge(list, contentFor(list, content), true);
        const first = added.find((item) => !item.matches(".day"));
        link.parentElement.replaceWith(next ?? "");
        (first?.querySelector("a.at, a.go") ?? next?.firstElementChild)?.focus({ preventScroll: true });
    } catch {
        location.assign(link.href);
    }
});
