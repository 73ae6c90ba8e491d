// Makes filtering instant. Without this file the form works with its button.
const form = document.querySelector("[data-filter]");
const results = () => document.getElementById("resultaten");
let latest = 0;
let asked = location.search;

function addressOf(data) {
  const query = new URLSearchParams();
  for (const [name, value] of data) {
    if (value && !(name === "sorteer" && value === form.sorteer.options[0].value)) query.append(name, value);
  }
  const text = query.toString();
  return form.getAttribute("action") + (text ? `?${text}` : "");
}

async function show(address, { push }) {
  const turn = ++latest;
  results().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== latest) return;
    const count = document.getElementById("aantal");
    const fresh = page.getElementById("resultaten");
    const total = fresh.querySelector("#aantal").textContent;
    const status = count.parentElement;
    fresh.querySelector("#aantal").parentElement.remove();
    // The status stays where it is, so that a screen reader announces its new words.
    while (status.nextSibling) status.nextSibling.remove();
    status.after(...fresh.childNodes);
    count.textContent = total;
    results().removeAttribute("aria-busy");
    syncFacets(page);
    document.title = page.title;
    if (push) history.pushState(null, "", address);
    asked = location.search;
  } catch {
    location.assign(address);
  }
}

function syncFacets(page) {
  const freshForm = page.querySelector("[data-filter]");
  form.querySelectorAll(".kw-facet").forEach((facet, i) => {
    const fresh = freshForm.querySelectorAll(".kw-facet")[i];
    facet.toggleAttribute("data-chosen", fresh.hasAttribute("data-chosen"));
    facet.querySelector("summary").replaceChildren(...fresh.querySelector("summary").childNodes);
  });
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = freshForm.querySelector(`#${CSS.escape(box.id)}`)?.checked ?? false;
  }
  form.sorteer.value = freshForm.querySelector("#sorteer").value;
  form.q.value = freshForm.querySelector("#q").value;
}

if (form) {
  form.addEventListener("change", (event) => {
    if (event.target.type !== "search") show(addressOf(new FormData(form)), { push: true });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(new FormData(form)), { push: true });
  });
  // A jump to a part of the page is a change of address too; only another question needs another answer.
  addEventListener("popstate", () => {
    if (location.search !== asked) show(location.pathname + location.search, { push: false });
  });
}
