// Gives the autocompletes of the admin a name for screen readers. Runs before and after select2 builds them.
const name = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete.select2-hidden-accessible")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const container = select.nextElementSibling;
    if (!label || !container) continue;
    label.id ||= `${select.id}_label`;
    const search = container.querySelector(".select2-search__field");
    if (search) search.setAttribute("aria-labelledby", label.id);
    const chosen = container.querySelector(".select2-selection--single .select2-selection__rendered");
    if (!chosen) continue;
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
    container.querySelector("[role=combobox]").setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
  }
};
// The button that empties a list of choices stands between its items, where no button may stand.
for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
  select.dataset.allowClear = "false";
}
document.addEventListener("DOMContentLoaded", () => django.jQuery(name));
document.addEventListener("formset:added", () => setTimeout(name));
