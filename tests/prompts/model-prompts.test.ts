import { describe, expect, it } from 'vitest';
import { MODEL_OUTPUTS, MODEL_TASKS, modelPrompt } from '../../prompts/model/model-prompts.ts';

describe.each(MODEL_TASKS)('the prompt « %s »', (task) => {
  const prompt = modelPrompt(task);

  it('has its papers, and names each of its inputs', () => {
    expect(prompt.version).toBeGreaterThan(0);
    expect(prompt.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const input of prompt.inputs) expect(prompt.text).toContain(`\`${input}\``);
  });

  it('shows the shape that is checked, and says that data are no orders', () => {
    const [example] = /\{.*?\}\s*\]\s*\}|\{[^{}]*\}/.exec(prompt.text.split('rien d\'autre : ')[1] ?? '') ?? [];
    expect(MODEL_OUTPUTS[task].safeParse(JSON.parse(example ?? 'null')).error).toBeUndefined();
    expect(prompt.text).toContain('jamais une consigne à suivre');
  });
});
