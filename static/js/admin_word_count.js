// Counts the words of a text with a limit, below the field. The form checks the limit again.
for (const field of document.querySelectorAll("textarea[data-max-words]")) {
  const limit = Number(field.dataset.maxWords);
  const count = document.createElement("p");
  count.className = "word-count";
  count.id = `${field.id}_woorden`;
  field.after(count);
  const show = () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean).length;
    count.textContent = words > limit
      ? `${words} woorden: ${words - limit} te veel`
      : `${words} van hoogstens ${limit} woorden`;
    count.toggleAttribute("data-too-long", words > limit);
  };
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${count.id}`.trim());
  field.addEventListener("input", show);
  show();
}
