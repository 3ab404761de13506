import { NotAdmitted } from '../../../bot/conversations/admission.ts';

/** The closed list of what the page refuses, each with its status and what the person reads. */
const REFUSALS = {
  empty: {
    status: 400,
    title: 'Votre message est vide',
    text: 'Écrivez votre question, même en quelques mots, puis envoyez-la.',
  },
  'too-long': {
    status: 413,
    title: 'Votre message est trop long',
    text: 'Je lis jusqu’à 2 000 caractères à la fois. Raccourcissez votre message, ou envoyez-le en plusieurs fois.',
  },
  'too-heavy': {
    status: 413,
    title: 'Votre message est trop long',
    text: 'Il n’a pas pu être lu, et rien n’a été enregistré. Revenez en arrière, puis envoyez-le en plusieurs fois, sans dépasser 2 000 caractères.',
  },
  unreadable: {
    status: 400,
    title: 'Votre message n’a pas pu être lu',
    text: 'Rien n’a été enregistré. Revenez à la conversation et écrivez-le à nouveau.',
  },
  'foreign-form': {
    status: 403,
    title: 'Ce message ne vient pas de notre page',
    text: 'Par sécurité, il n’a pas été enregistré. Écrivez-le depuis la page de conversation.',
  },
  'no-cookie': {
    status: 200,
    title: 'Votre navigateur refuse notre cookie',
    text: 'Ce cookie sert seulement à retrouver votre conversation. Il disparaît quand vous fermez le navigateur. Acceptez-le, ou ouvrez la conversation dans son propre onglet.',
  },
  'no-fiche': {
    status: 404,
    title: 'Il n’y a pas encore de fiche',
    text: 'Dites votre situation ou posez une question : la fiche se remplit au fil de la conversation.',
  },
  'not-found': {
    status: 404,
    title: 'Cette page n’existe pas',
    text: 'L’adresse est peut-être incomplète. La conversation, elle, est toujours là.',
  },
  'too-fast': {
    status: 429,
    title: 'Vous écrivez plus vite que je ne lis',
    text: 'Attendez quinze secondes, puis renvoyez votre message.',
  },
  crowded: {
    status: 503,
    title: 'Beaucoup de personnes écrivent en ce moment',
    text: 'Votre message n’est pas encore gardé. Renvoyez-le dans quelques secondes. Si c’est pressé, mon-cep.org donne les coordonnées des conseillers.',
  },
  failed: {
    status: 503,
    title: 'Le service a un souci',
    text: 'Ce n’est pas votre faute. Réessayez dans une minute. Si c’est urgent, mon-cep.org donne les coordonnées des conseillers.',
  },
} as const;

export type RefusalName = keyof typeof REFUSALS;

/** Thrown on the way of a request; `failure` turns it into a page, or into JSON for a program. */
export class Refusal extends Error {
  readonly refusal: RefusalName;
  readonly status: number;
  readonly title: string;
  readonly text: string;

  constructor(refusal: RefusalName, cause?: unknown) {
    const { status, title, text } = REFUSALS[refusal];
    super(title, { cause });
    this.refusal = refusal;
    this.status = status;
    this.title = title;
    this.text = text;
  }
}

/** Names what went wrong: our own refusals, those of express's body reader, and everything else as a failure. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof NotAdmitted) return new Refusal(error.code, error);
  // An address with a broken escape, `/%zz`.
  if (error instanceof URIError) return new Refusal('not-found', error);
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) return new Refusal('too-heavy', error);
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refusal('unreadable', error);
  return new Refusal('failed', error);
}
