/** Up to three distinct names that differ from `name` by few edits, closest first. */
export function closestNames(name: string, names: readonly string[]): string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const short = name.slice(0, 60);
  return [...new Set(names)]
    .map((candidate) => ({ candidate, distance: distanceTo(candidate, short) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Edits between two names; a name that continues the other counts one. */
function distanceTo(candidate: string, name: string): number {
  if (name.length >= 3 && (candidate.startsWith(name) || name.startsWith(candidate))) return 1;
  let previous = Array.from({ length: name.length + 1 }, (_, column) => column);
  for (let row = 1; row <= candidate.length; row++) {
    const current = [row];
    for (let column = 1; column <= name.length; column++) {
      const substitution = previous[column - 1]! + (candidate[row - 1] === name[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[name.length]!;
}
