/** The key of an index: a hash of everything that it is built from. Reading it takes milliseconds; building takes half a minute. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { INSTALLED, packageVersion, type Packages, SOURCES } from '../../corpus/sources.ts';

/** Below `knowledge/`: what decides what is in an index. Code too, so that nobody has to remember to raise a version. */
const BUILT_FROM = [
  'cards/**/*.{ts,yaml}',
  'corpus/**/*.{ts,yaml}',
  'watch/*.{ts,yaml}',
  'index/build/*.ts',
  'index/{french,stem,latent,lexical,spelling,vocabulary,other-themes,vector-search,files,binary-file}.ts',
  'answers/{signs,intents,themes,spell-out}.*',
  'vocabulary.yaml',
  'other-themes.yaml',
];

const KNOWLEDGE = fileURLToPath(new URL('../../', import.meta.url));

/** `endpointModel` is null when vectors are computed here. */
export function indexKey(operatorDocuments: string | undefined, endpointModel: string | null, packages: Packages = INSTALLED): string {
  const hash = createHash('sha256');
  for (const name of new Set(SOURCES.map((source) => source.package))) hash.update(packageVersion(name, packages));
  for (const file of globSync(BUILT_FROM, { cwd: KNOWLEDGE }).sort()) hash.update(file).update(readFileSync(`${KNOWLEDGE}${file}`));
  if (operatorDocuments !== undefined) {
    for (const file of globSync('**/*', { cwd: operatorDocuments }).sort()) {
      const path = `${operatorDocuments}/${file}`;
      if (statSync(path).isFile()) hash.update(file).update(readFileSync(path));
    }
  }
  hash.update(`endpoint:${endpointModel ?? 'none'}`);
  return hash.digest('hex');
}
