import { openFeed } from "./feed.js";
import { createFront } from "./front.js";
import { createInside } from "./inside.js";
import { createFaults } from "./faults.js";
import { createBooks } from "./books.js";
import { $ } from "./parts.js";

/**
 * Does one thing with a hand. What could not be done is said on the page in one sentence.
 * @param {string} name of the action @param {object} details
 */
async function act(name, details = {}) {
  try {
    const answer = await fetch(`actions/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(details),
    });
    say(answer.ok ? "" : (await answer.text()) || `The Lab did not understand "${name}".`);
  } catch {
    say("The Lab does not answer. Is it still running?");
  }
}

function say(text) {
  $("refusal").textContent = text;
  $("refusal").hidden = text === "";
}

const parts = [createFront(act), createInside(), createFaults(act), createBooks()];

openFeed(
  "events",
  (view) => parts.forEach((part) => part.show(view)),
  (alive) => {
    document.body.classList.toggle("lab-gone", !alive);
    if (!alive) $("terminal").textContent = "The Lab is not running.";
  },
);
