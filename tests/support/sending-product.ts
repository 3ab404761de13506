/** Conversations that end in files to send, over the real store, with receivers that a test holds in its hand. */
import { createDelivery, type Delivery, type DeliveryPorts } from '../../adapters/delivery/create-delivery.ts';
import type { DeliverySettings } from '../../adapters/delivery/settings.ts';
import type { Handoff } from '../../bot/handoff/handoff.ts';
import type { Route } from '../../knowledge/operators/routes.ts';
import { openHandoffs } from '../faults/handoff-victim.ts';

export const SECRET = 'un secret partagé, assez long pour servir';
export const ROUTES: Route[] = [
  { kind: 'regional', region: '53', route: 'webhook', address: 'BRETAGNE_URL', secret: 'BRETAGNE_SECRET' },
  { kind: 'regional', region: '84', route: 'email', address: 'ARA_EMAIL' },
  { kind: 'regional', region: '93', route: 'bot-framework', address: 'PACA_URL', secret: 'PACA_SECRET' },
];
export const SETTINGS: DeliverySettings = { SMTP_URL: 'smtp://127.0.0.1:1', SMTP_FROM: 'accueil@example.fr', PUBLIC_URL: 'http://127.0.0.1:1', DELIVERY_ALLOW_PRIVATE: true };
/** By which town the person lives in, their file goes by webhook, by e-mail or to an agent hub. */
export const TOWNS = { webhook: 'Rennes', email: 'Lyon', hub: 'Marseille' } as const;

export interface SendingProduct extends ReturnType<typeof openHandoffs> {
  delivery: Delivery;
  /** A person agrees to send; gives back their hand-off. */
  agree(conversation: string, town: string): Promise<Handoff>;
  say(conversation: string, ...texts: string[]): Promise<string>;
  handoffOf(conversation: string): Promise<Handoff | null>;
  refusals: string[];
}

export function openSending(file: string, environment: Record<string, string>, changes: Partial<DeliveryPorts> & { settings?: DeliverySettings } = {}): SendingProduct {
  const opened = openHandoffs(file);
  const { store, conversations, desk } = opened;
  const refusals: string[] = [];
  const delivery = createDelivery({
    store, desk, environment, routes: ROUTES, settings: SETTINGS,
    clock: { now: () => new Date() },
    journal: { info: () => undefined, error: (event, error) => void refusals.push(`${event}: ${(error as Error).message}`) },
    credentials: { MicrosoftAppId: '', MicrosoftAppPassword: '', MicrosoftAppType: 'MultiTenant', MicrosoftAppTenantId: '' },
    pace: { pollMs: 5, backOff: { firstMs: 2, atMostMs: 20, attempts: 1_000 } },
    ...changes,
  });
  const counts = new Map<string, number>();
  const handoffOf = async (conversation: string) => (await store.conversation(conversation))?.state.handoff ?? null;
  async function say(conversation: string, ...texts: string[]): Promise<string> {
    let last = '';
    for (const text of texts) {
      // Numbered in their conversation: after a death the same messages bear the same ids.
      const count = (counts.get(conversation) ?? 0) + 1;
      counts.set(conversation, count);
      await conversations.receive({ conversation, channel: 'test', id: `${conversation}-${count}`, kind: 'message', text, reference: null, clientData: null });
      last = (await conversations.run(conversation)).map((entry) => entry.text).join('\n');
    }
    return last;
  }
  return {
    ...opened, delivery, say, handoffOf, refusals,
    async agree(conversation, town) {
      await say(conversation, `je suis salarié du privé, pas cadre, 40 ans, à ${town}`, 'parler à une personne', 'laisser mes coordonnées', 'jean@example.fr', 'oui transmettre');
      const handoff = await handoffOf(conversation);
      if (handoff?.consents.length !== 1) throw new Error(`no consent in ${conversation}: ${JSON.stringify(handoff)}`);
      return handoff;
    },
  };
}
