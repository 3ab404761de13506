/** One of the operator's pages: the words of the table, the values of this installation, and what code draws between them. */
import { fill } from '../../../bot/dialogues/texts.ts';
import { frenchDay } from '../../../bot/french-day.ts';
import type { IsoDate } from '../../../knowledge/passage.ts';
import type { Assets } from '../../page/assets.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { html, type Html } from '../../page/html.ts';
import { bar, layout } from '../../page/layout.ts';
import { renderProse } from '../../page/prose.ts';
import { accessibilityState } from '../operator/accessibility-state.ts';
import type { WebSettings } from '../ports.ts';
import { aboutLinks } from './about-links.ts';
import { DRAW } from './draw.ts';
import type { AboutSettings } from './settings.ts';
import { ABOUT, type AboutPageName, type AboutSection, type Condition } from './texts.ts';

/** What the words may name between braces; what is empty is said to be. */
function valuesOf(operator: string, { table, model }: AboutSettings, today: IsoDate): Record<string, string> {
  const { organisation, accessibility } = table;
  const { audit } = accessibility;
  const values = {
    operator,
    legalName: organisation.legalName,
    address: organisation.address,
    model: model?.name ?? '',
    state: accessibilityState(audit, today).label,
    auditBy: audit?.by ?? '',
    auditDay: audit === null ? '' : frenchDay(audit.on),
    auditVersion: audit?.version ?? '',
    auditRate: audit?.rate.toLocaleString('fr-FR') ?? '',
    establishedOn: frenchDay(accessibility.establishedOn),
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === '' ? `[${ABOUT.missing}]` : value]));
}

function holds(condition: Condition, { table, model, embeddingsHost, isTeamsOpen }: AboutSettings, today: IsoDate): boolean {
  const { isAudited } = accessibilityState(table.accessibility.audit, today);
  const conditions: Record<Condition, boolean> = {
    model: model !== null, 'no-model': model === null, embeddings: embeddingsHost !== null, teams: isTeamsOpen, audit: isAudited, 'no-audit': !isAudited,
  };
  return conditions[condition];
}

function renderSection({ title, text, draw, links = [], under }: AboutSection, values: Record<string, string>, settings: AboutSettings): Html {
  const heading = frenchTypography(title);
  return html`
  ${under ? html`<h3>${heading}</h3>` : html`<h2>${heading}</h2>`}
  ${text !== undefined && renderProse(fill(text, values))}
  ${draw !== undefined && DRAW[draw](settings)}
  ${links.length > 0 && html`<p class="ways">${links.map(({ label, to }) => html`<a class="choice" href="${to}">${frenchTypography(label)}</a>`)}</p>`}`;
}

export function aboutPage(assets: Assets, name: AboutPageName, { operator, about }: WebSettings, today: IsoDate): Html {
  const { title, intro, sections } = ABOUT.pages[name];
  const values = valuesOf(operator, about, today);
  return layout(assets, {
    title: `${title} – Accueil CEP`,
    kind: 'calm',
    styles: ['about.css'],
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`${bar(html`<p class="brand">Accueil CEP</p>`, html`<a class="quiet" href="/chat">Conversation</a>`)}
<main class="sheet about" id="content" tabindex="-1">
  <h1>${title}</h1>
  ${renderProse(fill(intro, values))}
  ${sections.filter(({ when }) => when === undefined || holds(when, about, today)).map((section) => renderSection(section, values, about))}
</main>
<footer class="foot">${aboutLinks({ state: accessibilityState(about.table.accessibility.audit, today), current: name })}</footer>`,
  });
}
