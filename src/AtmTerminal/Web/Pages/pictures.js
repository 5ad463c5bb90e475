// One calm line drawing for the screens that ask the customer to do something with the hands. It says the same as the title.

const svg = "http://www.w3.org/2000/svg";

// Paths in a square of 120. "move" is the part that moves gently towards what is meant (see screen.css).
const drawings = {
  cardIn: {
    still: ["M14 100h92", "M26 100v8h68v-8"],
    move: ["M36 18h48a6 6 0 0 1 6 6v50H30V24a6 6 0 0 1 6-6z", "M30 36h60", "M42 54h16v12H42z"],
    toward: "down",
  },
  cardOut: {
    still: ["M14 22h92", "M26 22v-8h68v8"],
    move: ["M30 42h60v50a6 6 0 0 1-6 6H36a6 6 0 0 1-6-6z", "M30 78h60", "M42 54h16v12H42z"],
    toward: "down",
  },
  cash: {
    still: ["M8 24h104", "M18 24v-8h84v8"],
    move: ["M22 42h76v44H22z", "M60 54a10 10 0 1 1 0 20 10 10 0 0 1 0-20z", "M30 94h60", "M36 102h48"],
    toward: "down",
  },
  pin: {
    still: [
      "M32 54h56a6 6 0 0 1 6 6v42a6 6 0 0 1-6 6H32a6 6 0 0 1-6-6V60a6 6 0 0 1 6-6z",
      "M40 54V36a20 20 0 0 1 40 0v18",
      "M60 74v14",
    ],
    move: [],
  },
  wait: {
    still: ["M60 14a46 46 0 1 1 0 92 46 46 0 0 1 0-92z"],
    move: ["M60 34v26l18 12"],
    toward: "around",
  },
};

const byScreen = {
  Starting: "wait",
  InsertCard: "cardIn",
  OneMoment: "wait",
  EnterPin: "pin",
  PinWrong: "pin",
  AskingBank: "wait",
  Canceling: "wait",
  CollectingNotes: "wait",
  TakeCardFirst: "cardOut",
  TakeCash: "cash",
  TakingBack: "wait",
  TakeCard: "cardOut",
};

/** @param {SVGElement} picture @param {string} screen the row of the screen table */
export function drawPicture(picture, screen) {
  const drawing = drawings[byScreen[screen]];
  picture.classList.toggle("none", drawing === undefined);
  if (picture.dataset.screen === screen) return;
  picture.dataset.screen = screen;
  picture.replaceChildren();
  if (drawing === undefined) return;
  picture.append(group(drawing.still, "still"), group(drawing.move, `move ${drawing.toward ?? ""}`));
}

function group(paths, className) {
  const made = document.createElementNS(svg, "g");
  made.setAttribute("class", className);
  for (const d of paths) {
    const path = document.createElementNS(svg, "path");
    path.setAttribute("d", d);
    made.append(path);
  }
  return made;
}
