/* Compares a PDF with the one that was issued, inside the browser: the file is read, hashed, and goes nowhere. */
"use strict";

const comparare = document.querySelector(".comparare");
if (comparare && globalThis.crypto?.subtle) {
  comparare.hidden = false;
  const rezultat = comparare.querySelector(".comparare-rezultat");
  comparare.querySelector("input").addEventListener("change", async (e) => {
    const [fisier] = e.target.files;
    if (!fisier) return;
    rezultat.textContent = "";
    try {
      const octeti = await crypto.subtle.digest("SHA-256", await fisier.arrayBuffer());
      const amprenta = [...new Uint8Array(octeti)].map((o) => o.toString(16).padStart(2, "0")).join("");
      const egal = amprenta === comparare.dataset.amprenta;
      rezultat.dataset.egal = egal ? "da" : "nu";
      rezultat.textContent = (egal ? "✓ " : "✗ ") + (egal ? comparare.dataset.egal : comparare.dataset.altul);
    } catch {
      rezultat.dataset.egal = "nu";
      rezultat.textContent = comparare.dataset.eroare;
    }
  });
}
