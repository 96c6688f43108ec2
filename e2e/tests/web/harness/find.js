// Finds what a person or a screen reader would find: by role and name. Arguments: role or "", name or "", all or one.
const [wanted, name, all] = arguments;
const squeeze = text => (text ?? "").replace(/\s+/g, " ").trim();
const ROLES = {
  A: "link", BUTTON: "button", SUMMARY: "button", TEXTAREA: "textbox", SELECT: "combobox", H1: "heading", H2: "heading",
  H3: "heading", H4: "heading", LI: "listitem", IMG: "img", DIALOG: "dialog", NAV: "navigation", MAIN: "main", OUTPUT: "status",
  UL: "list", OL: "list", PROGRESS: "progressbar",
};
const INPUTS = {
  button: "button", submit: "button", reset: "button", checkbox: "checkbox", radio: "radio", range: "slider",
  number: "spinbutton", search: "searchbox", file: "file",
};
const role = element => {
  const own = element.getAttribute("role");
  if (own) return own.split(" ")[0];
  if (element.tagName === "INPUT") return INPUTS[element.type] ?? "textbox";
  if (element.tagName === "A" && !element.hasAttribute("href")) return "";
  return ROLES[element.tagName] ?? "";
};
// The text that counts for a name: hidden parts do not, labels of parts do.
const text = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
  if (!node.checkVisibility()) return "";
  const label = node.getAttribute("aria-label");
  if (label) return ` ${label} `;
  if (node.tagName === "IMG") return node.alt;
  const inner = [...node.childNodes].map(text).join("");
  return getComputedStyle(node).display.startsWith("inline") ? inner : ` ${inner} `;
};
const called = element => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(/\s+/).map(id => text(document.getElementById(id) ?? new Text(""))).join(" ");
  const label = element.getAttribute("aria-label");
  if (label) return label;
  if (element.labels?.length) return [...element.labels].map(one => text(one)).join(" ");
  if (["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName)) {
    return element.type === "submit" || element.type === "button" ? element.value : element.title || element.placeholder;
  }
  if (element.tagName === "IMG") return element.alt;
  return squeeze(text(element)) || element.title;
};
const PRESSED = ["button", "link", "menuitem", "menuitemradio", "menuitemcheckbox", "tab", "switch", "radio", "checkbox", "option"];
const TYPED = ["textbox", "searchbox", "spinbutton", "combobox"];
const fits = found =>
  wanted === "" || found === wanted || (wanted === "pressed" && PRESSED.includes(found)) || (wanted === "typed" && TYPED.includes(found));
// Behind a modal dialog nothing can be reached.
const root = [...document.querySelectorAll("dialog:modal")].pop() ?? document;
const candidates = [...root.querySelectorAll("*")].filter(element => {
  const found = role(element);
  if (!found || !fits(found)) return false;
  // A switch drawn over its own input hides the input, not the label.
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert], [aria-hidden=true]");
});
const named = candidates.map(element => [element, squeeze(called(element))]);
if (all) return named.map(([element, name]) => [role(element), name]);
const exact = named.find(([, found]) => found === name);
const start = () => named.find(([, found]) => name !== "" && found.startsWith(name));
const within = () => named.find(([, found]) => name !== "" && found.includes(name));
const any = () => (name === "" ? named[0] : undefined);
return (exact ?? start() ?? within() ?? any())?.[0] ?? null;
