// The few words the page itself knows. Everything else comes from the terminal with each view.

/** What the page says when it has lost the terminal: it cannot know the customer's language then, so it shows all three. */
export const lost = {
  uk: {
    title: "Банкомат не працює",
    line: "Якщо ви саме знімали готівку, банк перевірить операцію.",
  },
  vi: {
    title: "Máy tạm ngừng phục vụ",
    line: "Nếu bạn đang rút tiền, ngân hàng sẽ kiểm tra giao dịch.",
  },
  en: {
    title: "Out of service",
    line: "If you were taking out cash, the bank will check it.",
  },
};

/** Names of controls for those who hear the page instead of seeing it. */
export const names = {
  uk: { voice: "Голос у навушниках", pin: (n) => `Введено цифр: ${n}` },
  vi: { voice: "Giọng nói qua tai nghe", pin: (n) => `Đã nhập ${n} chữ số` },
  en: { voice: "Voice in the headphones", pin: (n) => `${n} digits entered` },
};
