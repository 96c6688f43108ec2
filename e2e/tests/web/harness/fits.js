// What does not fit: overflow, controls too small for a finger, headings out of order, a window without the screen's name.
const found = [];
const page = document.documentElement;
if (page.scrollWidth > page.clientWidth) found.push(`${page.scrollWidth - page.clientWidth} px wider than the window`);
const root = [...document.querySelectorAll("dialog:modal")].pop() ?? document;
const name = element => (element.getAttribute("aria-label") || element.textContent || element.id).trim().slice(0, 40);
for (const element of root.querySelectorAll("a, button, input, select, textarea, summary, label:has(input)")) {
  const box = element.getBoundingClientRect();
  const inText = getComputedStyle(element).display === "inline";
  const inLabel = element.tagName === "INPUT" && element.closest("label");
  if (!element.checkVisibility({ visibilityProperty: true }) || inText || inLabel) continue;
  if (box.width < 44 || box.height < 44) found.push(`${name(element)}: ${box.width.toFixed()} × ${box.height.toFixed()} px`);
  if (box.left < 0 || (box.right > page.clientWidth && !element.closest(".chips"))) found.push(`${name(element)}: reaches out of the window`);
}
const seen = [...document.querySelectorAll("h1, h2, h3, h4")].filter(one => one.checkVisibility());
const levels = seen.filter(one => !one.closest("dialog")).map(one => Number(one.tagName[1]));
if (levels.filter(level => level === 1).length !== 1 || levels.some((level, index) => level > (levels[index - 1] ?? 0) + 1)) {
  found.push(`headings ${levels}`);
}
if (!document.title.startsWith(document.querySelector("h1")?.textContent ?? "?")) found.push(`the window is called ${document.title}`);
return found;
