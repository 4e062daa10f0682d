/* Conveniences only: every page works without this file. */
"use strict";

// The error summary is read out and scrolled to where autofocus on a container is not supported.
document.querySelector("[data-sumar-erori]")?.focus();

// The menu of a narrow screen closes with Escape and when something outside it is clicked.
const meniu = document.querySelector(".meniu");
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape" && meniu?.open) {
    meniu.open = false;
    meniu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (e) => {
  if (meniu?.open && !meniu.contains(e.target)) meniu.open = false;
});

// How much room is left in a text field that has a limit.
for (const camp of document.querySelectorAll("textarea[maxlength]")) {
  const contor = document.createElement("p");
  contor.className = "contor";
  const scrie = () => {
    contor.textContent = `${camp.value.length} / ${camp.maxLength}`;
  };
  camp.addEventListener("input", scrie);
  camp.after(contor);
  scrie();
}

// A form is sent once, even when its button is pressed twice.
document.addEventListener("submit", (e) => {
  if (e.target.method !== "post" || e.defaultPrevented) return;
  if (e.target.dataset.trimis) e.preventDefault();
  e.target.dataset.trimis = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.trimis;
});

// The address of a search carries only what was chosen, so that it can be shared.
document.addEventListener("formdata", (e) => {
  if (e.target.method !== "get") return;
  for (const [nume, valoare] of [...e.formData]) if (valoare === "") e.formData.delete(nume);
});

// An address to be copied gets a button that copies it.
for (const camp of document.querySelectorAll("input[data-copiaza]")) {
  if (!navigator.clipboard) break;
  const rand = document.createElement("div");
  const buton = document.createElement("button");
  const spus = document.createElement("p");
  rand.className = "copiere";
  buton.className = "buton buton-secundar";
  buton.type = "button";
  buton.textContent = camp.dataset.copiaza;
  spus.className = "copiat";
  spus.setAttribute("role", "status");
  camp.before(rand);
  rand.append(camp, buton);
  rand.after(spus);
  buton.addEventListener("click", async () => {
    await navigator.clipboard.writeText(camp.value);
    spus.textContent = camp.dataset.copiat;
  });
}
