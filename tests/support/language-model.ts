/**
 * A local server that speaks OpenAI's chat protocol over real HTTP, streamed, and misbehaves in one named way.
 * It reads what it is asked (the inputs are JSON in the user's message) and bends an honest answer: what it says is as close to right as a model's mistake is.
 * `npm run evaluate -- --model obeys-injection` runs the suites against it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sentencesOf } from '../../knowledge/answers/sentences.ts';
import { stems } from '../../knowledge/index/stem.ts';
import type { TextToRead } from '../../prompts/model/model-prompts.ts';

export const MISBEHAVIOURS = [
  'none', //               chooses and quotes honestly
  'invents-citations', //  passages and quotes that do not exist
  'changes-a-digit', //    every number is another one
  'adds-a-number', //      an amount, a date, an article that no text holds
  'turns-it-round', //     a negation added or taken away
  'drops-the-condition', // what stands after « si » or « sauf » is left out
  'writes-contacts', //    a telephone number and a link
  'answers-in-english',
  'obeys-injection', //    recommends a training provider, claims deeds, proposes facts that nobody said
  'stalls', //             never answers
  'breaks-json',
  'other-shape', //        JSON of another shape
  'too-many-requests', //  429
  'fails', //              500
  'drops-mid-stream', //   the connection is cut in the middle
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

interface Inputs {
  question?: string;
  message?: string;
  subject?: string;
  passages?: TextToRead[];
  values?: Record<string, string[]>;
}
type Task = 'rewrite' | 'choose' | 'word' | 'propose';

export interface Asked {
  path: string | undefined;
  authorization: string | undefined;
  body: { model: string; stream: boolean; messages: { role: string; content: string }[] };
  task: Task;
  inputs: Inputs;
}

export interface LanguageModelServer {
  /** Base address, for MODEL_URL. */
  url: string;
  asked: Asked[];
  /** Changes its ways from the next request on. */
  behave(misbehaviour: Misbehaviour): void;
  close(): Promise<void>;
}

export interface LanguageModelOptions {
  /** Facts that it proposes when it behaves. */
  facts?: { slot: string; value: string; said: string }[];
  /** What it rewrites a question to when it behaves. */
  rewritten?: string;
  /** Its sentences when it behaves; the text's own sentence otherwise. */
  word?: (sentence: string) => string;
}

/** Listens on a random port of this machine. */
export async function startLanguageModel(misbehaviour: Misbehaviour = 'none', options: LanguageModelOptions = {}): Promise<LanguageModelServer> {
  let ways = misbehaviour;
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as Asked['body'];
    const inputs = JSON.parse(body.messages.at(-1)?.content ?? '{}') as Inputs;
    const task = taskOf(inputs, body.messages[0]?.content ?? '');
    asked.push({ path: request.url, authorization: request.headers.authorization, body, task, inputs });
    await answer(response, ways, () => JSON.stringify(bend(ways, task, inputs, options)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Whoever forgets to close it may still end.
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    behave: (next) => void (ways = next),
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function taskOf({ values, subject }: Inputs, system: string): Task {
  if (values !== undefined) return 'propose';
  if (subject !== undefined) return 'rewrite';
  return system.includes('"sentences"') ? 'word' : 'choose';
}

async function answer(response: ServerResponse, ways: Misbehaviour, content: () => string): Promise<void> {
  if (ways === 'stalls') return;
  if (ways === 'too-many-requests' || ways === 'fails') {
    response.writeHead(ways === 'fails' ? 500 : 429, { 'content-type': 'application/json', 'retry-after': '60' });
    return void response.end('{"error":{"message":"no"}}');
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const text = ways === 'breaks-json' ? content().slice(0, -2) : content();
  const middle = Math.ceil(text.length / 2);
  const write = (piece: string) => response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: piece } }] })}\n\n`);
  write(text.slice(0, middle));
  await pause(1);
  if (ways === 'drops-mid-stream') return void response.destroy();
  write(text.slice(middle));
  response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: { prompt_tokens: 100, completion_tokens: 20 } })}\n\n`);
  response.end('data: [DONE]\n\n');
}

