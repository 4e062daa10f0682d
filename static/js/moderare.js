// The page of a dossier: signs of life for colleagues, ready texts into the reason. The page does without both.
(function () {
  "use strict";

  const pagina = document.querySelector("[data-semn]");
  const jeton = document.querySelector("input[name=csrfmiddlewaretoken]");
  const privit = document.querySelector("[data-privit]");

  async function semn() {
    if (document.hidden) return;
    const raspuns = await fetch(pagina.dataset.semn, {
      method: "POST",
      headers: { "X-CSRFToken": jeton.value, Accept: "application/json" },
    });
    if (!raspuns.ok) return;
    const { text } = await raspuns.json();
    if (privit.textContent !== text) privit.textContent = text;
  }

  if (pagina && pagina.dataset.semn && jeton && privit) {
    const fara_retea = () => {};
    semn().catch(fara_retea);
    setInterval(() => semn().catch(fara_retea), Number(pagina.dataset.bataie) * 1000);
  }

  const sabloane = document.querySelector("[data-sabloane]");
  const motiv = document.getElementById("id_motiv");
  if (sabloane && motiv) {
    const alegere = sabloane.querySelector("select");
    let pus = "";
    sabloane.hidden = false;
    alegere.addEventListener("change", () => {
      if (!alegere.value) return;
      // A text still untouched is replaced; what somebody wrote is kept, and the new text goes under it.
      const scris = motiv.value.trim();
      motiv.value = scris && scris !== pus ? `${scris}\n\n${alegere.value}` : alegere.value;
      pus = motiv.value.trim();
      motiv.focus();
      motiv.setSelectionRange(motiv.value.length, motiv.value.length);
    });
  }
})();
