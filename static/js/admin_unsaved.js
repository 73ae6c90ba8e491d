// Asks before a form with unsaved work is left.
const form = document.querySelector("#content-main form");
if (form) {
  let isChanged = false;
  const remember = () => { isChanged = true; };
  form.addEventListener("input", remember);
  form.addEventListener("change", remember);
  // Autocompletes tell only jQuery that they changed; so does Django of every choice while the page opens.
  const chosen = (select) => [...(select.selectedOptions ?? [])].map((option) => option.value).join(" ");
  const chosenAtFirst = new Map([...form.querySelectorAll("select")].map((select) => [select, chosen(select)]));
  const rememberChoice = ({ target }) => {
    if (chosen(target) !== (chosenAtFirst.get(target) ?? "")) remember();
  };
  document.addEventListener("DOMContentLoaded", () => django.jQuery(form).on("change", rememberChoice));
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
