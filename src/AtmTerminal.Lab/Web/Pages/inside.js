// The inside of the machine, drawn as a section (hardware/cash-dispenser/README.md): cassettes below with their picking cams, the
// thickness station, the gate with the reject bin, the stacker and the belt to the throat, and above it the purging path to the
// hold position, from where a note drops into the retract or the reject bin. Notes and card stand where they truly are.

import { $, draw, make, whenChanged } from "./parts.js";

const beltY = 236;
const gate = { x: 560, y: 124 };
const stacker = { x: 380, y: 124 };
const throat = { x: 112, y: 124 };

const fixedPaths = {
  transport: `M${gate.x} ${beltY} V${gate.y} H${stacker.x + 30}`,
  purge: `M${stacker.x} ${stacker.y - 20} V44 H460`,
  hold: "M460 44 H560",
};
// Where no note stands: what passes here is in the bin at once.
const fallPaths = [`M${gate.x} ${gate.y} H642`, "M560 44 H644", "M560 44 C610 44 610 104 644 104"];
const presenter = `M${stacker.x} ${stacker.y} H${throat.x}`;

const title = (x, y, text, anchor = "middle") => {
  const made = draw("text", { x, y, "text-anchor": anchor, class: "title" });
  made.textContent = text;
  return made;
};

export function createInside() {
  const machine = $("machine");
  const paths = new Map();
  const notes = new Map();
  const moving = draw("g", { class: "notes" });

  const drawFrame = whenChanged((cassettes) => {
    paths.clear();
    const frame = draw("g", { class: "frame" });
    const step = 500 / Math.max(1, cassettes.length);
    cassettes.forEach(({ id }, i) => {
      const x = 40 + step * (i + 0.5);
      addPath(frame, `cassette ${id}`, `M${x} 284 V${beltY} H${gate.x}`);
    });
    for (const [name, d] of Object.entries(fixedPaths)) addPath(frame, name, d);
    frame.append(
      ...[...fallPaths, presenter].map((d) => draw("path", { d, class: "belt" })),
      title(gate.x + 14, beltY - 18, "thickness", "start"),
      title(470, 24, "hold"),
      draw("circle", { cx: gate.x, cy: gate.y, r: 7, class: "gate" }),
      title(gate.x - 14, gate.y + 26, "gate", "end"),
      draw("path", { d: `M${stacker.x - 44} ${stacker.y + 18} h92`, class: "tray" }),
      title(stacker.x, stacker.y + 38, "stacker"),
      draw("path", { d: `M${throat.x - 44} ${throat.y + 18} h76`, class: "tray" }),
      title(throat.x - 4, throat.y + 38, "throat"),
    );
    machine.replaceChildren(frame, draw("g", { id: "units" }), moving);
  });

  function addPath(frame, name, d) {
    const path = draw("path", { d, class: "belt" });
    paths.set(name, path);
    frame.append(path);
  }

  const drawUnits = whenChanged((cassettes, bins, shutterOpen) => {
    const step = 500 / Math.max(1, cassettes.length);
    const width = Math.min(96, step - 14);
    $("units").replaceChildren(
      ...cassettes.map((cassette, i) => cassetteBox(cassette, 40 + step * (i + 0.5), width)),
      binBox(bins.find(({ id }) => id === "reject"), 644, 100),
      binBox(bins.find(({ id }) => id === "retract"), 644, 4),
      draw("line", {
        x1: throat.x - 50, x2: throat.x - 50, y1: shutterOpen ? throat.y - 60 : throat.y - 28,
        y2: shutterOpen ? throat.y - 24 : throat.y + 24, class: "shutter",
      }),
      title(throat.x - 50, throat.y - 68, shutterOpen ? "shutter open" : "shutter"),
    );
  });

  function cassetteBox({ id, value, count, loaded, inserted, low }, x, width) {
    const height = 84;
    const full = loaded === 0 ? 0 : Math.min(1, count / loaded) * height;
    const box = draw("g", { class: `unit ${inserted ? "" : "missing"} ${low ? "low" : ""}`, "data-unit": id });
    box.append(
      draw("rect", { x: x - width / 2, y: 284, width, height, rx: 6, class: "box" }),
      draw("rect", { x: x - width / 2, y: 284 + height - full, width, height: full, rx: 6, class: "fill" }),
      title(x, 322, inserted ? String(count) : "out"),
      title(x, 344, value),
      title(x, 388, `cassette ${id}`),
    );
    box.children[2].classList.add("count");
    return box;
  }

  function binBox({ id, title: name, count }, x, y) {
    const box = draw("g", { class: "unit bin", "data-unit": id });
    box.append(
      draw("rect", { x, y, width: 64, height: 60, rx: 6, class: "box" }),
      title(x + 32, y + 38, String(count)),
      title(x + 32, y + 78, name),
    );
    box.children[1].classList.add("count");
    return box;
  }

  // The bundle travels as one pile from the stacker to the throat; everywhere else a note stands where its path has taken it.
  function placeOf(note, below) {
    if (note.place === "stacker" || note.place === "throat") {
      const x = stacker.x + ((throat.x - stacker.x) * note.travel) / 100;
      return { x, y: stacker.y + 12 - 4 * below };
    }
    const path = paths.get(note.place === "cassette" ? `cassette ${note.unit}` : note.place);
    return path.getPointAtLength((path.getTotalLength() * note.travel) / 100);
  }

  function showNotes(list) {
    let piled = 0;
    const gone = new Set(notes.keys());
    for (const note of list) {
      gone.delete(note.id);
      const { x, y } = placeOf(note, piled);
      if (note.place === "stacker" || note.place === "throat") piled++;
      if (!notes.has(note.id)) {
        const made = draw("g", { class: "note", "data-note": note.id });
        made.append(draw("rect", { x: -22, y: -5, width: 44, height: 10, rx: 2 }), draw("title"));
        notes.set(note.id, made);
        moving.append(made);
      }
      const drawn = notes.get(note.id);
      drawn.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      drawn.dataset.place = note.place;
      drawn.querySelector("title").textContent = `${note.value} from cassette ${note.unit}, ${note.place}`;
    }
    for (const id of gone) {
      notes.get(id).remove();
      notes.delete(id);
    }
  }

  const showReader = createReader();

  return {
    show(view) {
      drawFrame(view.cassettes.map(({ id }) => ({ id })));
      drawUnits(view.cassettes, view.bins, view.cashSlot.shutterOpen);
      showNotes(view.notes);
      showReader(view.cardPath, view.cards);
      showEquation(view.equation);
    },
  };
}

