// Before the first paint: the theme and the language of the page, so that a dark room gets no flash of white.

(() => {
  let kept = {};
  // Storage that is switched off throws.
  try {
    kept = { theme: localStorage.getItem("regain-theme"), language: localStorage.getItem("regain-language") };
  } catch {}
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = [asked, kept.language, ...(navigator.languages ?? [])].map((tag) => tag?.slice(0, 2));
  document.documentElement.lang = wanted.find((tag) => tag === "en" || tag === "de") ?? "en";
  if (kept.theme === "light" || kept.theme === "dark") document.documentElement.dataset.theme = kept.theme;
})();
