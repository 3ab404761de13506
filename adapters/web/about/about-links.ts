/** The ways to the operator's pages, at the foot of every page. */
import { frenchTypography } from '../../page/french-typography.ts';
import { html, type Html } from '../../page/html.ts';
import type { AccessibilityState } from '../operator/accessibility-state.ts';
import { ABOUT, ABOUT_PAGES, type AboutPageName } from './texts.ts';

export interface AboutLinks {
  /** Said with the link, as the RGAA wants on the first page of a site. */
  state?: AccessibilityState;
  /** The page on which one is. */
  current?: AboutPageName | 'mentions';
  /** In a panel, pages open beside it. */
  embedded?: boolean;
}

export function aboutLinks({ state, current, embedded = false }: AboutLinks = {}): Html {
  const newTab = embedded && html`<span class="sr"> (nouvel onglet)</span>`;
  const items = ([...ABOUT_PAGES, 'mentions'] as const).map((name) => {
    const label = name === 'accessibilite' && state ? `${ABOUT.nav[name]} : ${state.label}` : ABOUT.nav[name];
    return html`<li><a href="/${name}"${embedded && html` target="_blank"`}${name === current && html` aria-current="page"`}>${frenchTypography(label)}${newTab}</a></li>`;
  });
  return html`<nav class="about-links" aria-label="${ABOUT.nav.label}"><ul>${items}</ul></nav>`;
}
