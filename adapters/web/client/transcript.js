/** The list of what was said, as the person sees it. */
export function createTranscript(list, typing, composer) {
  let hasShownReply = true;

  /** A choice belongs to the moment it was offered. Focus leaves it before it goes: on the body it would be lost. */
  function withdrawChoices() {
    for (const choice of list.querySelectorAll('.pressable')) {
      if (choice.contains(document.activeElement)) composer.focus();
      choice.remove();
    }
    for (const form of list.querySelectorAll('.choices:not(:has(li))')) form.remove();
  }

  function wait(isWaiting) {
    typing.hidden = !isWaiting;
  }

  function show(item) {
    withdrawChoices();
    item.classList.add('arriving');
    list.append(item);
  }

  function read(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  return {
    wait,
    lastPosition: () => Math.max(0, ...Array.from(list.children, (item) => Number(item.dataset.position ?? 0))),

    /** Shows at once what the person just sent; the server's own version takes its place when it comes back. */
    showSent({ id, text }) {
      const item = read('<li class="entry person unsent" tabindex="-1"><h2 class="sr">Vous</h2><div class="prose"><p></p></div></li>');
      item.dataset.id = id;
      item.querySelector('p').textContent = text;
      show(item);
      wait(true);
      hasShownReply = false;
      typing.scrollIntoView({ block: 'nearest' });
      return item;
    },
    markSent: ({ id }) => list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.classList.remove('unsent'),
    withdraw({ id }) {
      const item = list.querySelector(`[data-id="${CSS.escape(id)}"]`);
      if (item.contains(document.activeElement)) composer.focus();
      item.remove();
      wait(false);
    },

    /** Shows an entry of the feed; false when it stands there already. */
    showEntry({ id, from, html }) {
      const item = read(html);
      // What came before was erased: only the receipt is left.
      if ('startsAnew' in item.dataset) list.replaceChildren();
      const sent = list.querySelector(`[data-id="${CSS.escape(id)}"]`);
      if (sent?.id) return false;
      if (sent) {
        // Filled rather than replaced: it may have the focus.
        sent.classList.remove('unsent');
        sent.id = item.id;
        sent.dataset.position = item.dataset.position;
        sent.replaceChildren(...item.childNodes);
        return true;
      }
      show(item);
      if (from === 'person') return true;
      wait(false);
      // A long reply is read from its first word; a second one must not carry the eye away from the first.
      if (!hasShownReply) item.scrollIntoView({ block: 'start' });
      hasShownReply = true;
      return true;
    },
  };
}
