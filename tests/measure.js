async (limits) => {
  // The letters are there and the page has been laid out for its new width.
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  // What a reader meets, as figures. A region that is made to scroll (.table-wrap) may hold more than it shows.
  const SCROLLS = ".table-wrap, .scroll, svg, pre";
  const faults = [];
  const told = node => {
    const words = (node.innerText || node.getAttribute("aria-label") || node.name || "").trim().slice(0, 40);
    const kind = node.className ? "." + String(node.className).split(" ")[0] : "";
    return `${node.tagName.toLowerCase()}${kind} "${words}"`;
  };
  const shown = node => {
    if (node.closest(".ds-sr-only, [hidden], .ds-skip-link")) return false;
    if (node.closest("thead")?.getBoundingClientRect().width <= 1) return false; // said by each cell on a phone
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const every = selector => [...document.querySelectorAll(selector)].filter(shown);

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const out = node => node.getBoundingClientRect().right > root.clientWidth + 1 && !node.closest(SCROLLS);
    faults.push(`sideways: ${every("body *").filter(out).slice(-2).map(told).join(", ") || root.scrollWidth}`);
  }

  // A box to tick is pressed by its label too; on paper nothing is pressed.
  const ticked = node => ["checkbox", "radio"].includes(node.type);
  const smallest = node => {
    if (!node.matches("input, select, textarea, main button")) return [0, limits.height];
    return ticked(node) ? [limits.box, limits.box] : [limits.field, limits.field];
  };
  for (const node of limits.paper ? [] : every("input:not([type=hidden]), select, textarea, button, a.ds-button, summary")) {
    const { width, height } = node.getBoundingClientRect();
    const [least_width, least_height] = smallest(node);
    if (width < least_width) faults.push(`narrow: ${told(node)} ${Math.round(width)} px`);
    if (Math.round(height) < least_height) faults.push(`low: ${told(node)} ${Math.round(height)} px`);
    const label = ticked(node) && node.labels[0]?.getBoundingClientRect();
    if (label && label.height < limits.height) faults.push(`low: label of ${told(node)} ${Math.round(label.height)} px`);
  }

  for (const node of every("main :is(a, button, input:not([type=hidden]), select, textarea, th, h1, h2)")) {
    const box = node.getClientRects()[0];
    const frame = (node.closest(SCROLLS) || root).getBoundingClientRect();
    const x = box.left + Math.min(box.width / 2, 200), y = box.top + box.height / 2;
    if (x < Math.max(frame.left, 0) || x > Math.min(frame.right, innerWidth) || y < 0 || y > innerHeight) continue;
    const top = document.elementFromPoint(x, y);
    if (top && !node.contains(top) && !top.contains(node)) faults.push(`covered: ${told(node)} by ${told(top)}`);
  }

  // What is pressed keeps a distance from what is pressed next, so that a finger finds the one it means.
  const pressed = every("main :is(button, a.ds-button, select, textarea, input)").filter(each => !ticked(each));
  for (const [place, node] of limits.paper ? [] : pressed.entries()) {
    const [one, next] = [node, pressed[place + 1]].map(each => each?.getBoundingClientRect());
    if (!next) continue;
    const beside = Math.max(one.left, next.left) - Math.min(one.right, next.right);
    const below = Math.max(one.top, next.top) - Math.min(one.bottom, next.bottom);
    if (Math.max(beside, below) < limits.air) faults.push(`touching: ${told(node)} and ${told(pressed[place + 1])}`);
  }

  for (const node of every("header *, nav *, main *, aside *")) {
    const speaks = [...node.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.nodeValue.trim());
    if (!speaks || node.matches("select, option, textarea") || node.closest("svg")) continue;
    const style = getComputedStyle(node);
    if (style.display === "inline" || !node.clientWidth || node.scrollWidth <= node.clientWidth + 2) continue;
    const how = style.overflowX === "visible" ? "over its box" : "cut";
    faults.push(`${how}: ${told(node)} ${node.scrollWidth} in ${node.clientWidth} px`);
  }
  // A box with a line around it gives what it holds some air.
  for (const node of every("main *, aside *")) {
    const style = getComputedStyle(node);
    const lined = ["Top", "Right", "Bottom", "Left"].every(side => parseFloat(style[`border${side}Width`]) >= 1
      && style[`border${side}Style`] !== "none");
    if (!lined || node.matches("input, select, textarea") || node.closest("svg")) continue;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT, each => each.nodeValue.trim() && shown(each.parentElement)
      && !each.parentElement.closest("svg, select, textarea") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
    const first = walker.nextNode();
    if (!first) continue;
    const range = document.createRange();
    range.selectNodeContents(first);
    const air = range.getBoundingClientRect().left - node.getBoundingClientRect().left;
    if (air < limits.air) faults.push(`tight: ${told(node)} ${Math.round(air)} px`);
  }
  return [...new Set(faults)];
}
