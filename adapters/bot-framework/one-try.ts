/**
 * The SDK tries a refused reply again by itself, for minutes, and waits for ever for a channel that says nothing. The outbox tries
 * again, and knows what was said: of two who try, the person would read the same reply twice. So the SDK tries once, and not for long.
 */
import type { Middleware } from 'botbuilder';

interface Request { timeout: number }
type Send = (request: Request) => Promise<unknown>;

/** What this needs of the SDK's own client, which its types do not show. */
interface ChannelClient {
  client?: {
    pipeline?: {
      removePolicy(policy: { name: string }): unknown;
      addPolicy(policy: { name: string; sendRequest(request: Request, next: Send): Promise<unknown> }): void;
    };
  };
}

const RETRY = 'defaultRetryPolicy';
const LIMIT = 'accueil-cep-limit';

/** `milliseconds`: how long a channel may take to take one reply. */
export function oneTry(milliseconds: number): Middleware {
  return {
    async onTurn(context, next) {
      const { ConnectorClientKey: key } = context.adapter as unknown as { ConnectorClientKey: symbol };
      const pipeline = (context.turnState.get(key) as ChannelClient | undefined)?.client?.pipeline;
      pipeline?.removePolicy({ name: RETRY });
      pipeline?.removePolicy({ name: LIMIT });
      pipeline?.addPolicy({
        name: LIMIT,
        sendRequest(request, send) {
          request.timeout = milliseconds;
          return send(request);
        },
      });
      await next();
    },
  };
}
