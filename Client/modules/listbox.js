// Suggestions under a text field: arrow keys choose, the field keeps the focus (ARIA combobox pattern).
let count = 0;

export class Listbox {
    /** `choose(option)` is called by Enter and by click. */
    constructor(input, parent, choose) {
        this.input = input;
        this.choose = choose;
        this.box = document.createElement("div");
        Object.assign(this.box, { className: "hits", id: `hits-${++count}`, role: "listbox", hidden: true });
        this.box.ariaLabel = input.ariaLabel ?? input.labels[0]?.textContent ?? "";
        parent.append(this.box);
        this.expanded(false);
        input.setAttribute("aria-controls", this.box.id);
        input.setAttribute("aria-autocomplete", "list");
        // The field must not lose the focus before the click arrives.
        this.box.addEventListener("mousedown", (event) => event.preventDefault());
        this.box.addEventListener("click", (event) => {
            const option = event.target.closest("[role=option]");
            if (option) this.choose(option, event);
        });
        input.addEventListener("keydown", (event) => this.press(event));
        input.addEventListener("blur", () => this.hide());
    }

    get options() { return [...this.box.querySelectorAll("[role=option]")]; }

    show(content, first = false) {
        this.box.replaceChildren(content);
        this.box.hidden = !this.options.length;
        this.options.forEach((option, index) => { option.id = `${this.box.id}-${index}`; });
        this.expanded(!this.box.hidden);
        this.select(first ? this.options[0] : null);
    }

    hide() {
        this.box.hidden = true;
        this.expanded(false);
        this.select(null);
    }

    /** Only a combobox may say so; a text area may not. */
    expanded(open) {
        if (this.input.role === "combobox") this.input.setAttribute("aria-expanded", String(open));
    }

    select(option) {
        this.active?.setAttribute("aria-selected", "false");
        this.active = option ?? null;
        option?.setAttribute("aria-selected", "true");
        option?.scrollIntoView({ block: "nearest" });
        if (option) this.input.setAttribute("aria-activedescendant", option.id);
        else this.input.removeAttribute("aria-activedescendant");
    }

    press(event) {
        if (this.box.hidden || event.isComposing) return;
        const { options } = this;
        const index = options.indexOf(this.active);
        if (event.key === "ArrowDown") this.select(options[(index + 1) % options.length]);
        else if (event.key === "ArrowUp") this.select(options.at(index < 1 ? -1 : index - 1));
        else if (event.key === "Enter" && this.active && !event.ctrlKey) this.choose(this.active, event);
        else if (event.key === "Escape") this.hide();
        else return;
        event.preventDefault();
        event.stopImmediatePropagation();
    }
}
