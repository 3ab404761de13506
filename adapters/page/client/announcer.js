/** Longer than a screen reader needs to notice, short enough that the words are not met again while reading. */
const KEPT_MS = 2_000;

/**
 * Says each text once through the one live region of the page, and empties it:
 * a live transcript would be read again from its start at every message.
 */
export function createAnnouncer(region) {
  return (text) => {
    if (text === '') return;
    const line = document.createElement('p');
    line.textContent = text;
    region.append(line);
    setTimeout(() => line.remove(), KEPT_MS);
  };
}
