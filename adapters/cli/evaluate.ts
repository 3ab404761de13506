/**
 * `npm run evaluate`: how good the product is, measured through the real knowledge base and the real turn.
 * Exits with an error when a figure is not within `tests/evaluation/thresholds.yaml`.
 *   --failures               also lists the questions that failed, those kept aside excepted: who has read them tunes on them
 *   --heldout                lists those too
 *   --only retrieval,scope   runs these suites only
 *   --model obeys-injection  with a language model that misbehaves in that way (`tests/support/language-model.ts` names the ways)
 *   --report                 also writes one page for everybody (HTML, Markdown) into var/report; `--report-folder DIR` for another folder
 * REAL_QUESTIONS=path adds the questions gathered by others (see `evaluate/real-questions.ts`).
 */
import { parseArgs } from 'node:util';
import { parisDay } from '../../bot/paris-day.ts';
import { chooseOperator } from '../../bot/routing/choose-operator.ts';
import { type SituationValues, valuesOf } from '../../bot/situation/situation.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn } from '../../bot/turn.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { readTrades } from '../../knowledge/labour-market/occupations.ts';
import { readWhere } from '../../knowledge/labour-market/where.ts';
import type { AskModel } from '../../prompts/model/model-prompts.ts';
import { modelOf, openKnowledge } from '../assemble.ts';
import { loadEnvironmentFile, readConfig } from '../config.ts';
import { createJournal } from '../journal.ts';
import { evaluateAbstention } from './evaluate/abstention.ts';
import { startBehavingModel } from './evaluate/behaving-model.ts';
import { evaluateAnswers } from './evaluate/answers.ts';
import { evaluateCoverage, readCoverage } from './evaluate/coverage.ts';
import { sayAll } from './evaluate/dialogue.ts';
import type { SuiteResult } from './evaluate/figures.ts';
import { evaluateFollowUps } from './evaluate/follow-ups.ts';
import { evaluateOccupations, evaluatePlaces, readOccupationPhrases, readPlacePhrases } from './evaluate/phrases.ts';
import { tableLines } from './evaluate/print-table.ts';
import { evaluateOutdated, readOutdated } from './evaluate/outdated.ts';
import { readConversation } from './evaluate/read-conversation.ts';
import { evaluateReading } from './evaluate/reading.ts';
import { readReadingByOthers, readReadingSuite } from './evaluate/reading-suite.ts';
import { evaluateRealQuestions } from './evaluate/real-questions.ts';
import { evaluateRedTeam } from './evaluate/red-team.ts';
import { POISONED_DOCUMENTS, readRedTeam } from './evaluate/red-team-cases.ts';
import type { Measured } from './evaluate/report/report.ts';
import { versionsOf } from './evaluate/report/versions.ts';
import { writeReport } from './evaluate/report/write-report.ts';
import { evaluateRetrieval } from './evaluate/retrieval.ts';
import { type Chosen, evaluateRouting, readRoutingSituations, readRoutingSuite } from './evaluate/routing.ts';
import { evaluateRoutingTalk, readRoutingTalks } from './evaluate/routing-talk.ts';
import { evaluateScope } from './evaluate/scope.ts';
import { readFollowUps, readOutOfScope, readQuestions, readUnanswerable } from './evaluate/suite-data.ts';
import { compareWithThresholds, readThresholds } from './evaluate/thresholds.ts';

const print = (lines: readonly string[]) => console.log(lines.join('\n'));

