// Small helpers for pages without a framework.

export const $ = (id) => document.getElementById(id);

/** @param {string} name @param {object} properties set as they are; className, textContent, ... @param {...(Node|string)} children */
export function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const svgSpace = "http://www.w3.org/2000/svg";

/** @param {string} name @param {object} attributes @param {...Node} children */
export function draw(name, attributes = {}, ...children) {
  const made = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * Calls a drawing function only when what it draws has changed: the page is told everything ten times a second, and a button
 * that is replaced under the finger is not pressed.
 */
export function whenChanged(drawIt) {
  let drawn;
  return (...values) => {
    const now = JSON.stringify(values);
    if (now === drawn) return;
    drawn = now;
    drawIt(...values);
  };
}
