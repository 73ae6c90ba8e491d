// Choices are kept as well when somebody leaves the page in another way than with one of its buttons.
const form = document.querySelector("[data-plan]");
if (form) {
  let isChanged = false;
  const remember = ({ target }) => { isChanged ||= target.matches("[type=radio], [type=checkbox]"); };
  form.addEventListener("change", remember);
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("pagehide", () => {
    if (isChanged) navigator.sendBeacon(location.href, new FormData(form));
    isChanged = false;
  });
}
