/** The chat page over conversations kept in memory and a bot that answers from a short list: quick, and the same at every run. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ConversationKey, TranscriptEntry } from '../../bot/ports.ts';
import type { Mark } from '../../bot/feedback/words.ts';
import { type Reply, say } from '../../bot/reply.ts';
import type { Citation } from '../../knowledge/knowledge-base.ts';
import { RETENTION } from '../../bot/privacy/retention.ts';
import { OPERATOR } from '../../adapters/web/operator/operator-table.ts';
import type { WebPorts, WebSettings } from '../../adapters/web/ports.ts';
import { createWeb } from '../../adapters/web/router.ts';
import { ownCopyOf } from './own-copies.ts';

export const TODAY = '2026-11-23';

export function citation(changes: Partial<Citation> = {}): Citation {
  return {
    id: 'code-du-travail:L6111-6',
    title: 'Article L6111-6 du Code du travail',
    publisher: 'Légifrance',
    url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037388660',
    article: 'L6111-6',
    inForceSince: '2024-01-01',
    publishedOn: null,
    validUntil: null,
    authority: 'law',
    quote: 'Le conseil est gratuit.',
    ...changes,
  };
}

export const sheet = citation({
  id: 'fiche:le-conseil#pour-qui',
  title: 'Le conseil en évolution professionnelle',
  publisher: 'Ministère du Travail',
  url: 'https://travail-emploi.gouv.fr/le-conseil-en-evolution-professionnelle#pour-qui',
  article: null,
  inForceSince: null,
  publishedOn: '2024-01-29',
  authority: 'ministry',
  quote:
    'Toute personne qui travaille ou qui cherche un emploi peut demander un rendez-vous. Elle choisit le moment. ' +
    'Elle est reçue en dehors de son temps de travail, sauf accord. Le conseiller ne dit rien à l’employeur. ' +
    'La personne peut revenir plus tard, autant de fois qu’il le faut, pour la même idée ou pour une autre. ' +
    'La personne peut arrêter quand elle le souhaite, sans se justifier.',
});

export const GREETING: Reply = say(
  'Bonjour ! Je suis un robot, pas un conseiller. Je réponds à vos questions sur le conseil en évolution professionnelle (CEP), la formation et les droits qui vont avec.\n\n' +
    '- Je montre toujours le texte officiel et sa date.\n- Je ne décide rien à votre place.\n- C’est gratuit et confidentiel.\n\nPar où voulez-vous commencer ?',
  [
    { label: 'Poser une question', say: 'J’ai une question' },
    { label: 'Savoir qui contacter', say: 'Qui dois-je contacter ?' },
    { label: 'Voir les métiers près de chez moi', say: 'Quels métiers recrutent près de chez moi ?' },
    { label: 'Parler à une personne', say: 'Je veux parler à quelqu’un' },
  ],
);

export const ANSWER: Reply = {
  about: { outcome: 'answered', question: 'c’est payant ?', before: null, theme: 'cep', card: 'cep-cout' },
  text: 'Le CEP, c’est un conseiller qui vous aide à faire le point sur votre vie professionnelle et à construire un projet. [2]\n\nC’est gratuit, quel que soit votre statut. [1] Vous pouvez le demander si :\n- vous travaillez ;\n- vous cherchez un emploi ;\n- vous êtes à votre compte.',
  citations: [citation(), sheet],
  choices: [
    { label: 'Qui peut me recevoir ?', say: 'Qui peut me recevoir ?' },
    { label: 'Mon employeur le saura-t-il ?', say: 'Est-ce que mon employeur est au courant ?' },
    { label: 'Voir mon-cep.org', say: 'mon-cep.org', url: 'https://mon-cep.org' },
  ],
};

export type Answering = (text: string) => Reply[] | Promise<Reply[]>;

interface Conversation {
  marks: Map<string, Mark>;
  entries: TranscriptEntry[];
  turns: Promise<void>;
  listeners: Set<() => void>;
}

/** Conversations that outlive the server, as a store on disk would. */
export class ConversationsInMemory {
  readonly all = new Map<ConversationKey, Conversation>();
  answer: Answering = () => [ANSWER];

