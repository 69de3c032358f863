// Small comforts. Every page works without this file.
"use strict";

// An open menu in the frame closes when the reader goes elsewhere or presses Escape.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  openMenus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});

// What was typed is never lost: <form data-keep="a-name"> survives an ended session in the same tab.
document.querySelectorAll("form[data-keep]").forEach((form) => {
  const key = `keep:${form.dataset.keep}`;
  const typed = () => [...form.elements].filter((e) => e.name && /^(TEXTAREA|SELECT)$/.test(e.tagName)
    || e.name && /^(text|date|number|email)$/.test(e.type));
  const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
  typed().forEach((e) => { if (e.name in kept && !e.value) e.value = kept[e.name]; });
  form.addEventListener("input", () => {
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(typed().map((e) => [e.name, e.value]))));
  });
});
// The page that follows a stored form says so, and what was kept is let go.
document.querySelectorAll("[data-kept]").forEach((e) => sessionStorage.removeItem(`keep:${e.dataset.kept}`));

// A table is copied as a spreadsheet reads it: figures bare, with the decimal sign of the page's language.
const english = document.documentElement.lang.startsWith("en");
const figure = english ? /^([+\u2212-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%?)\D{0,30}$/ : /^([+\u2212-]?)(\d{1,3}(?:\s\d{3})+|\d+)(,\d+)?\s*(%?)\D{0,30}$/;
const said = (cell) => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("svg, button, form, option:not([selected]), [data-unread]").forEach((e) => e.remove());
  copy.querySelectorAll("input:not([type=hidden])").forEach((e) => e.replaceWith(e.type === "checkbox" ? (e.checked ? "x" : "") : e.value));
  if (cell.classList.contains("num")) copy.querySelectorAll("small, .source, .src").forEach((e) => e.remove());
  copy.querySelectorAll("br, p, small").forEach((e) => e.before(" "));
  const words = copy.textContent.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
  const found = cell.matches("td.num, th.num") && figure.exec(words);
  if (!found) return /^[=+@-]/.test(words) ? `'${words}` : words;
  return found[1].replace("\u2212", "-").replace("+", "") + found[2].replace(/[\s,]/g, "") + (found[3] || "") + found[4];
};
const lines = (table) => [...table.rows].map((row) =>
  [...row.cells].flatMap((cell) => [said(cell), ...Array(cell.colSpan - 1).fill("")]).join("\t")).join("\n");
document.querySelectorAll("button[data-copies]").forEach((button) => {
  button.hidden = !navigator.clipboard;
  const name = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(lines(document.querySelector(`table[data-table="${button.dataset.copies}"]`)));
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = name; }, 2500);
  });
});
