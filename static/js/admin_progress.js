// Asks how far the job is and shows it, without the page blinking; opens the outcome when there is one.
const PAUSE_MS = 1500;

const look = async () => {
  const shown = document.querySelector("[data-progress]");
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-progress]");
      if (!fresh) {
        location.reload();
        return;
      }
      update(shown, fresh);
    }
  } catch {
    // The line was down for a moment; the next look may succeed.
  }
  setTimeout(look, PAUSE_MS);
};

// Screen readers say what is being done when it changes, not every step of the bar.
const update = (shown, fresh) => {
  const [before, after] = [shown, fresh].map((one) => one.querySelector("[data-doing]"));
  if (before.textContent !== after.textContent) before.textContent = after.textContent;
  for (const part of ["progress", "[data-count]", "h2"]) {
    shown.querySelector(part).replaceWith(fresh.querySelector(part));
  }
};

setTimeout(look, PAUSE_MS);
