const SLOWEST_RETRY_MS = 10_000;

/**
 * Follows the conversation from a position on. The browser reconnects by itself after a cut and says where it was;
 * after an answer that is no stream (a proxy's error page) it gives up, and we come back for it.
 */
export function createFeed(address, { onEntry, onSettled, onGone, onLost, onBack }) {
  let source = null;
  let position = 0;
  let delay = 1_000;

  function open() {
    source = new EventSource(`${address}${address.includes('?') ? '&' : '?'}after=${position}`);
    source.addEventListener('open', () => {
      delay = 1_000;
      onBack();
    });
    source.addEventListener('entry', (event) => {
      position = Number(event.lastEventId);
      onEntry(JSON.parse(event.data));
    });
    source.addEventListener('settled', onSettled);
    source.addEventListener('gone', (event) => {
      source.close();
      onGone(event.data);
    });
    source.addEventListener('error', () => {
      onLost();
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, delay);
      delay = Math.min(delay * 2, SLOWEST_RETRY_MS);
    });
  }

  return {
    follow(after) {
      if (source !== null) return;
      position = after;
      open();
    },
  };
}
