// The front of the machine: what a customer meets.

import { $, make, whenChanged } from "./parts.js";

// The keys as they are printed and as the board names them, row by row.
const pad = [
  "1", "2", "3", "Cancel",
  "4", "5", "6", "Clear",
  "7", "8", "9", "Enter",
  "Blank", "0", "00", "Help",
];

const faces = { Blank: "", Help: "?" };
const colours = { Cancel: "red", Clear: "yellow", Enter: "green" };

// The computer's own keys that stand for keys of the pad.
const typed = { Enter: "Enter", Escape: "Cancel", Backspace: "Clear", Delete: "Clear" };
const padKeyOf = (key) => (/^[0-9]$/.test(key) ? key : typed[key]);

/** @param {(name: string, details?: object) => Promise<void>} act */
export function createFront(act) {
  createKeypad(act);
  $("take-card").addEventListener("click", () => act("take-card"));
  $("take-one").addEventListener("click", () => act("take-notes", { count: 1 }));
  $("take-all").addEventListener("click", () => act("take-notes", { count: null }));
  $("power").addEventListener("click", () =>
    act("set-power", { on: $("power").getAttribute("aria-checked") !== "true" }),
  );
  acceptDrops(act);

  const drawPower = whenChanged((powered, terminal) => {
    document.body.classList.toggle("dark", !powered);
    $("terminal").textContent = terminal;
    $("power").setAttribute("aria-checked", String(powered));
    $("power").querySelector(".word").textContent = powered ? "Cut the power" : "Restore the power";
  });
  const drawGlass = whenChanged((powered, address) => {
    const shown = powered && address !== null;
    $("dark").hidden = shown;
    $("dark").textContent = powered ? "The terminal is starting." : "No power.";
    $("screen").hidden = !shown;
    // A machine that has just been switched on opens its browser anew.
    if (shown) $("screen").src = address;
    else $("screen").removeAttribute("src");
  });
  const drawRack = whenChanged((cards) => $("rack").replaceChildren(...cards.map((card) => rackCard(card, act))));
  const drawCardSlot = whenChanged((path, cards) => {
    const card = cards.find(({ id }) => id === path.cardId);
    $("card-slot").classList.toggle("open", path.shutterOpen);
    $("take-card").disabled = !path.canTake;
    $("card-out").hidden = card === undefined || !path.canTake;
    $("card-out").textContent = card?.number ?? "";
  });
  const drawCashSlot = whenChanged(({ shutterOpen, within }) => {
    $("cash-slot").classList.toggle("open", shutterOpen);
    $("take-one").disabled = $("take-all").disabled = !shutterOpen || within.length === 0;
    $("notes-out").replaceChildren(
      ...(shutterOpen ? within : []).map((value) => make("span", { className: "note", textContent: value })),
    );
  });

  return {
    show(view) {
      drawPower(view.powered, view.terminal);
      drawGlass(view.powered, view.screenAddress);
      drawRack(view.cards);
      drawCardSlot({ ...view.cardPath, travel: 0 }, view.cards);
      drawCashSlot(view.cashSlot);
    },
  };
}

// A contact bounces, and the pad waits it out: a key is down this long and up this long at least, in the order of the fingers.
const downMs = 60;
const upMs = 40;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function createKeypad(act) {
  const buttons = new Map();
  const down = new Set();
  let finger = Promise.resolve();

  function press(key) {
    if (down.has(key)) return;
    down.add(key);
    buttons.get(key).classList.add("down");
    finger = finger.then(() => act("press-key", { key })).then(() => pause(downMs));
  }

  function release(key) {
    if (!down.delete(key)) return;
    buttons.get(key).classList.remove("down");
    finger = finger.then(() => act("release-key", { key })).then(() => pause(upMs));
  }

  for (const key of pad) {
    const button = make("button", { type: "button", textContent: faces[key] ?? key, className: `pad ${colours[key] ?? ""}` });
    button.dataset.pad = key;
    button.setAttribute("aria-label", key);
    buttons.set(key, button);
    button.addEventListener("pointerdown", (event) => {
      button.setPointerCapture(event.pointerId);
      press(key);
    });
    button.addEventListener("pointerup", () => release(key));
    button.addEventListener("pointercancel", () => release(key));
    // Space and Enter on a focused button make a click without a pointer.
    button.addEventListener("click", (event) => {
      if (event.detail !== 0) return;
      press(key);
      release(key);
    });
    $("keypad").append(button);
  }

  // As long as nothing on the page wants them.
  const isWanted = (event) =>
    event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, button, pre") !== null;
  addEventListener("keydown", (event) => {
    const key = padKeyOf(event.key);
    if (key === undefined || isWanted(event)) return;
    event.preventDefault();
    if (!event.repeat) press(key);
  });
  addEventListener("keyup", (event) => {
    const key = padKeyOf(event.key);
    if (key !== undefined) release(key);
  });
  addEventListener("blur", () => [...down].forEach(release));
}

function rackCard(card, act) {
  const button = make(
    "button",
    { type: "button", className: "sample", disabled: !card.inRack, draggable: card.inRack },
    make("span", { className: "bank", textContent: card.bank }),
    make("span", { className: "number", textContent: card.number }),
    make("span", { className: "holder", textContent: card.holder }),
  );
  button.dataset.card = card.id;
  button.addEventListener("click", () => act("insert-card", { id: card.id }));
  button.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", card.id));
  return make(
    "li",
    {},
    button,
    make("p", { className: "pin" }, "PIN ", make("b", { textContent: card.pin })),
    make("p", { className: "hint", textContent: card.hint }),
  );
}

function acceptDrops(act) {
  const slot = $("card-slot");
  slot.addEventListener("dragover", (event) => {
    event.preventDefault();
    slot.classList.add("over");
  });
  slot.addEventListener("dragleave", () => slot.classList.remove("over"));
  slot.addEventListener("drop", (event) => {
    event.preventDefault();
    slot.classList.remove("over");
    act("insert-card", { id: event.dataTransfer.getData("text/plain") });
  });
}
