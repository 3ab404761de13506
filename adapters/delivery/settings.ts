/** What the rows of `routes.yaml` need from the environment, checked at the start: a wrong address must not be found out by a person who waits. */
import { z } from 'zod';
import type { Route } from '../../knowledge/operators/routes.ts';

export interface DeliverySettings {
  SMTP_URL?: string | undefined;
  SMTP_FROM?: string | undefined;
  PUBLIC_URL?: string | undefined;
  /** Receivers on this machine or on a private network, and http without encryption. */
  DELIVERY_ALLOW_PRIVATE: boolean;
}

const SECRET_AT_LEAST = 32;
const EMAIL = z.email();
const set = (environment: NodeJS.ProcessEnv, name: string | undefined): string | null => (name === undefined ? null : environment[name] || null);

/** A row that can be used now, with what its variables hold. */
export type OpenRoute =
  | { route: 'email'; to: string; smtpUrl: string; from: string }
  | { route: 'webhook'; url: string; secret: string }
  | { route: 'bot-framework'; url: string; secret: string; application: string | null; publicUrl: string };

/** Null where the row is not one that sends, or has a variable unset. */
export function openRouteOf(row: Route | null, environment: NodeJS.ProcessEnv, { SMTP_URL, SMTP_FROM, PUBLIC_URL }: DeliverySettings): OpenRoute | null {
  if (row === null || row.route === 'desk' || row.route === 'none') return null;
  const address = set(environment, row.address);
  if (address === null) return null;
  if (row.route === 'email') return SMTP_URL === undefined || SMTP_FROM === undefined ? null : { route: 'email', to: address, smtpUrl: SMTP_URL, from: SMTP_FROM };
  const secret = set(environment, row.secret);
  if (secret === null) return null;
  if (row.route === 'webhook') return { route: 'webhook', url: address, secret };
  return PUBLIC_URL === undefined ? null : { route: 'bot-framework', url: address, secret, application: set(environment, row.application), publicUrl: PUBLIC_URL };
}

/** What is wrong, one French line each, that names the variable and says how to mend it. Empty when all is well. */
export function routeProblems(routes: Route[], environment: NodeJS.ProcessEnv, settings: DeliverySettings): string[] {
  return routes.flatMap((row) => {
    if (row.route === 'desk' || row.route === 'none') return [];
    const address = set(environment, row.address);
    if (address === null) return [];
    if (row.route === 'email') {
      const wrong = EMAIL.safeParse(address).success ? [] : [`${row.address} : ce n’est pas une adresse e-mail, écrivez par exemple accueil@example.fr`];
      const missing = (['SMTP_URL', 'SMTP_FROM'] as const).filter((name) => settings[name] === undefined).map((name) => `${name} : est nécessaire avec ${row.address}`);
      return [...wrong, ...missing];
    }
    const secret = set(environment, row.secret);
    return [
      ...urlProblem(row.address, address, settings.DELIVERY_ALLOW_PRIVATE),
      ...(secret === null ? [`${row.secret} : est nécessaire avec ${row.address}`] : secret.length < SECRET_AT_LEAST ? [`${row.secret} : trop court pour un secret, ${SECRET_AT_LEAST} caractères au moins`] : []),
      ...(row.route === 'bot-framework' && settings.PUBLIC_URL === undefined ? [`PUBLIC_URL : est nécessaire avec ${row.address}, pour que le centre de contact réponde`] : []),
    ];
  });
}

function urlProblem(name: string, address: string, allowsPrivate: boolean): string[] {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return [`${name} : ce n’est pas une adresse, écrivez par exemple https://example.fr/fiches`];
  if (url.username !== '' || url.password !== '') return [`${name} : pas de nom ni de mot de passe dans l’adresse, la signature suffit`];
  return url.protocol === 'http:' && !allowsPrivate ? [`${name} : https est nécessaire (http seulement avec DELIVERY_ALLOW_PRIVATE=true, sur votre propre réseau)`] : [];
}
