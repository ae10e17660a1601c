"use strict";
// Without this script the button sends the form and the page comes back with one row more.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.more");
  if (!button) return;
  event.preventDefault();
  const rows = button.closest("fieldset");
  const all = rows.querySelector(".all");
  const index = all.children.length;
  const blank = rows.querySelector("template").innerHTML
    .replaceAll("__row__", String(index))
    .replaceAll("__number__", String(index + 1));
  all.insertAdjacentHTML("beforeend", blank);
  all.lastElementChild.querySelector("textarea, input, select").focus();
});
