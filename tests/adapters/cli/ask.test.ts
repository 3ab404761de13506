/** `npm run --silent ask` over its real standard input and output. */
import { execFile } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { chat } from '../../../adapters/cli/ask.ts';
import { say } from '../../../bot/reply.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const FILE = new URL('../../../adapters/cli/ask.ts', import.meta.url).pathname;

/** What is said on standard error for such an input. */
function complaint(input: string, environment: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--disable-warning=ExperimentalWarning', FILE], { env: { ...process.env, KNOWLEDGE_DIR, ...environment } }, (_error, _stdout, stderr) => resolve(stderr.trim()));
    child.stdin?.end(input);
  });
}

function ask(...lines: object[]): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['--disable-warning=ExperimentalWarning', FILE], { env: { ...process.env, KNOWLEDGE_DIR } }, (error, stdout) =>
      error ? reject(error) : resolve(stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)),
    );
    child.stdin?.end(lines.map((line) => JSON.stringify(line)).join('\n'));
  });
}

it('reports the situation and the operator after each conversation', async () => {
  const [cadre, silent] = await ask({ id: 'x1', turns: ['je suis cadre au chomage a lyon', "c'est gratuit ?"] }, { id: 'x2', turns: ["c'est quoi la VAE ?"] });
  expect(cadre).toMatchObject({
    id: 'x1',
    turns: [{ outcome: 'routed' }, { outcome: 'answered' }],
    situation: { cadre: { value: true, said: 'cadre', turn: 1, confirmed: false }, statut: { value: 'demandeur-emploi' }, lieu: { value: { name: 'Lyon', departement: '69' } } },
    operator: { kind: 'apec', name: 'Apec', alternatives: ['france-travail'] },
    handoff: null,
  });
  expect(silent).toMatchObject({ situation: {}, operator: null });
});

it('an operator that no text names is « none », with the reason', async () => {
  const [answer] = await ask({ id: 'x', turns: ['je suis salarié à Nouméa, en Nouvelle-Calédonie'] });
  expect(answer).toMatchObject({ operator: { kind: 'none', reason: expect.stringContaining('préfère ne pas deviner') } });
});

it('an input without a line says what it expects, and so does a line that is no conversation', async () => {
  expect(await complaint('\n')).toMatch(/^L'entrée est vide : [^\n]*\{"id":"x1","turns":\[[^\n]*$/);
  expect(await complaint('bonjour')).toMatch(/^Ligne 1 : [^\n]*\{"id":"x1","turns":\[[^\n]*$/);
});

it('a wrong setting is one line, without a stack', async () => {
  expect(await complaint('', { TRUST_PROXY: 'yes' })).toMatch(/^Configuration refusée\. TRUST_PROXY[^\n]*$/);
});

it('in the terminal the suggestions have numbers, and a number picks one', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const heard: string[] = [];
  const replies = [say('D’accord.', [{ label: 'Voir le site', say: 'x', url: 'https://mon-cep.org' }, { label: 'Oui', say: 'oui, vraiment' }, { label: 'Non', say: 'non merci' }])];
  const talking = chat({ say: async (_id, text) => (heard.push(text), { text, outcome: 'answered', replies }) }, input, output);
  input.end('bonjour\n\n2\n3\n');
  await talking;
  const shown = String(output.read());
  expect(shown).toContain('  1. Oui\n  2. Non\n');
  expect(shown).toContain('Voir le site : https://mon-cep.org');
  expect(heard).toEqual(['bonjour', 'non merci', '3']);
});
