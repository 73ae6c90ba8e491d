// Asks before a form with unsaved work is left.
const form = document.querySelector("#content-main form");
if (form) {
  let isChanged = false;
  const remember = () => { isChanged = true; };
  form.addEventListener("input", remember);
  form.addEventListener("change", remember);
  // Autocompletes tell only jQuery that they changed; so does Django of every choice while the page opens.
  const rememberChoice = ({ target }) => {
    if ([...(target.options ?? [])].some((option) => option.selected !== option.defaultSelected)) remember();
  };
  document.addEventListener("DOMContentLoaded", () => django.jQuery(form).on("change", rememberChoice));
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
