/** Refusals in Direct Line's form, each saying in French how to repair. */
import { NotAdmitted } from '../../bot/conversations/admission.ts';
import type { ErrorRequestHandler, RequestHandler } from 'express';

export class DirectLineError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'DirectLineError';
    this.status = status;
    this.code = code;
  }
}

export const missingToken = () =>
  new DirectLineError(401, 'MissingToken', 'Il manque le jeton : demandez-en un par POST /v3/directline/tokens/generate et donnez-le dans « Authorization: Bearer … ».');
/** `botframework-directlinejs` takes a 403 of this code for what it is, and stops. */
export const expiredToken = () =>
  new DirectLineError(403, 'TokenExpired', 'Ce jeton est trop vieux : demandez-en un nouveau, ou renouvelez-le plus tôt par POST /v3/directline/tokens/refresh.');
export const forgedToken = () => new DirectLineError(403, 'BadToken', 'Ce jeton ne vient pas de ce serveur : demandez-en un par POST /v3/directline/tokens/generate.');
export const otherConversation = () =>
  new DirectLineError(403, 'NotYourConversation', 'Ce jeton est celui d’une autre conversation : utilisez celui qui a été donné avec elle.');
export const wrongSecret = () => new DirectLineError(403, 'BadSecret', 'Ce serveur demande son secret pour ouvrir une conversation : vérifiez DIRECT_LINE_SECRET.');
export const unknownConversation = () => new DirectLineError(404, 'ConversationNotFound', 'Cette conversation n’existe pas ou a été effacée : commencez-en une nouvelle.');
export const tooMany = () => new DirectLineError(429, 'TooManyRequests', 'Trop de conversations ont été ouvertes depuis cette adresse : attendez une minute, ou augmentez DIRECT_LINE_TOKENS_PER_MINUTE.');
export const badArgument = (message: string) => new DirectLineError(400, 'BadArgument', message);

export const unknownRoute: RequestHandler = (request, _response, next) => {
  next(new DirectLineError(404, 'NotFound', `Direct Line n'a pas de route ${request.method} ${request.path} : vérifiez l'adresse.`));
};

/** What Express and its body parser say of a request that they cannot read. */
interface HttpError {
  type?: string;
  status?: number;
  code?: string;
}

/** Anything that went wrong, as `{ error: { code, message } }`. */
export function errorHandler(onFailure: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, body } = refusalOf(error);
    if (error instanceof NotAdmitted) response.set('Retry-After', String(error.retryAfterSeconds));
    else if (status >= 500) onFailure(error);
    response.status(status).json(body);
  };
}

/** What the client is told. */
export function refusalOf(error: unknown): { status: number; body: { error: { code: string; message: string } } } {
  const { status, code, message } = explain(error);
  return { status, body: { error: { code, message } } };
}

function explain(error: unknown): DirectLineError {
  if (error instanceof DirectLineError) return error;
  const { type, status = 500, code } = error as HttpError;
  if (error instanceof NotAdmitted) return new DirectLineError(error.status, error.code === 'too-fast' ? 'TooManyRequests' : 'Busy', error.message);
  if (type === 'entity.too.large') return new DirectLineError(413, 'MessageSizeTooBig', 'Ce message dépasse 64 Ko : raccourcissez-le ou envoyez-le en plusieurs fois.');
  if (type !== undefined && status < 500) return badArgument('Ce qui a été envoyé n’est pas du JSON lisible : vérifiez les guillemets, les virgules et l’encodage (UTF-8).');
  if (status < 500) return badArgument('Cette adresse ne peut pas être lue : vérifiez les « % » qu’elle contient.');
  if (code === 'full') return new DirectLineError(507, 'StorageFull', 'Le serveur n’a plus de place : votre message n’a pas été gardé. Réessayez plus tard.');
  return new DirectLineError(503, 'Unavailable', 'Une panne empêche de garder votre message. Réessayez dans un instant.');
}
