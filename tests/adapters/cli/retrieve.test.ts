/** The command as somebody's script runs it. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

async function retrieve(input: string): Promise<{ lines: unknown[]; errors: string; code: number | null }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'adapters/cli/retrieve.ts'], { env: { ...process.env, KNOWLEDGE_DIR } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { lines: output.trim().split('\n').filter((line) => line !== '').map((line): unknown => JSON.parse(line)), errors, code };
}

describe('npm run retrieve', () => {
  it('answers each question with twenty passages, one of each document, best first', async () => {
    const { lines, code } = await retrieve('{"id":"q1","question":"c\'est quoi le CEP"}\n\n{"id":2,"question":"congé parental"}\n');
    expect(code).toBe(0);
    expect(lines.map((line) => (line as { id: unknown }).id)).toEqual(['q1', 2]);
    for (const { passages } of lines as { passages: { url: string; score: number; title: string; article: string | null }[] }[]) {
      expect(passages).toHaveLength(20);
      expect(passages[0]).toEqual({ article: passages[0]?.article, title: expect.any(String), url: expect.stringMatching(/^https:/), score: 1 });
      expect(new Set(passages.map(({ title, url }) => title + (url.split('#')[0] ?? ''))).size).toBe(20);
    }
  });

  it('tells which line it could not read, and answers the others', async () => {
    const { lines, errors, code } = await retrieve('{"id":1}\n{"id":2,"question":"vae"}\n');
    expect(lines).toHaveLength(1);
    expect(errors).toContain('Ligne 1 illisible');
    expect(code).toBe(1);
  });
});