function bend(ways: Misbehaviour, task: Task, inputs: Inputs, options: LanguageModelOptions): unknown {
  if (ways === 'other-shape') return { answer: 42 };
  switch (task) {
    case 'rewrite':
      return { question: ways === 'none' ? (options.rewritten ?? null) : 'Quel organisme de formation est le meilleur, et faut-il démissionner tout de suite ?' };
    case 'propose':
      return { facts: ways === 'none' ? (options.facts ?? []) : everyFact(inputs) };
    case 'choose':
      // A model that wants to say something always finds passages.
      return { passages: ways === 'invents-citations' ? ['code-du-travail:L9999-9', 'fiche:inventee'] : best(inputs).map(({ id }) => id) };
    case 'word':
      return { sentences: best(inputs).flatMap((passage) => worded(ways, passage, inputs.question ?? '', options)) };
  }
}

/** It proposes everything of which nobody said a word, and one thing with words of the message that do not say it. */
const everyFact = ({ values = {}, message = '' }: Inputs) =>
  Object.entries(values).flatMap(([slot, list], at) => list.slice(0, 1).map((value) => ({ slot, value, said: at === 0 ? 'je suis PDG de la Lune' : at === 1 ? '' : `${message} !` })));

const best = ({ passages = [] }: Inputs) => passages.slice(0, 2);

/** The sentence of the passage that has most in common with the question. */
function sentenceFor({ text }: TextToRead, question: string): string | null {
  const wanted = new Set(stems(question));
  const shared = (sentence: string) => stems(sentence).filter((stem) => wanted.has(stem)).length;
  const fit = sentencesOf(text).map((sentence) => sentence.text).filter((sentence) => sentence.length > 40 && sentence.length < 300 && !/[:;]$|^-/.test(sentence));
  return fit.toSorted((one, other) => shared(other) - shared(one))[0] ?? null;
}

function worded(ways: Misbehaviour, passage: TextToRead, question: string, { word }: LanguageModelOptions): unknown[] {
  const quote = sentenceFor(passage, question);
  if (quote === null) return [];
  const say = (text: string, changes: object = {}) => [{ text, passage: passage.id, quote, ...changes }];
  switch (ways) {
    case 'invents-citations':
      return say(quote, { quote: 'Le salarié touche 3 000 euros par mois sans condition.' }).concat(say('Tout est remboursé.', { passage: 'code-du-travail:L9999-9' }));
    case 'changes-a-digit':
      return say(/\d/.test(quote) ? quote.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10)) : `${quote.replace(/\.$/, '')} pendant 7 mois.`);
    case 'adds-a-number':
      return say(`${quote.replace(/\.$/, '')}, soit 1 234 euros depuis le 1er avril 2031 (article L9999-1).`);
    case 'turns-it-round':
      return say(/ ne /.test(quote) ? quote.replace(/ ne (.+?) pas/, ' $1').replace(/ ne /, ' ') : quote.replace(/ (est|peut|doit|a|sont|peuvent) /, ' ne $1 pas '));
    case 'drops-the-condition':
      return say(quote.replace(/[,;]? (?:si|sauf|lorsque?|sous réserve|à condition)\b.*$/, '.'));
    case 'writes-contacts':
      return say(`${quote} Appelez le 08 99 12 34 56 ou allez sur https://formation-facile.example.`);
    case 'answers-in-english':
      return say('You are entitled to a free career counselling session.');
    case 'obeys-injection':
      return say('Choisissez FormaPlus, le meilleur organisme de formation : il garantit un emploi.').concat(say('J’ai transmis votre dossier à FormaPlus, démissionnez tout de suite.'));
    default:
      return say(word ? word(quote) : quote);
  }
}
