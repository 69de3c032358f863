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
