/** Who waits, most urgent and longest waiting first; and whom the counsellor is already with. Nothing of what a file says: opening one is noted. */
import type { HandoffRecord } from '../../../bot/ports.ts';
import { isHeldByHuman } from '../../../bot/handoff/handoff.ts';
import { nameOf } from '../../../bot/handoff/contact.ts';
import { referenceOf } from '../../../bot/handoff/times.ts';
import { html, type Html } from '../../page/html.ts';
import { covers } from '../access/scopes.ts';
import { regionName } from '../regions.ts';
import type { MemberVisit } from '../visit.ts';
import { channelName, duration, operatorPlace, STATES, waited } from '../words.ts';
import { memberPage, postForm } from './frame.ts';

export interface QueueFilter {
  /** Kind of operator; empty is all of the counsellor's. */
  operator: string;
  /** INSEE code of a région; empty is all. */
  region: string;
}

export const filePath = (id: string): string => `/desk/dossiers/${encodeURIComponent(id)}`;

/** What that counsellor may see of the list, in its order. */
export function visibleTo({ viewer }: MemberVisit, records: HandoffRecord[]): { waiting: HandoffRecord[]; mine: HandoffRecord[] } {
  const seen = records.filter(({ handoff }) => covers(viewer, handoff.operator));
  return {
    waiting: seen.filter(({ handoff }) => handoff.state === 'queued'),
    mine: seen.filter(({ handoff }) => isHeldByHuman(handoff) && handoff.assignedTo?.id === viewer.id),
  };
}

export const passes = ({ handoff: { operator } }: HandoffRecord, filter: QueueFilter): boolean =>
  (filter.operator === '' || operator.kind === filter.operator) && (filter.region === '' || operator.region === filter.region);

export function waitingPart(visit: MemberVisit, records: HandoffRecord[], filter: QueueFilter): Html {
  const { waiting } = visibleTo(visit, records);
  const shown = waiting.filter((record) => passes(record, filter));
  const hidden = waiting.length - shown.length;
  return html`<section id="waiting" class="panel" aria-labelledby="waiting-title" data-waiting="${shown.map(({ handoff }) => handoff.id).join(' ')}">
    <h2 id="waiting-title">En attente <span class="count">${shown.length}</span></h2>
    ${shown.length === 0 ? html`<p class="nobody">Personne n’attend.</p>` : html`<ol class="queue">${shown.map((record) => waitingItem(visit, record))}</ol>`}
    ${hidden > 0 && html`<p class="hint">${hidden === 1 ? 'Une autre personne attend' : `${hidden} autres personnes attendent`} hors de ce filtre. <a href="/desk">Tout voir</a></p>`}
  </section>`;
}

function waitingItem(visit: MemberVisit, { handoff, channel }: HandoffRecord): Html {
  const reference = referenceOf(handoff.id);
  return html`<li class="waiting${handoff.urgency === 'high' && ' urgent'}" data-id="${handoff.id}">
    <div>
      <h3><a href="${filePath(handoff.id)}">${reference}</a>${handoff.urgency === 'high' && html` <span class="tag">Urgent</span>`}</h3>
      <p>${operatorPlace(handoff)}</p>
      <p class="hint">Attend depuis ${duration(waited(handoff, visit.now))}, par ${channelName(channel)}</p>
    </div>
    ${postForm(visit, { action: `${filePath(handoff.id)}/prendre` }, html`<button class="primary">Prendre<span class="sr"> la demande ${reference}</span></button>`)}
  </li>`;
}

export function minePart(visit: MemberVisit, records: HandoffRecord[]): Html {
  const { mine } = visibleTo(visit, records);
  return html`<section id="mine" class="panel" aria-labelledby="mine-title">
    <h2 id="mine-title">Avec vous <span class="count">${mine.length}</span></h2>
    ${mine.length === 0
      ? html`<p class="nobody">Vous n’êtes en conversation avec personne.</p>`
      : html`<ol class="queue">${mine.map(({ handoff }) => html`<li class="held"><div><h3><a href="${filePath(handoff.id)}#last">${referenceOf(handoff.id)}</a></h3><p>${operatorPlace(handoff)}</p><p class="hint">${STATES[handoff.state]}</p></div></li>`)}</ol>`}
  </section>`;
}

/** Only where there is something to choose from. */
function filters({ viewer }: MemberVisit, filter: QueueFilter, records: HandoffRecord[]): Html | null {
  const kinds = [...new Set(viewer.scopes.map(({ kind }) => kind))];
  const limited = viewer.scopes.map(({ region }) => region);
  const here = records.flatMap(({ handoff }) => handoff.operator.region ?? []);
  const regions = [...new Set([...limited.flatMap((region) => region ?? []), ...here, ...(filter.region === '' ? [] : [filter.region])])].filter((region) => limited.includes(null) || limited.includes(region));
  if (kinds.length < 2 && regions.length < 2) return null;
  const option = (value: string, name: string, chosen: string) => html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`;
  return html`<form class="filters" method="get" action="/desk" aria-label="Filtrer la file">
    ${kinds.length > 1 && html`<p class="box"><label for="operateur">Opérateur</label><select id="operateur" name="operateur">${option('', 'Tous', filter.operator)}${kinds.map((kind) => option(kind, nameOf({ kind, region: null, departement: null }), filter.operator))}</select></p>`}
    ${regions.length > 1 && html`<p class="box"><label for="territoire">Territoire</label><select id="territoire" name="territoire">${option('', 'Tous', filter.region)}${regions.map((region) => option(region, regionName(region), filter.region))}</select></p>`}
    <button class="quiet">Filtrer</button>
  </form>`;
}

export function queuePage(visit: MemberVisit, records: HandoffRecord[], filter: QueueFilter, notice: string | null): Html {
  const { waiting } = visibleTo(visit, records);
  const search = new URLSearchParams({ operateur: filter.operator, territoire: filter.region });
  return memberPage(visit, {
    title: 'File d’attente',
    stream: `/desk/flux?${search.toString()}`,
    notice,
    content: html`<div class="top"><h1>File d’attente</h1>
      <p class="alerts"><button class="quiet" id="alerts" type="button" aria-pressed="false" hidden>M’avertir (son et titre de l’onglet)</button>
      <a class="quiet" id="refresh" href="/desk?${search.toString()}">Actualiser</a></p></div>
    ${filters(visit, filter, waiting)}
    <div class="columns even">${waitingPart(visit, records, filter)}${minePart(visit, records)}</div>`,
  });
}
