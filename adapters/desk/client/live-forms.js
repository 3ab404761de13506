function newNonce() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Forms that are sent without leaving the page. Until the server has it the form keeps its text and its nonce,
 * so that a second press after a lost connection is the same move.
 */
export function sendInPlace({ onDone, onRefused, onLost }) {
  const sending = new Set();

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.matches('[data-live]')) return;
    event.preventDefault();
    if (sending.has(form.id)) return;
    sending.add(form.id);
    try {
      const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { accept: 'application/json' } });
      if (response.status >= 500) throw new Error(`The server answered ${response.status}`);
      const answer = await response.json();
      if (!response.ok) return onRefused(answer.error.message);
      // The part may have been renewed meanwhile: what was sent is emptied wherever it stands.
      const now = document.getElementById(form.id) ?? form;
      now.reset();
      now.elements.namedItem('nonce').value = newNonce();
      onDone(answer.notice, now);
    } catch {
      onLost();
    } finally {
      sending.delete(form.id);
    }
  });

  document.addEventListener('keydown', (event) => {
    const sends = event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.id === 'texte';
    if (!sends) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
}
