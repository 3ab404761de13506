/** Characters left under which the counter shows. */
const COUNTED_UNDER = 200;

function counted(count, what) {
  return `${count} caractère${count > 1 ? 's' : ''} ${what}`;
}

/** The text box: Enter sends, Shift+Enter goes to the line, and nothing ever disables it. */
export function createComposer(form) {
  const box = form.querySelector('textarea');
  const counter = form.querySelector('#counter');
  const limit = Number(box.dataset.limit);

  function left() {
    return limit - box.value.trim().length;
  }
  function refresh() {
    const rest = left();
    counter.hidden = rest >= COUNTED_UNDER;
    counter.textContent = rest < 0 ? counted(-rest, 'de trop') : counted(rest, rest > 1 ? 'restants' : 'restant');
    counter.classList.toggle('over', rest < 0);
    if (rest >= 0) box.removeAttribute('aria-invalid');
    if (!CSS.supports('field-sizing', 'content')) {
      box.style.height = 'auto';
      box.style.height = `${box.scrollHeight}px`;
    }
  }

  box.addEventListener('input', refresh);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  refresh();

  return {
    focus: () => box.focus({ preventScroll: true }),
    /** Why the text cannot be sent: `empty`, `too-long`, or null when it can. */
    problem: () => (box.value.trim() === '' ? 'empty' : left() < 0 ? 'too-long' : null),
    /** Takes the text out of the box, or gives null when there is nothing that can be sent. */
    take() {
      const text = box.value.trim();
      if (text === '' || left() < 0) {
        box.setAttribute('aria-invalid', String(left() < 0));
        return null;
      }
      box.value = '';
      refresh();
      return text;
    },
    /** Gives back a text that could not be sent, before whatever was typed since. */
    giveBack(text) {
      box.value = [text, box.value].filter(Boolean).join('\n');
      refresh();
    },
  };
}