  ports(): WebPorts {
    const found = (key: ConversationKey) => this.all.get(key) ?? { marks: new Map<string, Mark>(), entries: [], turns: Promise.resolve(), listeners: new Set<() => void>() };
    const add = (key: ConversationKey, entry: Pick<TranscriptEntry, 'id' | 'from' | 'text' | 'reply' | 'inReplyTo'>) => {
      const { entries, listeners } = found(key);
      entries.push({ ...entry, conversation: key, position: entries.length + 1, at: `${TODAY}T09:00:00Z`, clientData: null });
      for (const listener of listeners) listener();
    };
    return {
      greeting: GREETING,
      clock: { now: () => new Date(`${TODAY}T09:00:00Z`) },
      journal: { info: () => undefined, error: () => undefined },
      start: async (first) => {
        const begun = [...this.all].find(([, { entries }]) => entries.some(({ from, id, text }) => from === 'person' && id === first.id && text === first.text));
        const id = begun?.[0].replace('directline:', '') ?? `conversation-${this.all.size + 1}`;
        if (begun === undefined) this.all.set(`directline:${id}`, { marks: new Map(), entries: [], turns: Promise.resolve(), listeners: new Set() });
        return { conversation: `directline:${id}`, token: `token-of-${id}` };
      },
      recognize: async (token) => {
        const key = `directline:${token.replace('token-of-', '')}`;
        return this.all.has(key) ? key : null;
      },
      receive: async (key, { id, text }) => {
        const conversation = found(key);
        if (conversation.entries.some((entry) => entry.id === id)) return;
        add(key, { id, from: 'person', text, reply: null, inReplyTo: null });
        conversation.turns = conversation.turns.then(async () => {
          const replies = await this.answer(text);
          replies.forEach((reply, index) => add(key, { id: `${id}-reply-${index}`, from: 'bot', text: reply.text, reply, inReplyTo: id }));
        });
      },
      settled: (key) => found(key).turns,
      transcript: async (key, after) => found(key).entries.filter(({ position }) => position > after),
      subscribe: (key, listener) => {
        found(key).listeners.add(listener);
        return () => void found(key).listeners.delete(listener);
      },
      judge: async (key, id, mark) => {
        const isAnswer = found(key).entries.some((entry) => entry.id === id && entry.reply?.about !== undefined);
        if (isAnswer) found(key).marks.set(id, mark);
        return isAnswer;
      },
      marks: async (key) => found(key).marks,
      ownCopy: async (key) => (found(key).entries.length === 0 ? null : ownCopyOf()),
      erase: async (key) => {
        const messages = found(key).entries.filter(({ from }) => from === 'person').length;
        this.all.delete(key);
        return { messages, replies: messages, facts: 0, hasHealth: false, files: 0, receivers: [], reviews: 0 };
      },
      sources: () => [
        { id: 'code-du-travail', title: 'Code du travail', publisher: 'DILA, Légifrance', licence: 'Licence Ouverte 2.0', packageVersion: '@socialgouv/legi-data@2.513.0', passages: 11_204 },
        { id: 'fiches', title: 'Fiches pratiques du ministère', publisher: 'Ministère du Travail', licence: 'Licence Ouverte 2.0', packageVersion: '@socialgouv/fiches-travail-data@4.1174.0', passages: 1_832 },
      ],
    };
  }
}

export const SETTINGS: WebSettings = {
  operator: 'Mon Conseil Régional CEP – démonstration',
  frameAncestors: [],
  about: { table: OPERATOR, retention: RETENTION, receivers: [{ name: 'Apec', way: 'desk' }], model: null, embeddingsHost: null, isTeamsOpen: false, publicUrl: null },
};

export interface RunningWeb {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves the pages on a free port, or on the one of a server that was stopped. */
export async function serveWeb(conversations: ConversationsInMemory, options: { port?: number; settings?: Partial<WebSettings>; ports?: Partial<WebPorts> } = {}): Promise<RunningWeb> {
  const app = express();
  app.set('trust proxy', 'loopback');
  const web = createWeb({ ...conversations.ports(), ...options.ports }, { ...SETTINGS, ...options.settings });
  app.use(web.router, web.notFound, web.failure);
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
