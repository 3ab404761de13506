/** How much may be asked of the model in a day, in tokens. Kept in a small file, so that a restart does not begin a new day. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const spentSchema = z.object({ day: z.iso.date(), tokens: z.number().nonnegative() });

export interface Budget {
  /** False once the day's tokens are spent. */
  isLeft(): boolean;
  spend(tokens: number): void;
}

/** Without a file, it is remembered while the program runs. */
export function createBudget({ tokensADay, file, today }: { tokensADay: number; file: string | null; today(): string }): Budget {
  let spent = file === null ? null : readSpent(file);
  const spentToday = () => (spent?.day === today() ? spent.tokens : 0);
  return {
    isLeft: () => spentToday() < tokensADay,
    spend(tokens) {
      spent = { day: today(), tokens: spentToday() + tokens };
      if (file === null) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(spent));
    },
  };
}

function readSpent(file: string): z.infer<typeof spentSchema> | null {
  try {
    return spentSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    // Missing or cut by a crash: the day begins anew, and the limit still holds from here on.
    return null;
  }
}