function createReader() {
  const card = draw("g", { class: "plastic" }, draw("rect", { x: -55, y: -13, width: 110, height: 26, rx: 4 }), title(0, 5, ""));
  const kept = title(640, 80, "");
  $("reader").replaceChildren(
    draw("path", { d: "M60 34 H560", class: "belt" }),
    draw("path", { d: "M560 34 C610 34 640 40 640 56", class: "belt" }),
    draw("line", { x1: 130, x2: 130, y1: 8, y2: 60, class: "shutter", id: "card-shutter" }),
    title(60, 80, "card slot"),
    kept,
    card,
  );
  return whenChanged((path, cards) => {
    const found = cards.find(({ id }) => id === path.cardId);
    card.setAttribute("visibility", found === undefined ? "hidden" : "visible");
    card.setAttribute("transform", `translate(${60 + path.travel * 5} 34)`);
    card.lastChild.textContent = found?.number.slice(-4) ?? "";
    $("card-shutter").setAttribute("y2", path.shutterOpen ? 18 : 60);
    kept.textContent = `kept: ${path.kept}`;
  });
}

const showEquation = whenChanged(({ loaded, units, bins, onTheWay, handedOut, handedOutValue }) => {
  const holds = loaded === units + bins + onTheWay + handedOut;
  $("equation").className = holds ? "holds" : "broken";
  $("equation").replaceChildren(
    make("b", { textContent: `${loaded}` }), " loaded = ",
    make("b", { textContent: `${units}` }), " in cassettes + ",
    make("b", { textContent: `${bins}` }), " in bins + ",
    make("b", { textContent: `${onTheWay}` }), " on the way + ",
    make("b", { textContent: `${handedOut}` }), " handed out ", make("span", { textContent: `(${handedOutValue})` }), " ",
    make("span", { className: "verdict", textContent: holds ? "✓ every note is accounted for" : "✗ notes are missing" }),
  );
});
