/**
 * Solves A x = b for a symmetric positive definite n x n matrix given row by row; `a` and `b` are overwritten, the
 * solution is left in `b`. Returns false where a pivot is not positive (Golub & Van Loan, Matrix Computations, 4.2).
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, n: number): boolean {
  if (!choleskyInPlace(a, n)) return false;
  solveLower(a, b, n);
  solveLowerTransposed(a, b, n);
  return true;
}

/** Replaces the lower triangle of A by its Cholesky factor. */
export function choleskyInPlace(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (i === j) {
        if (!(sum > 0)) return false;
        a[j * n + j] = Math.sqrt(sum);
      } else {
        a[i * n + j] = sum / a[j * n + j]!;
      }
    }
  }
  return true;
}

/** Solves L y = b in place. */
export function solveLower(l: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * b[k]!;
    b[i] = sum / l[i * n + i]!;
  }
}

/** Solves L' x = y in place. */
export function solveLowerTransposed(l: Float64Array, b: Float64Array, n: number): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * b[k]!;
    b[i] = sum / l[i * n + i]!;
  }
}
