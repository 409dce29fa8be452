import type { ChipDesign, OnChipLevel } from '../chip/chip-design.js';

/** Two statements of one design that cannot both hold, or null. */
export function contradictions(design: ChipDesign): string | null {
  const { voltages, clockHz, cores, arrays, spareCores } = design;
  if (cores > arrays.count && arrays.count > 1) return `${cores} cores share ${arrays.count} arrays.`;
  if (cores <= arrays.count && arrays.count % cores !== 0)
    return `${arrays.count} arrays cannot be shared out evenly to ${cores} cores.`;
  if (cores % design.dies !== 0) return `${cores} cores cannot be cut into ${design.dies} equal dies.`;
  const crowded = crowdedLevel(design);
  if (crowded !== null) return crowded;
  if (spareCores >= cores) return `${spareCores} of ${cores} cores are spare.`;
  for (let index = 1; index < voltages.length; index++) {
    const [before, point] = [voltages[index - 1]!, voltages[index]!];
    if (point.clockHz <= before.clockHz || point.volts < before.volts)
      return 'The voltages do not rise with the clock.';
  }
  const fastest = voltages.at(-1);
  if (fastest !== undefined && fastest.clockHz < clockHz) {
    return `The clock of ${clockHz / 1e9} GHz lies beyond the last of the voltages, ${fastest.clockHz / 1e9} GHz.`;
  }
  return null;
}

/** A level whose banks are narrower than what they read each cycle. */
function crowdedLevel({ scratchpad, localMemory, registerFile }: ChipDesign): string | null {
  const levels: readonly (readonly [string, OnChipLevel | null])[] = [
    ['scratchpad', scratchpad],
    ['localMemory', localMemory],
    ['registerFile', registerFile],
  ];
  for (const [name, level] of levels) {
    if (level === null || level.banks * level.bytesPerBankCycle <= level.bytes) continue;
    return `${level.banks} banks of the ${name} read ${level.bytesPerBankCycle} B each a cycle, more than its ${level.bytes} B.`;
  }
  return null;
}
