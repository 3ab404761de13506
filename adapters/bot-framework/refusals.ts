/** What a channel is told when its activity is not taken. */
import { AuthenticationError } from 'botframework-connector';
import type { ErrorRequestHandler, RequestHandler } from 'express';

export class RefusedActivity extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'RefusedActivity';
    this.status = status;
    this.code = code;
  }
}

export const notAnActivity = () =>
  new RefusedActivity(400, 'BadRequest', 'Ce n’est pas une activité Bot Framework : il faut au moins type, channelId, serviceUrl, from, recipient et conversation.');
export const notFromMicrosoft = () =>
  new RefusedActivity(401, 'Unauthorized', 'Ce message n’est pas signé par Azure Bot Service pour ce robot : vérifiez MICROSOFT_APP_ID et l’adresse du point de terminaison.');

/** For whoever opens the address in a browser to see whether it lives. */
export const postOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'POST') return next();
  const message = 'Cette adresse reçoit par POST les activités de Bot Framework (Teams et autres canaux). Pour savoir si le service vit : GET /healthz.';
  response.status(405).set('Allow', 'POST').json({ error: { code: 'MethodNotAllowed', message } });
};

interface HttpError {
  type?: string;
  status?: number;
}

/** Anything that went wrong, as `{ error: { code, message } }`. What the sender did not cause is told to `onFailure`. */
export function refusals(onFailure: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, code, message } = explain(error);
    if (status >= 500) onFailure(error);
    response.status(status).json({ error: { code, message } });
  };
}

/** The SDK lets what its token library throws through as it is: a forged signature would look like an outage of ours. */
const isBadToken = (error: unknown): boolean => error instanceof Error && ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes(error.name);

function explain(error: unknown): RefusedActivity {
  if (error instanceof RefusedActivity) return error;
  const { type, status = 500 } = error as HttpError;
  if (error instanceof AuthenticationError || isBadToken(error)) return notFromMicrosoft();
  if (type === 'entity.too.large') return new RefusedActivity(413, 'TooLarge', 'Cette activité est trop grosse : 256 Ko au plus.');
  if (status < 500) return new RefusedActivity(400, 'BadRequest', 'Ce qui a été envoyé n’est pas du JSON lisible.');
  // The store says 507 when there is no room left, 503 when it is out of reach: the channel may send again.
  return new RefusedActivity(status === 507 ? 507 : 503, 'Unavailable', 'Une panne empêche de garder ce message. Envoyez-le de nouveau dans un instant.');
}
