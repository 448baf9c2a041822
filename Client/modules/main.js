// The browser side. Modules find their elements by data attributes; a page fetches only those it needs.
import "./forms.js";
import "./dialog.js";
import "./menus.js";
import "./more.js";
import "./shortcuts.js";

const AT_ONCE = {
    "[data-live-topic]": "./live.js",
    "form[data-upload]": "./upload.js",
    "form[data-theme-form]": "./theme.js",
};
const ON_FOCUS = {
    "input[data-palette]": "./palette.js",
    "textarea[data-mentions]": "./mentions.js",
};

for (const [selector, module] of Object.entries(AT_ONCE)) {
    if (document.querySelector(selector)) import(module);
}

document.addEventListener("focusin", ({ target }) => {
    for (const [selector, module] of Object.entries(ON_FOCUS)) if (target.matches(selector)) import(module);
});

// Ctrl/⌘ K, from anywhere: the search box with its recent hits and commands.
document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const box = document.querySelector("input[data-palette]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
    box.dispatchEvent(new Event("input"));
});