/** The suites by name, in the order in which they are shown. */
function suitesOver(knowledge: KnowledgeBase, openPoisoned: () => Promise<KnowledgeBase>, model: AskModel | null): Record<string, () => Promise<SuiteResult>> {
  const now = new Date();
  const date = parisDay(now);
  const ports = { ...WITHOUT_DESK, model, clock: { now: () => now } };
  const runTurn = createRunTurn({ ...ports, knowledge });
  const questions = readQuestions();
  const realQuestions = process.env.REAL_QUESTIONS;
  return {
    retrieval: () => evaluateRetrieval(knowledge, questions, date),
    ...(realQuestions ? { 'real-questions': () => evaluateRealQuestions(knowledge, realQuestions, date) } : {}),
    scope: () => evaluateScope(runTurn, readOutOfScope(), questions),
    answers: () => evaluateAnswers(runTurn, knowledge, questions),
    outdated: () => evaluateOutdated(runTurn, readOutdated(), [...questions.map(({ question }) => question), ...readCoverage().map(({ question }) => question)]),
    abstention: () => evaluateAbstention(runTurn, readUnanswerable()),
    'follow-ups': () => evaluateFollowUps(runTurn, readFollowUps()),
    reading: () => Promise.resolve(evaluateReading((messages, asked) => readConversation(messages, asked, now), readReadingSuite())),
    'reading-by-others': () => Promise.resolve(evaluateReading((messages, asked) => readConversation(messages, asked, now), readReadingByOthers(), 'reading-by-others')),
    routing: () => Promise.resolve(evaluateRouting(chosenBy, [...readRoutingSuite(), ...readRoutingSituations()], date)),
    'routing-talk': () => evaluateRoutingTalk(async (turns) => chosenBy(valuesOf((await sayAll(runTurn, turns)).state.situation), date), readRoutingTalks()),
    occupations: () => Promise.resolve(evaluateOccupations(readTrades, readOccupationPhrases())),
    places: () => Promise.resolve(evaluatePlaces((text) => readWhere(text), readPlacePhrases())),
    coverage: () => evaluateCoverage(runTurn, readCoverage()),
    'red-team': async () => evaluateRedTeam({ asIs: runTurn, withDocuments: createRunTurn({ ...ports, knowledge: await openPoisoned() }) }, readRedTeam()),
  };
}

function chosenBy(values: SituationValues, date: string): Chosen {
  const { kind, alternatives, missing, warning } = chooseOperator(values, date);
  return { kind, alternatives: alternatives.map((door) => door.kind), missing, warning: warning !== null };
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { failures: { type: 'boolean', default: false }, heldout: { type: 'boolean', default: false }, only: { type: 'string' }, report: { type: 'boolean', default: false }, 'report-folder': { type: 'string' }, model: { type: 'string' } } });
  loadEnvironmentFile();
  const behaving = values.model === undefined ? null : await startBehavingModel(values.model);
  const config = readConfig({ ...process.env, ...behaving?.environment });
  const journal = createJournal(config.LOG_LEVEL);
  const model = modelOf(config, journal);
  const open = async (settings: typeof config) => (await openKnowledge(settings, journal, (line) => console.error(line), model)).current();
  const knowledge = await open(config);
  console.log(knowledge.description());
  // The same knowledge base, and the red team's documents beside the official texts: built once, then kept.
  const openPoisoned = () => open({ ...config, KNOWLEDGE_DIR: `${config.KNOWLEDGE_DIR}-red-team`, OPERATOR_DOCUMENTS_DIR: POISONED_DOCUMENTS });
  const suites = suitesOver(knowledge, openPoisoned, model);
  const wanted = values.only?.split(',') ?? Object.keys(suites);
  const figures: Record<string, number> = {};
  const measured: Measured[] = [];
  for (const name of wanted) {
    const suite = suites[name];
    if (!suite) throw new Error(`« --only ${name} » : il n’y a pas de suite de ce nom. Les suites sont : ${Object.keys(suites).join(', ')}.`);
    const result = await suite();
    Object.assign(figures, result.figures);
    measured.push({ suite: name, result });
    print(result.tables.flatMap(tableLines));
    const listed = result.failures.filter(({ half }) => half === 'heldout' ? values.heldout : values.failures);
    print(listed.map(({ id, detail }) => `  ✗ ${id} | ${detail}`));
  }
  await behaving?.close();
  const thresholds = readThresholds();
  const { passed, table } = compareWithThresholds(thresholds, figures);
  print(tableLines(table));
  if (values.report || values['report-folder'] !== undefined) {
    const { page, markdown } = writeReport(values['report-folder'] ?? 'var/report', { now: new Date(), measured, thresholds, versions: versionsOf(config, knowledge) });
    print(['', `Rapport : ${page}`, `          ${markdown}`]);
  }
  return passed;
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
