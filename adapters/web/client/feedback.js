/** Sends what is said of an answer, and shows in the same place what comes of it. Without a script the same form posts. Rejects when it could not be sent. */
export async function sendMark(form, mark) {
  const place = form.closest('.feedback');
  const body = new URLSearchParams({ entree: form.elements.entree.value, avis: mark });
  const response = await fetch(form.getAttribute('action'), { method: 'POST', body, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const { html } = await response.json();
  const hadFocus = place.contains(document.activeElement);
  const template = document.createElement('template');
  template.innerHTML = html;
  place.replaceChildren(...template.content.firstElementChild.childNodes);
  // The button that was pressed is gone: what is said in its place is read next.
  place.scrollIntoView({ block: 'nearest' });
  if (hadFocus) place.querySelector('[tabindex="-1"]').focus({ preventScroll: true });
}
