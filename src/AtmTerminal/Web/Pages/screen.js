import { openFeed } from "./feed.js";
import { createKeys } from "./keys.js";
import { createVoice } from "./voice.js";
import { drawPicture } from "./pictures.js";
import { lost, names } from "./words.js";

const $ = (id) => document.getElementById(id);

// Long enough for a restart of the connection, short enough that nobody types into a dead machine.
const patienceMs = 1500;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

// A new screen comes up softly; one more digit on the same screen does not flicker.
const rise = [{ opacity: 0, transform: "translateY(8px)" }, { opacity: 1 }];

const keys = createKeys($("keys"), (key) => {
  // A press that does not arrive needs no word to the customer: the stream breaks at the same moment, and that is shown.
  fetch(`keys/${key}`, { method: "POST" }).catch((failure) => console.warn("key not pressed:", failure.message));
});
const voice = createVoice($("voice"));
let patience = null;

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function draw(view) {
  document.documentElement.lang = view.language;
  document.body.dataset.state = "serving";
  document.body.dataset.tone = view.tone;
  const isNew = document.body.dataset.screen !== view.screen;
  document.body.dataset.screen = view.screen;
  document.body.dataset.version = view.version;
  $("lost").hidden = true;
  $("screen").hidden = false;

  $("title").textContent = view.title;
  $("lines").replaceChildren(...view.lines.map((line) => lineOf(view.screen, line)));
  $("footer").textContent = view.footer ?? "";
  drawPin(view);
  $("entry").hidden = view.entry === null;
  $("entry").textContent = view.entry ?? "";
  drawPicture($("picture"), view.screen);
  keys.show(view.screen, view.sideKeys);
  $("screen").dataset.freeRows = freeRows(view.sideKeys);
  fit();
  if (isNew && !calm.matches) $("content").animate(rise, { duration: 220, easing: "ease-out" });
  startTime(view.secondsLeft);

  $("voice").setAttribute("aria-label", names[view.language].voice);
  if ($("spoken").textContent !== view.spoken) $("spoken").textContent = view.spoken;
  voice.speak(view.language, view.spoken);
}

// Screens whose lines are facts, "what: how much": the value stands out, and all values stand in one column.
const factScreens = new Set(["ConfirmFee", "OfferLess", "Receipt"]);

function lineOf(screen, text) {
  const [, what, value] = (factScreens.has(screen) && text.match(/^([^:]+:)\s(.+)$/)) || [];
  if (what === undefined) return element("p", text);
  const line = element("p", "");
  line.className = "fact";
  line.append(element("span", what), " ", element("b", value));
  return line;
}

function drawPin({ pinDigits, language }) {
  $("pin").hidden = pinDigits === null;
  if (pinDigits === null) return;
  // Four places are drawn because most PINs have four digits; a longer one grows.
  const dots = Array.from({ length: Math.max(4, pinDigits) }, (_, i) => {
    const dot = element("span", "");
    dot.className = i < pinDigits ? "dot full" : "dot";
    return dot;
  });
  $("pin").replaceChildren(...dots);
  $("pin").setAttribute("aria-label", names[language].pin(pinDigits));
}

// Rows of keys from the top in which both sides are dark: the text may use their height.
function freeRows(sideKeys) {
  const used = [0, 1, 2, 3].findIndex((row) => sideKeys[row] !== null || sideKeys[row + 4] !== null);
  return used < 0 ? 4 : used;
}

// Texts differ by half in length between languages. The type grows smaller in small steps, and never below the size that is
// still read from an arm's length; a test shows that every screen fits.
function fit() {
  const [content, text] = [$("content"), $("text")];
  for (let step = 0; step <= 3; step++) {
    content.dataset.fit = step;
    if (content.scrollHeight <= content.clientHeight && text.scrollWidth <= text.clientWidth) return;
  }
}

function startTime(seconds) {
  const bar = $("time-left");
  $("time").hidden = seconds === null;
  bar.getAnimations().forEach((running) => running.cancel());
  if (seconds === null) return;
  bar.animate([{ transform: "scaleX(1)" }, { transform: "scaleX(0)" }], {
    duration: seconds * 1000,
    easing: calm.matches ? `steps(${Math.max(1, Math.round(seconds / 5))})` : "linear",
    fill: "forwards",
  });
}

function showLost() {
  document.body.dataset.state = "lost";
  document.body.dataset.tone = "outOfService";
  $("screen").hidden = true;
  $("lost").hidden = false;
  $("spoken").textContent = "";
  voice.hush();
}

for (const [language, { title, line }] of Object.entries(lost)) {
  const block = document.createElement("div");
  block.lang = language;
  block.append(element("h2", title), element("p", line));
  $("lost-texts").append(block);
}

addEventListener("resize", fit);

// A connection that keeps failing reports it again and again: the first report counts.
function onAlive(alive) {
  if (!alive) {
    patience ??= setTimeout(showLost, patienceMs);
    return;
  }
  clearTimeout(patience);
  patience = null;
}

onAlive(false);
openFeed("events", draw, onAlive);
