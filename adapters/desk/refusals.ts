/** The closed list of what the desk refuses, each with its status and what the counsellor reads. */
const REFUSALS = {
  'signed-out': { status: 401, title: 'Votre session est terminée', text: 'Connectez-vous pour continuer. Ce que vous avez envoyé avant est enregistré.' },
  'foreign-form': { status: 403, title: 'Ce formulaire n’a pas pu être vérifié', text: 'Par sécurité, rien n’a été fait. Rechargez la page, puis recommencez. Si cela se répète, acceptez les cookies de ce site.' },
  'not-yours': { status: 403, title: 'Cette page n’est pas pour votre rôle', text: 'Les superviseurs voient les délais et les volumes, et aucun dossier. Les conseillers voient les dossiers de leurs opérateurs. Qui tient les contenus à jour voit ce qui est à relire.' },
  'not-found': { status: 404, title: 'Cette page n’existe pas', text: 'L’adresse est incomplète, ou ce dossier n’est pas à votre accueil.' },
  gone: { status: 410, title: 'Ce dossier n’est plus là', text: 'La personne l’a retiré, il est terminé, ou il est passé à un autre accueil.' },
  late: { status: 409, title: 'Cette action n’est plus possible', text: 'Un collègue a été plus rapide, ou la personne est partie. Rien n’a changé.' },
  incomplete: { status: 400, title: 'Il manque quelque chose', text: 'Revenez en arrière, complétez le formulaire, puis envoyez-le à nouveau.' },
  unreadable: { status: 400, title: 'Le formulaire n’a pas pu être lu', text: 'Rien n’a été enregistré. Revenez en arrière et recommencez.' },
  'too-heavy': { status: 413, title: 'Le texte est trop long', text: 'Un message compte 4 000 caractères au plus. Envoyez-le en plusieurs fois.' },
  'too-many': { status: 429, title: 'Trop d’essais', text: 'Attendez un quart d’heure, puis réessayez. Si ce n’était pas vous, prévenez votre responsable technique.' },
  'no-provider': { status: 503, title: 'Le service d’identité ne répond pas', text: 'La connexion passe par le compte de votre organisme, qui est injoignable. Réessayez dans une minute, ou prévenez votre responsable technique.' },
  failed: { status: 503, title: 'Le service a un souci', text: 'Ce n’est pas votre faute. Réessayez dans une minute : rien de ce qui était envoyé n’est perdu.' },
} as const;

export type RefusalName = keyof typeof REFUSALS;

/** Thrown on the way of a request; the router turns it into a page, or into JSON for the page's script. */
export class Refusal extends Error {
  readonly refusal: RefusalName;
  readonly status: number;
  readonly title: string;
  readonly text: string;

  constructor(refusal: RefusalName, { text, cause }: { text?: string; cause?: unknown } = {}) {
    super(REFUSALS[refusal].title, { cause });
    this.refusal = refusal;
    this.status = REFUSALS[refusal].status;
    this.title = REFUSALS[refusal].title;
    this.text = text ?? REFUSALS[refusal].text;
  }
}

/** Names what went wrong: our own refusals, those of express's body reader, and everything else as a failure. */
export function refusalOf(cause: unknown): Refusal {
  if (cause instanceof Refusal) return cause;
  if (cause instanceof URIError) return new Refusal('not-found', { cause });
  const status = (cause as { status?: unknown } | null)?.status;
  if (status === 413) return new Refusal('too-heavy', { cause });
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refusal('unreadable', { cause });
  return new Refusal('failed', { cause });
}
