// Dialogs: a link marked data-dialog shows its page's fragment in a dialog; without scripts it is a page.
import { parse, request, text } from "./fragment.js";

function build() {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.innerHTML = '<button type="button" class="btn quiet dialog-close">✕</button><div></div>';
    const [close] = dialog.children;
    close.ariaLabel = text("close");
    close.onclick = () => dialog.close();
    dialog.onclick = (event) => {
        if (event.target === dialog) dialog.close(); // outside
    };
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    return dialog;
}

document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
        const response = await request(link.href);
        if (!response.ok) throw response;
        const dialog = link.closest("dialog") ?? build(); // one thing leads to the next, not a pile of dialogs
        dialog.lastChild.replaceChildren(parse(await response.text()));
        const heading = dialog.querySelector("h1, h2");
        if (heading) dialog.setAttribute("aria-labelledby", (heading.id ||= "dialog-title"));
        link.closest("details.menu")?.removeAttribute("open");
        if (!dialog.open) dialog.showModal();
    } catch {
        location.assign(link.href);
    }
});
