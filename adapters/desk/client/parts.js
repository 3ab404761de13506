/** What a counsellor has typed, opened or reached with the keyboard must outlive the renewal of the part around it. */
function remember(part) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const fields = Array.from(part.querySelectorAll('form[id] :is(textarea, input, select):not([type=hidden])'), (field) => [field.form.id, field.name, field.value]);
  const open = Array.from(part.querySelectorAll('details[id][open]'), ({ id }) => id);
  const place = focused && { id: focused.id, form: focused.closest('form')?.id, name: focused.tagName, path: focused.getAttribute('href') ?? focused.form?.getAttribute('action'), from: focused.selectionStart, to: focused.selectionEnd };
  return { fields, open, place };
}

function restore(part, { fields, open, place }) {
  for (const [form, name, value] of fields) {
    const field = document.getElementById(form)?.elements.namedItem(name);
    if (field && value !== '') field.value = value;
  }
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (place === null) return;
  const same = (place.id && document.getElementById(place.id)) || Array.from(part.querySelectorAll(place.name)).find((element) => (element.getAttribute('href') ?? element.form?.getAttribute('action')) === place.path);
  // What had the focus is gone: the part itself is the nearest place to it.
  if (!same) part.setAttribute('tabindex', '-1');
  (same ?? part).focus({ preventScroll: true });
  if (same && typeof place.from === 'number' && 'setSelectionRange' in same) {
    try {
      same.setSelectionRange(place.from, place.to);
    } catch {
      // Fields that are no text have no selection.
    }
  }
}

/** Puts the new part in the place of the old one. */
export function renewPart(id, html) {
  const old = document.getElementById(id);
  if (old === null) return;
  const template = document.createElement('template');
  template.innerHTML = html;
  const part = template.content.firstElementChild;
  const kept = remember(old);
  old.replaceWith(part);
  restore(part, kept);
}
