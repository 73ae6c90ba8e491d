// Sets the focal point of a photo by a click in the preview. The two number fields do the same without this.
for (const frame of document.querySelectorAll("[data-focal-point]")) {
  const form = frame.closest("form");
  const [across, down] = frame.dataset.focalPoint.split(" ").map((name) => form.elements.namedItem(name));
  if (!across || !down) continue;

  const point = frame.querySelector(".focal-point__dot");
  const show = () => {
    point.style.left = `${across.value}%`;
    point.style.top = `${down.value}%`;
  };
  const percent = (distance, whole) => Math.min(100, Math.max(0, Math.round((100 * distance) / whole)));

  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect();
    across.value = percent(event.clientX - box.left, box.width);
    down.value = percent(event.clientY - box.top, box.height);
    show();
  });
  across.addEventListener("input", show);
  down.addEventListener("input", show);
  point.hidden = false;
  frame.classList.add("focal-point__picture--on");
  frame.parentElement.querySelector(".focal-point__hint").hidden = false;
  show();
}
