/** The report as Markdown, for a repository or a mail. */
import type { Report } from './report.ts';
import { REPORT } from './texts.ts';

/** A cell holds one line, and no mark of Markdown. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\|*_`<>[\]]/g, '\\$&').trim();
const table = (columns: string[], rows: string[][]): string => [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

export function toMarkdown({ at, verdict, comparison, figures, suites, failures, versions }: Report): string {
  const { sections, columns, failureColumns } = REPORT;
  return [
    `# ${REPORT.title}`,
    `Mesuré le ${at}, heure de Paris.`,
    REPORT.intro,
    `## ${sections.summary}`,
    `**${verdict.says.join(' ')}** ${comparison}`,
    `## ${sections.figures}`,
    table([columns.label, columns.figure, columns.wanted, columns.before, columns.verdict], figures.map((line) => [line.note === null ? line.label : `${line.label} (${line.note})`, line.figure, line.wanted, line.before, line.says])),
    `## ${sections.suites}`,
    ...suites.flatMap(({ name, what, tables }) => [
      `### ${name}`,
      ...(what === null ? [] : [what]),
      ...tables.flatMap(({ title, columns: heads, rows, note }) => [`**${cell(title)}**`, table(heads, rows), ...(note === null ? [] : [cell(note)])]),
    ]),
    `## ${sections.failures}`,
    ...(failures.length === 0 ? [REPORT.noFailure] : failures.flatMap(({ name, caution, rows }) => [
      `### ${name} (${rows.length})`,
      ...(caution === null ? [] : [`> ${caution}`]),
      table([failureColumns.id, failureColumns.asked, failureColumns.found], rows.map(({ id, asked, found }) => [id, asked, found])),
    ])),
    `## ${sections.versions}`,
    versions.map(({ what, value }) => `- **${cell(what)}** : ${cell(value)}`).join('\n'),
    `## ${sections.words}`,
    REPORT.words.map(({ word, means }) => `- **${word}** : ${means}.`).join('\n'),
  ].join('\n\n').concat('\n');
}
