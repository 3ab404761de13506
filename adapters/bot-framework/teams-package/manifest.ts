/** The manifest of the Teams app: who offers it, where its papers are, which bot it opens. */

/** What an operator says of it, in its table. */
export interface TeamsTexts {
  version: string;
  manifestVersion: string;
  shortDescription: string;
  fullDescription: string;
  /** `#rrggbb` */
  colour: string;
  commands: { title: string; description: string }[];
}

export interface TeamsApp {
  applicationId: string;
  /** Where the pages of this server are reached: an origin, over https. */
  publicUrl: string;
  /** Who offers the service: in full, in at most 30 characters, and its own web site. */
  operator: { name: string; shortName: string; site: string };
  texts: TeamsTexts;
}

export const ICON_FILES = { color: 'color.png', outline: 'outline.png' };
const NAME = 'Accueil CEP';
const FULL_NAME_LIMIT = 100;

/** `manifest.json`. One person and the bot: what is told there is nobody else's business, so there is no team and no group. */
export function teamsManifest({ applicationId, publicUrl, operator, texts }: TeamsApp) {
  const full = `${NAME} – ${operator.name}`;
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${texts.manifestVersion}/MicrosoftTeams.schema.json`,
    manifestVersion: texts.manifestVersion,
    version: texts.version,
    id: applicationId,
    localizationInfo: { defaultLanguageTag: 'fr' },
    developer: {
      name: operator.shortName,
      websiteUrl: operator.site,
      privacyUrl: `${publicUrl}/confidentialite`,
      termsOfUseUrl: `${publicUrl}/mentions-legales`,
    },
    name: { short: NAME, ...(full.length <= FULL_NAME_LIMIT ? { full } : {}) },
    description: { short: texts.shortDescription, full: texts.fullDescription.trim() },
    icons: ICON_FILES,
    accentColor: texts.colour,
    defaultInstallScope: 'personal',
    bots: [
      {
        botId: applicationId,
        scopes: ['personal'],
        isNotificationOnly: false,
        supportsFiles: false,
        supportsCalling: false,
        supportsVideo: false,
        ...(texts.commands.length > 0 ? { commandLists: [{ scopes: ['personal'], commands: texts.commands }] } : {}),
      },
    ],
    validDomains: [new URL(publicUrl).hostname],
  };
}
