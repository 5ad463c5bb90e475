// What is written: the journal's last lines, and the bank's postings and holds.

import { $, make, whenChanged } from "./parts.js";

export function createBooks() {
  const drawJournal = whenChanged((lines) => {
    $("journal").textContent = lines.join("\n");
    $("journal").scrollTop = $("journal").scrollHeight;
  });
  const drawBank = whenChanged((bank) => {
    if (bank === null) {
      $("bank").replaceChildren(make("p", { textContent: "The bank cannot be asked now." }));
      return;
    }
    const agreement = {
      true: "✓ equals the journal",
      false: "✗ differs from the journal",
      null: "uploads are on their way",
    }[String(bank.agreesWithJournal)];
    $("bank").replaceChildren(
      make("p", { className: bank.agreesWithJournal === false ? "broken" : "holds" },
        "Posted ", make("b", { textContent: bank.handedOutValue }), ` – ${agreement}`),
      table("Postings", bank.postings),
      table("Holds", bank.holds),
    );
  });
  return {
    show(view) {
      drawJournal(view.journal);
      drawBank(view.bank);
    },
  };
}

function table(title, rows) {
  if (rows.length === 0) return make("p", { className: "none", textContent: `${title}: none` });
  return make(
    "table",
    {},
    make("caption", { textContent: title }),
    make(
      "tbody",
      {},
      ...rows.map(({ withdrawal, account, amount, state }) =>
        make("tr", {}, ...[withdrawal, account, amount, state].map((textContent) => make("td", { textContent }))),
      ),
    ),
  );
}
