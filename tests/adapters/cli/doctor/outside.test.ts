/** What lies around the program: the port, the proxy and its certificate, the mail server, the clock, the knowledge base, the secrets. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isWeak } from '../../../../adapters/cli/doctor/check-secrets.ts';
import { KNOWLEDGE_DIR } from '../../../support/built-knowledge.ts';
import { examine, report } from '../../../support/doctor.ts';
import { startMailServer } from '../../../support/mail-server.ts';
import { type RunningProduct, runProduct } from '../../../support/running-product.ts';

let folder: string;
const open: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-doctor-'));
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  rmSync(folder, { recursive: true, force: true });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}
const startServer = (answer: RequestListener) => listening(createServer(answer));
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  return port;
}
async function product(): Promise<RunningProduct> {
  const running = await runProduct();
  open.push(() => running.stop());
  return running;
}

/** What a web server in front does; `upgrades` is what a page without web sockets lacks. */
async function proxyTo(target: string, { upgrades }: { upgrades: boolean }): Promise<number> {
  const port = Number(new URL(target).port);
  const proxy = createServer((request, response) => {
    void fetch(`${target}${request.url ?? ''}`, { redirect: 'manual' }).then(async (answer) => {
      for (const [name, value] of answer.headers) if (!/^(?:content-encoding|transfer-encoding|content-length|connection)$/.test(name)) response.setHeader(name, value);
      response.writeHead(answer.status).end(await answer.text());
    });
  });
  if (upgrades) {
    proxy.on('upgrade', (request, socket, head) => {
      const onward = connect(port, '127.0.0.1', () => {
        onward.write(`GET ${request.url ?? ''} HTTP/1.1\r\n${Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`).join('')}\r\n`);
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
  }
  return listening(proxy);
}

describe('the port', () => {
  it('is free, taken by another program, or one that never answers', async () => {
    expect(await report('port', { PORT: String(await closedPort()) })).toMatch(/^warning: Rien ne répond/);
    const other = await startServer((_request, response) => void response.end('bonjour'));
    expect(await report('port', { PORT: String(other) })).toMatch(/^error: .*autre programme\. → Arrêtez-le/);
    const silent = await startServer(() => undefined);
    expect(await report('port', { PORT: String(silent) })).toMatch(/^error: .*ne répond pas en 5 secondes/);
  });

  it('is served by a program that is not ready, because of its database', async () => {
    const port = await startServer((_request, response) => void response.writeHead(503).end('{"status":"not ready","store":"Le disque est plein.","knowledge":null}'));
    expect(await report('port', { PORT: String(port) })).toMatch(/^error: .*pas prêt : Le disque est plein/);
  });

  it('is on an address that this machine does not have', async () => {
    expect(await report('port', { HOST: '192.0.2.1', PORT: '3978' })).toMatch(/^error: HOST \(192\.0\.2\.1\) .*→ Mettez 127\.0\.0\.1/);
  });
});

describe('the public address', () => {
  it('in clear over a network is refused without being asked', async () => {
    expect(await report('public-address', { DESK_URL: 'http://chat.example.fr' })).toMatch(/^error: DESK_URL .*pas chiffrée.*→ .*https:\/\//);
  });

  it('leads here through a proxy that lets web sockets through, and is not well through one that does not', async () => {
    const { url } = await product();
    const good = await proxyTo(url, { upgrades: true });
    expect(await report('public-address', { DESK_URL: `http://127.0.0.1:${good}` })).toBe(`good: http://127.0.0.1:${good} mène à ce service.`);
    const deaf = await proxyTo(url, { upgrades: false });
    expect(await report('public-address', { DESK_URL: `http://127.0.0.1:${deaf}` })).toMatch(/error: .*web sockets.*→ Dans nginx, transmettez/);
  });

  it('leads nowhere, or to somebody else', async () => {
    expect(await report('public-address', { PUBLIC_URL: `http://127.0.0.1:${await closedPort()}` })).toMatch(/^error: PUBLIC_URL .*rien n’écoute/);
    const other = await startServer((_request, response) => void response.end('It works!'));
    expect(await report('public-address', { DESK_URL: `http://127.0.0.1:${other}` })).toMatch(/^error: .*pas ce service \(200 sur \/healthz\)/);
  });

  it('with a certificate that nobody signed is told as such', async () => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate]);
    expect(made.status, 'openssl makes the certificate of this test').toBe(0);
    const port = await listening(createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_request, response) => void response.end('{"status":"alive"}')));
    expect(await report('public-address', { DESK_URL: `https://localhost:${port}` })).toMatch(/^error: .*certificat n’est signé par personne\. → Mettez/);
  });
});

