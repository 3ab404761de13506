/** What the people of a load say: most ask, some look for the right operator, a few ask for a counsellor and agree to a fiche. */
export type Talk = 'answers' | 'dialogue' | 'handoff';

/** Of ten people. */
const SHARES: Talk[] = ['answers', 'answers', 'answers', 'answers', 'answers', 'answers', 'dialogue', 'dialogue', 'dialogue', 'handoff'];

const DIALOGUES = [
  ['je suis aide soignante a l’hopital public', 'titulaire', 'a rennes', '34 ans', 'je veux me reconvertir dans le paysage', 'pourquoi cette question ?', 'ce que j’ai compris', 'merci'],
  ['jsuis au chomage', 'non pas cadre', '23 ans', 'Lille', 'je cherche une formation', 'c’est payant ?', 'qui contacter ?', 'merci beaucoup'],
  ['bonjour, salarié en CDI dans le bâtiment', 'je suis pas cadre', 'Lyon', 'je veux démissionner pour ouvrir un commerce', 'et combien de temps ça prend ?', 'ok', 'quels métiers recrutent autour de Lyon ?'],
  ['intérimaire, 45 ans, 77100 Meaux', 'VAE', 'combien ça coûte', 'plus simple', 'oublier mon âge', 'qui contacter ?'],
];
const HANDOFF = ['je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier', 'je veux parler à quelqu’un', 'oui, transmettre', 'vous êtes là ?', 'annuler ma demande'];

export const talkOf = (person: number): Talk => SHARES[person % SHARES.length] ?? 'answers';

/** What that person says next, for ever. */
export function* wordsOf(person: number, questions: readonly string[]): Generator<string, never> {
  for (let round = 0; ; round++) {
    switch (talkOf(person)) {
      case 'answers':
        yield questions[(person * 31 + round * 7) % questions.length] ?? '';
        break;
      case 'dialogue':
        yield* DIALOGUES[(person + round) % DIALOGUES.length] ?? [];
        break;
      case 'handoff':
        yield* HANDOFF;
    }
  }
}
