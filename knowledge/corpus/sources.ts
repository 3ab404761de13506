/** Where the official texts come from: the table of sources, and the packages that hold them. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const sourceSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  publisher: z.string(),
  licence: z.string(),
  authority: z.enum(['law', 'ministry', 'operator', 'historic']),
  package: z.string(),
  homepage: z.url(),
});
export type Source = z.infer<typeof sourceSchema>;

export const SOURCES: Source[] = z
  .array(sourceSchema)
  .parse(parse(readFileSync(new URL('sources.yaml', import.meta.url), 'utf8')));

/** The row of the table. Throws when there is none: a reader without papers must not run. */
export function sourceById(id: string): Source {
  const source = SOURCES.find((row) => row.id === id);
  if (!source) throw new Error(`knowledge/corpus/sources.yaml has no row « ${id} ». Add one with its publisher and licence.`);
  return source;
}

const require = createRequire(import.meta.url);

/** The packages of official texts: those that are installed, or those of another day. */
export interface Packages {
  /** Reads a JSON file of a package: `@socialgouv/legi-data/package.json`. */
  readJson<Content>(path: string): Content;
}

/** As the lock file fixed them. */
export const INSTALLED: Packages = {
  readJson: <Content>(path: string) => JSON.parse(readFileSync(require.resolve(path), 'utf8')) as Content,
};

/** Packages unpacked in a folder as `npm install --prefix` does it, or as plain `@scope/name`; what is not there is read from {@link INSTALLED}. */
export function packagesIn(directory: string): Packages {
  return {
    readJson<Content>(path: string) {
      const own = [join(directory, path), join(directory, 'node_modules', path)].find((file) => existsSync(file));
      return own === undefined ? INSTALLED.readJson<Content>(path) : (JSON.parse(readFileSync(own, 'utf8')) as Content);
    },
  };
}

/** `name@version` of a package. */
export function packageVersion(name: string, packages: Packages = INSTALLED): string {
  return `${name}@${packages.readJson<{ version: string }>(`${name}/package.json`).version}`;
}
