const SLOWEST_RETRY_MS = 10_000;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Waits, or less when the network comes back before. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    addEventListener('online', resolve, { once: true });
  });
}

/** Why the server does not take the message now, in its own word. */
async function codeOf(response) {
  return (await response.json().catch(() => null))?.error?.code;
}

/**
 * Sends messages one after the other, each until the server has it. A message keeps its id over the attempts,
 * so that one that arrived although its answer was lost is not received twice.
 */
export function createOutbox(address, { onSent, onRefused, onLost, onBack }) {
  let last = Promise.resolve();

  async function post(message) {
    const body = new URLSearchParams({ id: message.id, message: message.text });
    const response = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (response.status === 429 || response.status >= 500) throw new Error(`The server answered ${response.status}`, { cause: await codeOf(response) });
    return response;
  }

  async function deliver(message) {
    for (let delay = 1_000; ; delay = Math.min(delay * 2, SLOWEST_RETRY_MS)) {
      try {
        const response = await post(message);
        onBack();
        if (response.ok) onSent(message);
        else onRefused(message, (await response.json()).error.message);
        return;
      } catch (error) {
        onLost(error.cause);
        await pause(delay);
      }
    }
  }

  return {
    send(text) {
      const message = { id: newId(), text };
      last = last.then(() => deliver(message));
      return message;
    },
  };
}
