/** Fiches as people get them, with what somebody might write to do harm. */
import type { OwnCopy } from '../../bot/handoff/own-copy.ts';
import { CRLF, FORMULA, SCRIPT, TURNED } from './dispatches.ts';

export function ownCopyOf(changes: Partial<OwnCopy> = {}): OwnCopy {
  return {
    reference: 'K7F2QD',
    drawnAt: '2026-11-23T10:05:00.000Z',
    status: 'Vous avez accepté, le 23 novembre 2026 à 11 h 05, de la transmettre à l’Apec.',
    operator: { name: 'Apec', contact: 'Apec : 0 809 361 212, https://www.apec.fr' },
    lines: [
      { id: 'demande', section: 'request', label: 'Votre demande', value: `${SCRIPT} ${FORMULA}`, said: null, origin: 'stated', shared: true },
      { id: 'lieu', section: 'situation', label: 'Lieu', value: 'Łódź 👍 Nîmes', said: TURNED, origin: 'deduced', shared: true },
      { id: 'age', section: 'situation', label: 'Âge', value: null, said: null, origin: 'stated', shared: false },
      { id: 'coordonnees', section: 'contact', label: 'Où vous joindre', value: CRLF, said: null, origin: 'stated', shared: true },
    ],
    questions: [
      { question: 'c’est payant ?', answered: true, sources: [{ title: 'Code du travail, article L6111-6', url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037388660', date: '2024-01-01' }, { title: 'Un piège', url: 'javascript:alert(1)', date: null }] },
      { question: SCRIPT, answered: false, sources: [] },
    ],
    ...changes,
  };
}