describe('the mail server', () => {
  it('answers, or is stopped', async () => {
    const mails = await startMailServer();
    expect(await report('mail', { SMTP_URL: mails.url })).toMatch(/^good: .*nous accepte/);
    await mails.stop();
    expect(await report('mail', { SMTP_URL: mails.url })).toMatch(/^error: .*→ Vérifiez le nom et le port/);
  });
});

describe('the clock', () => {
  it('that is years behind is found by what was built after it', async () => {
    expect(await report('clock', {}, new Date('2020-01-01'))).toMatch(/^error: L’horloge retarde.*→ Mettez cette machine à l’heure/);
  });
});

describe('the knowledge base', () => {
  it('that is missing, or cut short, is told with the command that builds it', async () => {
    expect(await report('knowledge', { KNOWLEDGE_DIR: join(folder, 'none') })).toMatch(/^warning: Aucune base.*→ Lancez « npm run knowledge »/);
    const broken = join(folder, 'broken');
    cpSync(KNOWLEDGE_DIR, broken, { recursive: true });
    truncateSync(join(broken, 'arrays.bin'), 1_000);
    expect(await report('knowledge', { KNOWLEDGE_DIR: broken })).toMatch(/^error: .*abîmée\. → .*--force/);
  });

  it('of other texts than those installed is stale', async () => {
    expect(await report('knowledge', { OPERATOR_DOCUMENTS_DIR: folder, EMBEDDINGS_URL: 'http://127.0.0.1:1/v1', EMBEDDINGS_MODEL: 'other' })).toMatch(/^warning: .*plus celle des textes installés/);
  });
});

describe('the secrets', () => {
  it.each(['changeme-changeme-changeme-changeme', 'a'.repeat(40), 'abcabcabcabcabcabcabcabcabcabcabcabc', 'motdepasse2026motdepasse2026moncep', '0123456789abcdef0123456789abcdef'])('« %s » is easily guessed', (secret) => {
    expect(isWeak(secret)).toBe(true);
  });

  it.each(['9f2c7be15d8a40e3b6f1c29d74e805ab3c6d91f7e2480ba5', 'kV3+Zq9fT1xWm7Yc', 'Un cheval bleu traverse le 14 mars, sans parapluie'])('« %s » is not', (secret) => {
    expect(isWeak(secret)).toBe(false);
  });

  it('that are weak, or serve twice, are named and never shown', async () => {
    const [weak, twice] = ['accueil-accueil-accueil-accueil-', '9f2c7be15d8a40e3b6f1c29d74e805ab3c6d91f7e2480ba5'];
    const said = await report('secrets', { STORE_SECRETS: weak, DESK_SECRET: twice, DIRECT_LINE_TOKEN_SECRET: twice });
    expect(said).toMatch(/error: STORE_SECRETS se devine.*→ .*reseal/);
    expect(said).toMatch(/error: DIRECT_LINE_TOKEN_SECRET et DESK_SECRET ont la même valeur/);
    expect(said).not.toContain(weak);
    expect(said).not.toContain(twice);
  });

  it('include the password of a database over the network', async () => {
    const keys = { DIRECT_LINE_TOKEN_SECRET: '5b1f0c8e72d94a36b8e1f7d02c6a935e', DESK_SECRET: 'c04d9a71e6f83b25d7190eac58b2f463', STORE_SECRETS: '8e3a6f5d1c07b294fa81d6e30b7c592d' };
    expect(await examine('secrets', { DATABASE_URL: 'postgres://cep:cep@192.0.2.1:1/accueil', ...keys })).toMatchObject([{ level: 'error', says: expect.stringContaining('PostgreSQL') }]);
  });
});
