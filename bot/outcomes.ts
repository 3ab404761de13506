/** The closed list of ways a turn can end. `outcomes.yaml` gives each its French label; a test holds the two together. */
export const OUTCOMES = [
  'welcomed',
  'answered',
  'guided',
  'asked',
  'routed',
  'reviewed',
  'abstained',
  'out-of-scope',
  'protected',
  'handoff-offered',
  'handed-off',
  'handoff-declined',
  'handoff-cancelled',
  'judged',
  'erased',
  'not-understood',
  'held-by-human',
  'moved-by-desk',
  'move-refused',
  'switched-off',
  'failed',
] as const;

export type Outcome = (typeof OUTCOMES)[number];
