/** `/api/messages`: Teams and the other channels of the Azure Bot Service, through Bot Framework's CloudAdapter. */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type ConversationReference, type TurnContext } from 'botbuilder';
import express, { type ErrorRequestHandler, Router } from 'express';
import type { Conversations } from '../../bot/conversations.ts';
import type { ConversationKey, Delivery } from '../../bot/ports.ts';
import { fromActivity, toActivity } from './activities.ts';
import { keepCitations } from './keep-citations.ts';
import { loopbackOnly } from './loopback.ts';

const BODY_LIMIT = '256kb';
const MISSING_CREDENTIALS =
  '/api/messages est fermé : donnez MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD et MICROSOFT_APP_TENANT_ID, ou BOT_FRAMEWORK_DEVELOPMENT=true pour un essai sur cette machine.';

export interface CloudSettings {
  MICROSOFT_APP_ID?: string | undefined;
  MICROSOFT_APP_PASSWORD?: string | undefined;
  MICROSOFT_APP_TENANT_ID?: string | undefined;
  MICROSOFT_APP_TYPE: string;
  BOT_FRAMEWORK_DEVELOPMENT: boolean;
}

export interface CloudPorts {
  conversations: Pick<Conversations, 'receive' | 'run'>;
  markDelivered(conversation: ConversationKey, entryId: string): Promise<void>;
  /** What a person reads when a turn breaks. */
  failureText: string;
  onFailure(error: unknown): void;
}

export interface Cloud {
  /** To be mounted on `/api/messages`. */
  router: Router;
  /** Hands over a reply that a crash or a refusal left behind. Rejects when the channel refuses. Null when the endpoint is closed. */
  deliver: ((delivery: Delivery) => Promise<void>) | null;
}

/** The endpoint, open with credentials, open to this machine in development, and closed otherwise. */
export function createCloud(settings: CloudSettings, ports: CloudPorts): Cloud {
  const router = Router();
  const hasCredentials = settings.MICROSOFT_APP_ID !== undefined;
  if (!hasCredentials && !settings.BOT_FRAMEWORK_DEVELOPMENT) {
    router.post('/', (_request, response) => void response.status(503).json({ error: { code: 'Closed', message: MISSING_CREDENTIALS } }));
    return { router, deliver: null };
  }
  const adapter = createAdapter(settings, ports);
  router.use(express.json({ limit: BODY_LIMIT }));
  if (!hasCredentials) router.use(loopbackOnly);
  router.post('/', async (request, response) => adapter.process(request, response, (context) => answer(context, ports)));
  router.use(refusals);
  return {
    router,
    async deliver({ entry, channel, reference }) {
      await adapter.continueConversationAsync(settings.MICROSOFT_APP_ID ?? '', reference as Partial<ConversationReference>, async (context) => {
        await context.sendActivity(toActivity(entry, channel));
      });
      await ports.markDelivered(entry.conversation, entry.id);
    },
  };
}

function createAdapter(settings: CloudSettings, { failureText, onFailure }: CloudPorts): CloudAdapter {
  keepCitations();
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: settings.MICROSOFT_APP_ID ?? '',
      MicrosoftAppPassword: settings.MICROSOFT_APP_PASSWORD ?? '',
      MicrosoftAppTenantId: settings.MICROSOFT_APP_TENANT_ID ?? '',
      MicrosoftAppType: settings.MICROSOFT_APP_ID === undefined ? 'MultiTenant' : settings.MICROSOFT_APP_TYPE,
    }),
  );
  adapter.onTurnError = async (context, error) => {
    onFailure(error);
    await context.sendActivity(failureText);
  };
  return adapter;
}

/** A message that a channel delivers again is stored once and answered once. */
async function answer(context: TurnContext, { conversations, markDelivered }: CloudPorts): Promise<void> {
  const incoming = fromActivity(context.activity);
  if (incoming === null) return;
  await conversations.receive(incoming);
  for (const entry of await conversations.run(incoming.conversation)) {
    await context.sendActivity(toActivity(entry, incoming.channel));
    await markDelivered(entry.conversation, entry.id);
  }
}

const refusals: ErrorRequestHandler = (error: { type?: string; status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error);
  const [status, message] =
    error.type === 'entity.too.large'
      ? [413, 'Cette activité est trop grosse : 256 Ko au plus.']
      : error.type === 'entity.parse.failed'
        ? [400, 'Ce qui a été envoyé n’est pas du JSON lisible.']
        : [500, 'Une panne empêche de traiter cette activité.'];
  response.status(Number(status)).json({ error: { code: 'BadRequest', message } });
};
