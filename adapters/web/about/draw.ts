/** What code writes on the operator's pages: lists drawn from the tables, so that no page says other than what the product does. */
import { randomUUID } from 'node:crypto';
import { fill } from '../../../bot/dialogues/texts.ts';
import type { RetentionRow } from '../../../bot/privacy/retention.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { html, type Html, type HtmlValue } from '../../page/html.ts';
import { safeUrl } from '../../page/links.ts';
import type { AboutSettings, ReceiverWay } from './settings.ts';
import { ABOUT, type Drawn } from './texts.ts';

type Label = keyof typeof ABOUT.labels;

/** An address, a number or a mailbox that can be pressed; other words as they are. */
function pressable(label: Label, value: string): HtmlValue {
  if (value === '') return html`<em>${ABOUT.missing}</em>`;
  const target = label === 'email' ? `mailto:${value}` : label === 'phone' ? `tel:${value.replace(/[^+\d]/g, '')}` : label === 'site' ? value : '';
  const url = safeUrl(target);
  return url === null ? frenchTypography(value) : html`<a href="${url}">${value}</a>`;
}

const pairs = (rows: [Label, string][]): Html => html`<dl>${rows.map(([label, value]) => html`<div><dt>${ABOUT.labels[label]}</dt><dd>${pressable(label, value)}</dd></div>`)}</dl>`;
const bullets = (lines: HtmlValue[]): Html => html`<ul class="plain">${lines.map((line) => html`<li>${typeof line === 'string' ? frenchTypography(line) : line}</li>`)}</ul>`;
const sentence = (words: string): Html => html`<p>${frenchTypography(words)}</p>`;

function keptRow({ id, what, why, ground, days, since }: RetentionRow): Html {
  const words = ABOUT.kept[id];
  const end = words?.end ?? (days === null ? since : fill(ABOUT.keptFor, { days: String(days), since }));
  return html`<li><b>${frenchTypography(words?.what ?? what)}</b><br>${frenchTypography(why)}.<br><span class="soft">${frenchTypography(ground)}</span><br><span class="end">${frenchTypography(end)}</span></li>`;
}

const kept = ({ retention }: AboutSettings, isForStaff: boolean): Html => html`<ul class="list">${retention.filter(({ id }) => ABOUT.staff.includes(id) === isForStaff).map(keptRow)}</ul>`;

function receivers({ receivers: all }: AboutSettings): Html {
  if (all.length === 0) return sentence(ABOUT.noReceiver);
  const ways = Object.keys(ABOUT.ways) as ReceiverWay[];
  const used = ways.map((way) => ({ way, names: all.filter((one) => one.way === way).map(({ name }) => name) })).filter(({ names }) => names.length > 0);
  return bullets(used.map(({ way, names }) => html`${frenchTypography(ABOUT.ways[way])}&nbsp;: ${names.join(', ')}`));
}

function processors({ table: { hosting, privacy }, model, embeddingsHost, isTeamsOpen }: AboutSettings): Html {
  const country = ABOUT.contractCountry;
  const rows = [
    { name: hosting.name || ABOUT.missing, task: ABOUT.hostTask, country: hosting.country || ABOUT.missing },
    ...privacy.processors,
    ...(model === null ? [] : [{ name: model.host, task: fill(ABOUT.modelTask, { model: model.name }), country }]),
    ...(embeddingsHost === null ? [] : [{ name: embeddingsHost, task: ABOUT.embeddingsTask, country }]),
    ...(isTeamsOpen ? [{ ...ABOUT.teamsProcessor, country }] : []),
  ];
  return bullets(rows.map((row) => html`<b>${row.name}</b>&nbsp;: ${frenchTypography(row.task)} (${row.country})`));
}

function plans({ table: { accessibility: { multiYearPlan, yearPlan } } }: AboutSettings): Html {
  const links = [[ABOUT.plans.multiYear, multiYearPlan], [ABOUT.plans.year, yearPlan]].filter(([, url]) => url !== '');
  return links.length === 0 ? sentence(ABOUT.plans.none) : bullets(links.map(([label, url]) => html`<a href="${url ?? ''}">${label ?? ''}</a>`));
}

function securityContacts({ table: { security } }: AboutSettings): Html {
  if (security.contacts.length === 0) return html`<p><em>${ABOUT.missing}</em></p>`;
  return bullets([...security.contacts, ...(security.policy === '' ? [] : [security.policy])].map((contact) => html`<a href="${contact}">${contact.replace(/^(?:mailto|tel):/, '')}</a>`));
}

/** One press, and the question is put to the bot as if it had been typed. */
const human = ({ table: { organisation: { phone } } }: AboutSettings): Html => html`<form class="ways" method="post" action="/chat">
    <input type="hidden" name="nonce" value="${randomUUID()}">
    <button class="primary" name="choice" value="${ABOUT.human.say}">${ABOUT.human.label}</button>
    ${phone !== '' && html`<a class="choice" href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>`}
  </form>`;

export const DRAW: Record<Drawn, (settings: AboutSettings) => Html> = {
  human,
  receivers,
  processors,
  plans,
  securityContacts,
  officer: ({ table: { privacy } }) => pairs([['officer', privacy.officer], ['email', privacy.officerEmail], ['address', privacy.officerAddress]]),
  retention: (settings) => kept(settings, false),
  staffRetention: (settings) => kept(settings, true),
  tested: () => bullets(ABOUT.tested.map(({ what }) => what)),
  untested: () => bullets(ABOUT.untested),
  notAccessible: ({ table: { accessibility } }) => (accessibility.notAccessible.length === 0 ? sentence(ABOUT.noneKnown) : bullets(accessibility.notAccessible)),
  disproportionate: ({ table: { accessibility } }) => (accessibility.disproportionate.length === 0 ? sentence(ABOUT.noneClaimed) : bullets(accessibility.disproportionate)),
  accessibilityContact: ({ table: { accessibility: { email, phone } } }) => pairs([['email', email], ...(phone === '' ? [] : [['phone', phone] as [Label, string]])]),
  publisher: ({ table: { organisation } }) =>
    pairs((['legalName', 'legalForm', 'registration', 'address', 'phone', 'email', ...(organisation.site === '' ? [] : (['site'] as const)), 'publicationDirector'] as const).map((name) => [name, organisation[name]])),
  host: ({ table: { hosting } }) => pairs([['hostName', hosting.name], ['address', hosting.address], ['phone', hosting.phone], ['country', hosting.country]]),
};
