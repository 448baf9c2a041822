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

function show(dialog, content) {
    dialog.lastChild.replaceChildren(content);
    const heading = dialog.querySelector("h1, h2");
    if (heading) dialog.setAttribute("aria-labelledby", (heading.id ||= "dialog-title"));
    const field = "input:not([type=hidden], [type=radio]), select, textarea, input[type=radio]:checked";
    const first = dialog.lastChild.querySelector(field);
    first?.setAttribute("autofocus", "");
    if (dialog.open) first?.focus();
    else dialog.showModal();
}

/** Asks back before something is done that cannot be undone; `deed` is the button's own word. */
export function ask(deed) {
    const dialog = build();
    const form = document.createElement("form");
    form.method = "dialog";
    form.innerHTML = '<h2></h2><p></p><div class="buttons"><button class="btn danger" value="yes"></button>'
        + '<button class="btn" value="" autofocus></button></div>';
    const [heading, sentence, buttons] = form.children;
    heading.textContent = deed;
    sentence.textContent = text("confirm");
    buttons.children[0].textContent = text("yes");
    buttons.children[1].textContent = text("cancel");
    show(dialog, form);
    return new Promise((answer) => {
        dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"));
    });
}

document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
        const response = await request(link.href);
        if (!response.ok) throw response;
        const content = parse(await response.text());
        link.closest("details.menu")?.removeAttribute("open");
        show(link.closest("dialog") ?? build(), content); // one thing leads to the next, not a pile of dialogs
    } catch {
        location.assign(link.href);
    }
});
