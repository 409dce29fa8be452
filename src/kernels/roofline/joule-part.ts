/** What one part of a designed chip draws for a kernel, best value. */
export interface JoulePart {
  readonly name: string;
  readonly joules: number;
}
