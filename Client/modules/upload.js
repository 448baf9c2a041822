// Upload: files can be dropped, and the progress of sending is shown.
import { refuse } from "./forms.js";
import { parse, text, toast } from "./fragment.js";

function send(form) {
    const bar = form.querySelector("progress");
    const request = new XMLHttpRequest(); // fetch cannot tell how much is sent
    request.open("POST", form.getAttribute("action"));
    request.setRequestHeader("Accept", "text/html");
    request.setRequestHeader("X-Rundblick-Fragment", "1");
    request.upload.onprogress = ({ loaded, total }) => {
        bar.hidden = false;
        bar.value = (100 * loaded) / total;
    };
    request.onerror = () => {
        bar.hidden = true;
        form.removeAttribute("aria-busy");
        toast(text("failed"), "bad");
    };
    request.onload = () => {
        const place = request.getResponseHeader("X-Rundblick-Location");
        if (place) return location.assign(new URL(place, location.origin));
        bar.hidden = true;
        form.removeAttribute("aria-busy");
        refuse(form, parse(request.responseText));
    };
    form.setAttribute("aria-busy", "true");
    request.send(new FormData(form));
}

document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-upload]") || event.target.ariaBusy === "true") return;
    event.preventDefault();
    send(event.target);
});

const zone = (event) => event.target.closest?.(".drop");

for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
        if (!zone(event)) return;
        event.preventDefault();
        zone(event).classList.add("over");
    });
}
document.addEventListener("dragleave", (event) => zone(event)?.classList.remove("over"));
document.addEventListener("drop", (event) => {
    const drop = zone(event);
    if (!drop) return;
    event.preventDefault();
    drop.classList.remove("over");
    drop.querySelector("input[type=file]").files = event.dataTransfer.files;
});
