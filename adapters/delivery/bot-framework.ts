/**
 * Sends to an agent hub by Bot Framework's hand-off protocol: a `handoff.initiate` event with the transcript, posted as one bot calls another.
 * The hub answers to the `serviceUrl` of the event, with `handoff.status` (see `handoff-status.ts`).
 */
import { type Activity, ActivityTypes, ConfigurationBotFrameworkAuthentication, type ConfigurationBotFrameworkAuthenticationOptions, HandoffEventNames } from 'botbuilder';
import type { Dispatch } from '../../bot/ports.ts';
import { envelopeOf, type DeliveredFile, type Envelope } from './envelope.ts';
import { expectAccepted, post, type Posted, type PostOptions } from './http-post.ts';
import { DeliveryError, type Sender } from './sender.ts';

export interface HubSettings extends PostOptions {
  /** Where the hub listens, as a bot does: `https://hub.example.fr/api/messages`. */
  url: string;
  /** Application id of the hub; null where it asks for none. */
  application: string | null;
  /** Where the hub answers about that hand-off. */
  serviceUrlFor(handoff: string): string;
  /** Our own application, with which the call is signed; without an id it is not. */
  credentials: ConfigurationBotFrameworkAuthenticationOptions;
}

const CHANNEL = 'accueil-cep';
const BOT = { id: CHANNEL, name: 'Accueil CEP', role: 'bot' };
export const WITHDRAWAL_EVENT = 'handoff.withdrawn';

export function createHubSender({ url, application, serviceUrlFor, credentials, ...options }: HubSettings): Sender {
  return {
    acknowledges: 'later',
    async send(dispatch) {
      let answer: Posted | null = null;
      // The SDK signs; the request itself is ours: no redirect, no private network, an end to waiting.
      const request = async (to: unknown, init: unknown) => {
        const { headers, body } = init as { headers: Record<string, string>; body: string };
        answer = await post(String(to), headers, body, options);
        return { status: answer.status, json: async () => answer?.body } as unknown as Response;
      };
      const authentication = new ConfigurationBotFrameworkAuthentication(credentials, undefined, undefined, request);
      try {
        const from = credentials.MicrosoftAppId ?? '';
        await authentication.createBotFrameworkClient().postActivity(from, application ?? '', url, serviceUrlFor(dispatch.handoff), dispatch.handoff, activityOf(dispatch) as Activity);
      } catch (error) {
        throw error instanceof DeliveryError ? error : new DeliveryError('appel du centre de contact non signé : vérifiez MICROSOFT_APP_ID et son mot de passe', { cause: error });
      }
      if (answer === null) throw new DeliveryError('pas de réponse du centre de contact');
      expectAccepted(answer);
      return 'accepted';
    },
  };
}

/** The same activity at every attempt: its id is the idempotency key. */
export function activityOf(dispatch: Dispatch): Partial<Activity> {
  const envelope = envelopeOf(dispatch);
  const common: Partial<Activity> = {
    id: dispatch.idempotencyKey,
    timestamp: new Date(dispatch.createdAt),
    channelId: CHANNEL,
    from: BOT,
    recipient: { id: 'hub', name: envelope.operator.kind },
    conversation: { id: dispatch.handoff, name: envelope.reference, conversationType: 'handoff', isGroup: false },
    locale: 'fr-FR',
  };
  return { ...common, ...contentOf(envelope, common) };
}

function contentOf(envelope: Envelope, common: Partial<Activity>): Partial<Activity> {
  if (envelope.event === 'message') return { type: ActivityTypes.Message, from: { id: envelope.handoff, name: envelope.reference, role: 'user' }, text: envelope.message.text, textFormat: 'plain' };
  if (envelope.event === 'withdrawal') return { type: ActivityTypes.Event, name: WITHDRAWAL_EVENT, value: envelope };
  const { transcript, ...file } = envelope.file;
  const content = { activities: transcriptActivities(transcript, common) };
  return { type: ActivityTypes.Event, name: HandoffEventNames.InitiateHandoff, value: { ...envelope, file }, attachments: [{ contentType: 'application/json', name: 'Transcript', content }] };
}

function transcriptActivities(transcript: DeliveredFile['transcript'], { channelId, conversation, id }: Partial<Activity>): Partial<Activity>[] {
  return transcript.map(({ at, from, text }, index) => ({
    type: ActivityTypes.Message,
    id: `${id}:${index + 1}`,
    timestamp: new Date(at),
    ...(channelId === undefined ? {} : { channelId }),
    ...(conversation === undefined ? {} : { conversation }),
    from: from === 'person' ? { id: 'person', name: 'La personne', role: 'user' } : { id: from, name: from === 'bot' ? 'Le robot' : 'Conseiller', role: 'bot' },
    text,
    textFormat: 'plain',
    locale: 'fr-FR',
  }));
}
