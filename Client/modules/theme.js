// Theme: shown at once, kept by the server (so the next page comes in it, without a flash).
import { request, text, toast } from "./fragment.js";

for (const form of document.querySelectorAll("form[data-theme-form]")) {
    for (const button of form.querySelectorAll("button")) button.hidden = true;
    form.addEventListener("change", async () => {
        const data = new FormData(form);
        const theme = data.get("theme");
        if (theme === "system") delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = theme;
        try {
            const body = new URLSearchParams(data);
            const response = await request(form.getAttribute("action"), { method: "POST", body });
            if (!response.ok) throw response;
        } catch {
            toast(text("failed"), "bad");
        }
    });
}
