/** Says what was refused, and shows the way on. */
import { html, type Html } from '../../page/html.ts';
import type { Refusal } from '../refusals.ts';
import type { Visit } from '../visit.ts';
import { plainPage } from './frame.ts';

export function refusalPage(visit: Pick<Visit, 'assets'>, { title, text }: Refusal): Html {
  return plainPage(visit, { title, content: html`<p>${text}</p><p class="ways"><a class="primary" href="/desk">Revenir au bureau</a></p>` });
}
