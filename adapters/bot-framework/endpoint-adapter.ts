/** Bot Framework's CloudAdapter, whose refusals are ours to word: its own way of answering writes to the console. */
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type InvokeResponse, type TurnContext } from 'botbuilder';
import { AuthenticationConstants } from 'botframework-connector';
import type { CloudSettings } from './settings.ts';

/** One of these makes the SDK expect all of them. */
const elsewhere = ({ metadataUrl, issuer }: NonNullable<CloudSettings['keys']>) => ({
  ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
  ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
  ToBotFromChannelTokenIssuer: issuer,
  ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
  ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
  OAuthUrl: AuthenticationConstants.OAuthUrl,
});

export class EndpointAdapter extends CloudAdapter {
  constructor(settings: CloudSettings) {
    super(
      new ConfigurationBotFrameworkAuthentication({
        MicrosoftAppId: settings.MICROSOFT_APP_ID ?? '',
        MicrosoftAppPassword: settings.MICROSOFT_APP_PASSWORD ?? '',
        MicrosoftAppTenantId: settings.MICROSOFT_APP_TENANT_ID ?? '',
        MicrosoftAppType: settings.MICROSOFT_APP_ID === undefined ? 'MultiTenant' : settings.MICROSOFT_APP_TYPE,
        ...(settings.keys ? elsewhere(settings.keys) : {}),
      }),
    );
  }

  /** Rejects with what broke the turn, or with an `AuthenticationError` when the sender is not who it says. */
  take(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}
