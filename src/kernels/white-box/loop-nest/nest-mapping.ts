/** One loop of a nest. A spatial loop runs its iterations side by side along one axis of the hardware. */
export interface NestLoop {
  readonly dimension: string;
  readonly bound: number;
  readonly axis: 'time' | 'x' | 'y';
}

/** A level of a mapping: what a memory keeps, and the loops over the tiles that it hands to the level within. */
export interface NestMappingLevel {
  /** A storage level or a fan-out of the hardware. */
  readonly name: string;
  /** Line of the file that it was read from. */
  readonly line: number;
  /** Data spaces that it keeps, with the words of a tile where the mapping states them. */
  readonly kept: ReadonlyMap<string, number | null>;
  /** From the outermost on. */
  readonly loops: readonly NestLoop[];
}

/** Levels from the outermost on. */
export interface NestMapping {
  readonly file: string;
  readonly levels: readonly NestMappingLevel[];
}
