/** Where a simplex search stopped. */
export interface SimplexResult {
  readonly x: readonly number[];
  readonly value: number;
  readonly evaluations: number;
}

/**
 * Minimises a function of a few variables without derivatives (J. A. Nelder and R. Mead, The Computer Journal 7, 1965,
 * with the standard coefficients 1, 2, 1/2, 1/2). Stops when the simplex is smaller than `tolerance` in every
 * coordinate or after `maxEvaluations`.
 *
 * @example
 * nelderMead(([x, y]) => (x! - 1) ** 2 + (y! + 2) ** 2, [0, 0], [0.5, 0.5], { tolerance: 1e-9, maxEvaluations: 500 }).x; // [1, -2]
 */
export function nelderMead(
  objective: (x: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  limits: { readonly tolerance: number; readonly maxEvaluations: number },
): SimplexResult {
  const n = start.length;
  let evaluations = 0;
  const at = (x: readonly number[]) => {
    evaluations++;
    const value = objective(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [at(start), ...start.map((_, i) => at(start.map((value, k) => value + (i === k ? steps[i]! : 0))))];
  const along = (centre: readonly number[], from: readonly number[], factor: number) =>
    centre.map((value, k) => value + factor * (value - from[k]!));

  while (evaluations < limits.maxEvaluations) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex[n]!;
    const widest = Math.max(...simplex.map((vertex) => Math.max(...vertex.x.map((v, k) => Math.abs(v - best.x[k]!)))));
    if (widest <= limits.tolerance) break;
    const centre = start.map((_, k) => simplex.slice(0, n).reduce((sum, vertex) => sum + vertex.x[k]!, 0) / n);
    const reflected = at(along(centre, worst.x, 1));
    if (reflected.value < best.value) {
      const expanded = at(along(centre, worst.x, 2));
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[n - 1]!.value) {
      simplex[n] = reflected;
    } else {
      const outside = reflected.value < worst.value;
      const contracted = at(along(centre, worst.x, outside ? 0.5 : -0.5));
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[n] = contracted;
      else {
        for (let i = 1; i <= n; i++) {
          simplex[i] = at(simplex[i]!.x.map((value, k) => best.x[k]! + 0.5 * (value - best.x[k]!)));
        }
      }
    }
  }
  simplex.sort((a, b) => a.value - b.value);
  return { x: simplex[0]!.x, value: simplex[0]!.value, evaluations };
}
