/** What is given to run the product says the truth about it: settings that exist, paths that exist, no rights that it does not need. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');
const settings = new Set([...read('.env.example').matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));
const startOptions = (/"start": "(?:.*?)node (.*?)"/.exec(read('package.json'))?.[1] ?? '').split(' ').filter((part) => part.startsWith('--'));

interface Service { environment: Record<string, string>; read_only?: boolean; cap_drop?: string[]; ports?: string[] }
const { services } = parse(read('compose.yaml')) as { services: Record<'accueil-cep' | 'database', Service> };

describe('the container', () => {
  it('starts as npm start does, without the rights of root', () => {
    const docker = read('Dockerfile');
    for (const option of startOptions) expect(docker).toContain(`"${option}"`);
    expect(docker).toMatch(/^USER node$/m);
    expect(docker).toContain('/readyz');
    for (const [, path] of docker.matchAll(/^COPY (?!--from)(?:--\S+ )?([a-z]\S*)/gm)) expect(existsSync(at(path ?? '')), path).toBe(true);
  });

  it('has only settings that exist, and every secret that several processes need', () => {
    const { environment, read_only: readOnly, cap_drop: dropped, ports } = services['accueil-cep'];
    expect(Object.keys(environment).filter((name) => !settings.has(name))).toEqual([]);
    for (const secret of ['DIRECT_LINE_TOKEN_SECRET', 'DESK_SECRET', 'STORE_SECRETS']) expect(environment[secret]).toContain(':?');
    expect([readOnly, dropped]).toEqual([true, ['ALL']]);
    for (const port of ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});

describe('the systemd unit', () => {
  const unit = read('deploy/systemd/accueil-cep.service');
  it('starts as npm start does, and may write to one folder', () => {
    for (const option of startOptions) expect(unit).toContain(option);
    for (const line of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'StateDirectory=accueil-cep', 'UMask=0077']) expect(unit).toContain(line);
  });

  it('has only settings that exist', () => {
    const named = [...read('deploy/systemd/environment').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !settings.has(name))).toEqual([]);
  });
});

describe('the web server in front', () => {
  it.each(['deploy/nginx/accueil-cep.conf', 'deploy/caddy/Caddyfile'])('%s leads to the port of .env.example', (path) => {
    expect(read(path)).toContain(`127.0.0.1:${/^PORT=(\d+)/m.exec(read('.env.example'))?.[1]}`);
  });

  it('lets web sockets and streams through nginx', () => {
    expect(read('deploy/nginx/accueil-cep.conf')).toMatch(/Upgrade[\s\S]*proxy_buffering off|proxy_buffering off[\s\S]*Upgrade/);
  });
});
