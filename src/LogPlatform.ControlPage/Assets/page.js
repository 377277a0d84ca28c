"use strict";
(() => {
  const root = document.documentElement;

  // A lost connection is tried again for ever. When the server has started anew, the circuit is gone and the page starts anew too; or the session is gone,
  // which shows when a page is asked for, and then loading it leads to the log-in.
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 1000000, retryIntervalMilliseconds: before => Math.min(5000, 250 * (before + 1)) } } });
  const modal = document.getElementById("components-reconnect-modal");
  const is = state => modal.classList.contains("components-reconnect-" + state);
  let asking = 0;
  const ask = async () => {
    const answer = await fetch("/", { redirect: "manual", cache: "no-store" }).catch(() => null);
    if (answer && answer.type === "opaqueredirect") location.reload();
  };
  new MutationObserver(() => {
    if (is("rejected") || is("failed")) location.reload();
    clearInterval(asking);
    asking = is("show") || is("retrying") ? setInterval(ask, 2000) : 0;
  }).observe(modal, { attributes: true, attributeFilter: ["class"] });

  document.addEventListener("click", event => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* It holds until the page is left. */ }
  });

  // A range dragged over a histogram: drawn here, told once at the end, as shares of the width.
  Blazor.registerCustomEventType("rangeselected", { createEventArgs: event => event.detail });
  let drag = null;
  const shareOf = (event, box) => Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  document.addEventListener("pointerdown", event => {
    const chart = event.target.closest("[data-range]");
    if (!chart || event.button !== 0) return;
    const shade = chart.querySelector(".range-shade");
    drag = { chart, shade, box: chart.getBoundingClientRect(), from: shareOf(event, chart.getBoundingClientRect()) };
    chart.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  document.addEventListener("pointermove", event => {
    if (!drag) return;
    const to = shareOf(event, drag.box);
    const width = drag.chart.viewBox.baseVal.width;
    drag.shade.setAttribute("x", Math.min(drag.from, to) * width);
    drag.shade.setAttribute("width", Math.abs(to - drag.from) * width);
  });
  document.addEventListener("pointerup", event => {
    if (!drag) return;
    const { chart, shade, box, from } = drag;
    const to = shareOf(event, box);
    drag = null;
    shade.setAttribute("width", 0);
    if (Math.abs(to - from) > 0.005) {
      chart.dispatchEvent(new CustomEvent("rangeselected", { bubbles: true, detail: { from: Math.min(from, to), to: Math.max(from, to) } }));
    }
  });
  document.addEventListener("pointercancel", () => { drag = null; });

  window.logplatform = {
    showModal: dialog => { if (dialog && !dialog.open) dialog.showModal(); },
  };
})();
