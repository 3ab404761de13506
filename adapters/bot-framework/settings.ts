/** Whether `/api/messages` may open, and what is missing when it may not. */

export interface CloudSettings {
  MICROSOFT_APP_ID?: string | undefined;
  MICROSOFT_APP_PASSWORD?: string | undefined;
  MICROSOFT_APP_TENANT_ID?: string | undefined;
  MICROSOFT_APP_TYPE: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
  BOT_FRAMEWORK_DEVELOPMENT: boolean;
  /** Hosts that may be answered beside those of `service-urls.yaml`. */
  BOT_FRAMEWORK_SERVICE_HOSTS?: string[] | undefined;
  /** Where the keys of the channels are, when not at Microsoft's public cloud. */
  keys?: { metadataUrl: string; issuer: string } | undefined;
}

/** What each type of application needs beside its id. A managed identity has no password. */
const NEEDED = {
  SingleTenant: ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID'],
  MultiTenant: ['MICROSOFT_APP_PASSWORD'],
  UserAssignedMSI: ['MICROSOFT_APP_TENANT_ID'],
} as const;

/** What the application still needs. */
export const missingFor = (settings: CloudSettings) => NEEDED[settings.MICROSOFT_APP_TYPE].filter((name) => settings[name] === undefined);

/** Why the endpoint stays closed, in one French line; null when it opens. */
export function reasonToStayClosed(settings: CloudSettings): string | null {
  if (settings.MICROSOFT_APP_ID === undefined) {
    if (settings.BOT_FRAMEWORK_DEVELOPMENT) return null;
    return '/api/messages est fermé : donnez MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD et MICROSOFT_APP_TENANT_ID, ou BOT_FRAMEWORK_DEVELOPMENT=true pour un essai sur cette machine.';
  }
  const missing = missingFor(settings);
  return missing.length === 0 ? null : `/api/messages est fermé : il manque ${missing.join(' et ')} pour une application ${settings.MICROSOFT_APP_TYPE}.`;
}
