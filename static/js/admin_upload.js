// A file may be dropped anywhere on the form, and one that is too large is refused before it is sent.
const form = document.querySelector("[data-take-in]");
if (form) {
  const field = form.querySelector("input[type=file]");
  const problem = form.querySelector("[role=alert]");
  const busy = form.querySelector("[data-busy]");

  const check = () => {
    const isTooLarge = field.files[0]?.size > Number(field.dataset.maxBytes);
    problem.textContent = isTooLarge ? field.dataset.tooLarge : "";
    return !isTooLarge;
  };

  const drag = (isOver) => (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.toggleAttribute("data-dragging", isOver);
  };

  form.addEventListener("dragover", drag(true));
  form.addEventListener("dragleave", drag(false));
  form.addEventListener("drop", (event) => {
    drag(false)(event);
    if (!event.dataTransfer?.files.length) return;
    field.files = event.dataTransfer.files;
    check();
  });
  field.addEventListener("change", check);
  form.addEventListener("submit", (event) => {
    if (!check()) {
      event.preventDefault();
      field.focus();
      return;
    }
    busy.textContent = "Bezig met versturen en nakijken…";
    form.querySelector("[type=submit]").disabled = true;
  });
  // Back from the next page, the form is usable again.
  window.addEventListener("pageshow", () => {
    busy.textContent = "";
    form.querySelector("[type=submit]").disabled = false;
  });
}
