/** A file as an e-mail: text and HTML that say the same, and the JSON for a program. Whatever a person wrote is text, everywhere. */
import { frenchDay } from '../../bot/french-day.ts';
import { paris } from './paris.ts';
import { html, type Html } from '../page/html.ts';
import type { DeliveredFile, Envelope } from './envelope.ts';
import { EMAIL_TEXTS as TEXTS } from './texts.ts';

export interface EmailContent {
  subject: string;
  text: string;
  html: string;
}

type Part = { title: string; rows: { name: string; value: string; note: string }[] };

/** One line each, without what would end a header or draw outside its place. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();

export function emailContent(envelope: Envelope): EmailContent {
  const { reference, event } = envelope;
  const isUrgent = event === 'file' && envelope.file.urgency === 'high';
  const subject = oneLine(`${TEXTS.subjects[event]} ${reference}${isUrgent ? TEXTS.urgent : ''}`);
  const [intro, parts] = event === 'file' ? [TEXTS.fileIntro, partsOf(envelope.file)] : event === 'withdrawal' ? [TEXTS.withdrawal, []] : [TEXTS.message, [messagePart(envelope.message)]];
  return { subject, text: asText(subject, intro, parts), html: asHtml(subject, intro, parts).text };
}

function partsOf({ operator, askedAt, consent, lines, questions, transcript, urgency }: DeliveredFile): Part[] {
  const about = [
    { name: TEXTS.operator, value: operator.name, note: '' },
    { name: TEXTS.askedAt, value: askedAt === null ? '' : paris(askedAt), note: '' },
    ...(urgency === 'high' ? [{ name: TEXTS.urgency, value: TEXTS.urgencyHigh, note: '' }] : []),
    ...(consent ? [{ name: TEXTS.consent, value: `${paris(consent.at)} (${TEXTS.textVersion} ${consent.textVersion})`, note: '' }] : []),
  ];
  return [
    { title: TEXTS.about, rows: about },
    { title: TEXTS.lines, rows: lines.map(({ label, value, said, origin }) => ({ name: label, value: value ?? TEXTS.notShared, note: noteOf(value, said, origin) })) },
    {
      title: TEXTS.questions,
      rows: questions.map(({ question, sources, answered }) => ({
        name: question,
        value: answered ? sources.map(({ title, url, date }) => `${title}${date === null ? '' : ` (${frenchDay(date)})`} ${url}`).join('\n') : TEXTS.open,
        note: '',
      })),
    },
    { title: TEXTS.transcript, rows: transcript.map(({ at, from, text }) => ({ name: `${TEXTS.speakers[from]}, ${paris(at)}`, value: text, note: '' })) },
  ].filter(({ rows }) => rows.length > 0);
}

const messagePart = ({ at, text }: { at: string; text: string }): Part => ({ title: TEXTS.transcript, rows: [{ name: `${TEXTS.speakers.person}, ${paris(at)}`, value: text, note: '' }] });

function noteOf(value: string | null, said: string | null, origin: 'stated' | 'deduced' | 'written-by-the-bot'): string {
  if (value === null) return '';
  const words = said === null || said === value ? '' : `« ${said} »`;
  return [words, origin === 'deduced' ? TEXTS.deduced : ''].filter(Boolean).join(', ');
}

/** What goes over several lines is set in, so that nobody can write a title of ours. */
function asText(subject: string, intro: string, parts: Part[]): string {
  const inset = (text: string) => text.split(/\r\n|[\r\n\u2028\u2029]/).map(oneLine).join('\n    ');
  const rows = (part: Part) => part.rows.map(({ name, value, note }) => `  ${oneLine(name)} : ${inset(value)}${note === '' ? '' : ` (${oneLine(note)})`}`);
  return [subject, '', intro, ...parts.flatMap((part) => ['', part.title.toUpperCase(), ...rows(part)]), '', TEXTS.footer, ''].join('\n');
}

function asHtml(subject: string, intro: string, parts: Part[]): Html {
  // Characters that turn the direction of reading would let a line pose as another.
  const lines = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').split(/\r\n|[\r\n]/).map((line, index) => html`${index > 0 && html`<br>`}${line}`);
  return html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:44em">
<h1 style="font-size:1.3em">${subject}</h1>
<p>${intro}</p>
${parts.map(
    ({ title, rows }) => html`<h2 style="font-size:1.1em">${title}</h2>
<table style="border-collapse:collapse;width:100%">${rows.map(
      ({ name, value, note }) => html`<tr><th scope="row" style="text-align:left;vertical-align:top;padding:.3em .8em .3em 0;width:35%">${oneLine(name)}</th><td style="padding:.3em 0">${lines(value)}${note !== '' && html`<br><small>${oneLine(note)}</small>`}</td></tr>
`,
    )}</table>`,
  )}
<p style="color:#555">${TEXTS.footer}</p>
</body></html>
`;
}
