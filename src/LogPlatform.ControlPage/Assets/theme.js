"use strict";
// Before the first paint, so that a chosen theme does not flash in the other.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* Without storage the system's setting holds. */ }
