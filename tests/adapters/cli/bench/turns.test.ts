import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startServer } from '../../../../adapters/cli/bench/server.ts';
import { measureSideBySide } from '../../../../adapters/cli/bench/turns.ts';

describe('the load of the bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-bench-test-'));
  const logFile = join(folder, 'server.log');
  const environment = { DIRECT_LINE_SECRET: 'a-secret-for-this-test' };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('talks to the bare echo bot over real Direct Line, and measures it', async () => {
    const program = join(import.meta.dirname, '../../../../adapters/cli/bench/echo-server.ts');
    const echo = await startServer({ program, readyPath: '/readyz', environment, logFile });
    try {
      const load = { conversations: 2, turns: 6, questions: ['bonjour', 'c’est quoi le CEP ?'], secret: environment.DIRECT_LINE_SECRET };
      const { echo: figures } = await measureSideBySide({ echo }, load, 2);
      for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
      expect(figures.p99).toBeGreaterThanOrEqual(figures.p50);
      expect((await echo.usage()).memory).toBeGreaterThan(1_000_000);
      await expect(measureSideBySide({ echo }, { ...load, secret: 'another-secret' }, 1)).rejects.toThrow(/conversations : 403/);
    } finally {
      await echo.stop();
    }
  });

  it('says why a server did not start', async () => {
    const program = join(folder, 'broken.mjs');
    writeFileSync(program, "console.error('Le port est pris.'); process.exit(1);");
    await expect(startServer({ program, readyPath: '/readyz', environment, logFile })).rejects.toThrow('avant d’être prêt : Le port est pris.');
  });
});
