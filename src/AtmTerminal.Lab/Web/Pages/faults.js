// Faults to arm and clear, doors and key switches, and the levels of all lines.

import { $, make, whenChanged } from "./parts.js";

/** @param {(name: string, details?: object) => Promise<void>} act */
export function createFaults(act) {
  let kinds = [];

  const drawKinds = whenChanged((faultKinds) => {
    kinds = faultKinds;
    $("fault").replaceChildren(...kinds.map(({ id, title }) => make("option", { value: id, textContent: title })));
    drawParameters();
  });

  function drawParameters() {
    const kind = kinds.find(({ id }) => id === $("fault").value);
    $("parameters").replaceChildren(...(kind?.parameters ?? []).map(parameterField));
  }

  $("fault").addEventListener("change", drawParameters);
  $("arm").addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = $("parameters").querySelectorAll("[name]");
    const parameters = Object.fromEntries([...fields].map(({ name, value }) => [name, value]));
    act("arm-fault", { id: $("fault").value, parameters, once: $("once").checked });
  });

  const drawArmed = whenChanged((armed) =>
    $("armed").replaceChildren(
      ...armed.map(({ number, title, details, once }) => {
        const clear = make("button", { type: "button", textContent: "Clear" });
        clear.setAttribute("aria-label", `Clear ${title}`);
        clear.addEventListener("click", () => act("clear-fault", { number }));
        const text = [title, details, once ? "once" : "until cleared"].filter((part) => part !== "").join(", ");
        return make("li", {}, make("span", { textContent: text }), clear);
      }),
    ),
  );

  const drawSwitches = whenChanged((switches) => $("switches").replaceChildren(...switches.map((s) => switchRow(s, act))));

  const lamps = new Map();
  const drawLines = whenChanged((lines) => {
    for (const { name, line, isOutput, high } of lines) {
      if (!lamps.has(name)) {
        const lamp = make("span", { className: `lamp ${isOutput ? "output" : "input"}`, title: `line ${line}` }, name);
        lamps.set(name, lamp);
        $("lines").append(lamp);
      }
      lamps.get(name).classList.toggle("high", high);
    }
  });

  $("tidy").addEventListener("click", () => act("tidy", {}));

  return {
    show(view) {
      drawKinds(view.faultKinds);
      drawArmed(view.armedFaults);
      drawSwitches(view.switches);
      drawLines(view.lines);
    },
  };
}

function parameterField({ name, meaning, default: preset, choices }) {
  const field =
    choices === null
      ? make("input", { name, type: "number", min: 0, value: preset })
      : make("select", { name }, ...choices.map((choice) => new Option(choice, choice, choice === preset, choice === preset)));
  return make("label", {}, `${meaning} `, field);
}

function switchRow({ id, title, position, choices }, act) {
  const buttons = choices.map((choice) => {
    const button = make("button", { type: "button", textContent: choice });
    button.setAttribute("aria-pressed", String(choice === position));
    button.addEventListener("click", () => act("set-switch", { id, position: choice }));
    return button;
  });
  const row = make("div", { className: "switch" }, make("span", { textContent: title }), make("span", { className: "row" }, ...buttons));
  row.dataset.switch = id;
  return row;
}
