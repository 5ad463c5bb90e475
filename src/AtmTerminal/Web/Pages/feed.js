// Keeps one event stream of the server open and says when it is alive and when it is not.
//
// EventSource reconnects by itself after a broken connection, but gives up after an answer it does not understand, and does not
// notice a server that is stopped in the middle. The server sends a beat every two seconds; three missed beats are silence.

const silenceMs = 6000;
const reopenMs = 500;

/**
 * @param {string} address of the stream
 * @param {(value: any) => void} onValue called with each parsed value
 * @param {(alive: boolean) => void} onAlive called when the connection is made or lost
 */
export function openFeed(address, onValue, onAlive) {
  let source;
  let silence;

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(reopen, silenceMs);
  }

  function reopen() {
    onAlive(false);
    source.close();
    setTimeout(open, reopenMs);
  }

  function open() {
    source = new EventSource(address);
    source.addEventListener("open", () => onAlive(true));
    source.addEventListener("beat", heard);
    source.addEventListener("message", (event) => {
      heard();
      onValue(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      onAlive(false);
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(silence);
        setTimeout(open, reopenMs);
      }
    });
    heard();
  }

  open();
}
