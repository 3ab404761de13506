import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

/** Reads a JSON file of a package. */
export function readPackageJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(require.resolve(path), 'utf8')) as Content;
}

/** `name@version` of an installed package, as the lock file fixed it. */
export function packageVersion(name: string): string {
  return `${name}@${readPackageJson<{ version: string }>(`${name}/package.json`).version}`;
}
