// Speaks each screen aloud once the customer has asked for it: a machine that talks to everybody on the street tells
// bystanders what is being done. A kiosk with a headphone socket opens the page with ?speak=1 when a plug goes in.

const tongues = { uk: "uk-UA", vi: "vi-VN", en: "en-GB" };

/** @param {HTMLButtonElement} button switches the voice on and off */
export function createVoice(button) {
  let on = new URLSearchParams(location.search).get("speak") === "1";
  let last = null;

  function say() {
    if (!("speechSynthesis" in window)) return;
    speechSynthesis.cancel();
    if (!on || last === null) return;
    const utterance = new SpeechSynthesisUtterance(last.text);
    utterance.lang = tongues[last.language];
    speechSynthesis.speak(utterance);
  }

  function show() {
    button.setAttribute("aria-pressed", String(on));
  }

  button.addEventListener("click", () => {
    on = !on;
    show();
    say();
  });
  show();

  return {
    /** Says a text, unless it is the one said last: a digit more on the same screen is no new sentence. */
    speak(language, text) {
      if (last !== null && last.text === text && last.language === language) return;
      last = { language, text };
      say();
    },
    /** Stops in the middle of a word: the screen behind the sentence is gone. */
    hush() {
      last = null;
      if ("speechSynthesis" in window) speechSynthesis.cancel();
    },
  };
}
