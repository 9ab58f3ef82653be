/* "Where I am": the position of the device, rounded to 0.1 degree before it stands in the form. */
(() => {
  const offer = document.querySelector("[data-here]");
  if (!offer || !navigator.geolocation) return;
  const WAIT_MS = 10000;
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const rounded = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(1));
        document.querySelector("[name=near]").value = rounded.join(", ");
      },
      () => (offer.querySelector("[role=alert]").hidden = false),
      { timeout: WAIT_MS }
    );
  });
})();
