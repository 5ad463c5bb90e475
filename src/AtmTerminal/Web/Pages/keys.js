// The eight side keys. They never move and never vanish: a key that does nothing now is only dark.

const order = ["L1", "L2", "L3", "L4", "R1", "R2", "R3", "R4"];

/**
 * @param {HTMLElement} container
 * @param {(key: string) => void} press
 */
export function createKeys(container, press) {
  let generation = 0;
  let clickBegan = 0;

  const buttons = order.map((key) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = key;
    button.className = key[0] === "L" ? "key left" : "key right";
    const cap = document.createElement("span");
    cap.className = "cap";
    const label = document.createElement("span");
    label.className = "label";
    button.append(cap, label);
    button.addEventListener("click", (event) => {
      // The second half of a double click must not answer the question that the first half brought up.
      if (event.detail <= 1) clickBegan = generation;
      if (clickBegan === generation) press(key);
    });
    container.append(button);
    return { button, cap, label };
  });

  return {
    /** @param {string} screen @param {({key: string, label: string, digit: string} | null)[]} sideKeys */
    show(screen, sideKeys) {
      if (container.dataset.screen !== screen) generation++;
      container.dataset.screen = screen;
      buttons.forEach(({ button, cap, label }, i) => {
        const key = sideKeys[i];
        button.disabled = key === null;
        button.dataset.digit = key?.digit ?? "";
        cap.textContent = key === null ? "" : capText(key.digit);
        label.textContent = key?.label ?? "";
      });
    },
  };
}

// The Enter key of a keypad is green and carries this sign in every country.
const capText = (digit) => (digit === "Enter" ? "↵" : digit);
