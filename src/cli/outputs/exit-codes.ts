/** Exit codes of every command. */
export const EXIT = {
  ok: 0,
  regression: 1,
  usage: 2,
  inconclusive: 3,
  notComparable: 4,
  bug: 70,
  interrupted: 130,
} as const;
