/** The file that an administrator of Teams uploads: the manifest and two icons in a zip. */
import { strToU8, zipSync } from 'fflate';
import { colourIcon, outlineIcon } from './draw-icons.ts';
import { ICON_FILES, type TeamsApp, teamsManifest } from './manifest.ts';

/** The same settings give the same bytes: a zip has no day of its own before 1980. */
const MADE = new Date(1980, 0, 1);

export function teamsPackage(app: TeamsApp): Uint8Array {
  const files = {
    'manifest.json': strToU8(`${JSON.stringify(teamsManifest(app), null, 2)}\n`),
    [ICON_FILES.color]: colourIcon(app.texts.colour),
    [ICON_FILES.outline]: outlineIcon(),
  };
  return zipSync(files, { level: 9, mtime: MADE });
}
