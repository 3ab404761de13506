/** The few drawings of the page. They say nothing that the words beside them do not say. */
import { html, Html } from './html.ts';

const PATHS = {
  send: '<path d="M5 12h13M12 5l7 7-7 7"/>',
  external: '<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>',
  leave: '<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9"/>',
} as const;

export function icon(name: keyof typeof PATHS): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${new Html(PATHS[name])}</svg>`;
}

/** A path that rises and goes on: the mark of the service. */
export function brandMark(): Html {
  return html`<svg class="brand-mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true"><rect class="ground" width="40" height="40" rx="12"/><path class="path" d="M9 29c6 0 6-8 11-8s4-9 11-10" fill="none" stroke-width="3.2" stroke-linecap="round"/><circle class="here" cx="9" cy="29" r="3.4"/><circle class="there" cx="31" cy="11" r="3.4"/></svg>`;
}
