/* The search box as a combobox (ARIA pattern „list autocomplete with manual selection”). htmx brings the options; this
   shows them, moves among them and says how many there are. Without it the field is a plain search field. */
"use strict";

for (const caseta of document.querySelectorAll("[data-caseta]")) {
  const camp = caseta.querySelector("input");
  const lista = caseta.querySelector("[id=sugestii]");
  const spus = caseta.querySelector("[role=status]");
  let aleasa = -1;

  lista.setAttribute("role", "listbox");
  camp.setAttribute("role", "combobox");
  camp.setAttribute("aria-autocomplete", "list");
  camp.setAttribute("aria-controls", lista.id);
  camp.setAttribute("aria-expanded", "false");

  const optiuni = () => [...lista.querySelectorAll("[role=option]")];
  const alege = (n) => {
    aleasa = n;
    optiuni().forEach((optiune, i) => {
      optiune.setAttribute("aria-selected", String(i === n));
      if (i === n) optiune.scrollIntoView({ block: "nearest" });
    });
    if (n < 0) camp.removeAttribute("aria-activedescendant");
    else camp.setAttribute("aria-activedescendant", optiuni()[n].id);
  };
  const deschide = (da) => {
    const chiar = da && optiuni().length > 0;
    lista.hidden = !chiar;
    camp.setAttribute("aria-expanded", String(chiar));
    alege(-1);
  };
  const mergi = (optiune) => location.assign(optiune.dataset.adresa);

  // Two letters are asked for at least, and nothing that would be refused for its length.
  camp.addEventListener("htmx:configRequest", (e) => {
    if (camp.value.trim().length < 2 || camp.value.length > 80) {
      e.preventDefault();
      deschide(false);
      spus.textContent = "";
    }
    for (const nume of Object.keys(e.detail.parameters)) if (nume !== "q") delete e.detail.parameters[nume];
  });
  lista.addEventListener("htmx:afterSwap", () => {
    deschide(document.activeElement === camp);
    spus.textContent = lista.querySelector("[data-cate]")?.textContent ?? "";
  });
  camp.addEventListener("keydown", (e) => {
    const cate = optiuni().length;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      if (!cate) return;
      e.preventDefault();
      if (lista.hidden) deschide(true);
      // From the field to the first or the last one, and after the ends back to the field.
      const pas = e.key === "ArrowDown" ? 1 : -1;
      const urmatoarea = aleasa < 0 && pas < 0 ? cate - 1 : aleasa + pas;
      alege(urmatoarea >= cate || urmatoarea < 0 ? -1 : urmatoarea);
    } else if (e.key === "Escape" && !lista.hidden) {
      e.preventDefault(); // the first Escape closes the list, the next one empties the field
      deschide(false);
    } else if (e.key === "Enter" && aleasa >= 0) {
      e.preventDefault();
      mergi(optiuni()[aleasa]);
    }
  });
  // The field keeps the focus while an option is pressed.
  lista.addEventListener("mousedown", (e) => e.preventDefault());
  lista.addEventListener("click", (e) => {
    const optiune = e.target.closest("[role=option]");
    if (optiune) mergi(optiune);
  });
  camp.addEventListener("blur", () => deschide(false));
}
