/** A memory of a loop nest's machine, as mapping tools describe it; all figures are of one instance. */
export interface StorageLevel {
  readonly name: string;
  /** What the describing tool calls it, such as `smartbuffer_SRAM`. */
  readonly className: string;
  /** Null where the file states none, as for main memory. */
  readonly capacityWords: number | null;
  readonly wordBits: number;
  /** Words that one access moves. */
  readonly wordsPerAccess: number;
  readonly readWordsPerCycle: number | null;
  readonly writeWordsPerCycle: number | null;
  /** Of reads and writes together. */
  readonly sharedWordsPerCycle: number | null;
  /** Copies of a tile that it must have room for; 2 is double buffering. */
  readonly copies: number;
  readonly instances: number;
  /** How instances are laid out; their product is `instances`. */
  readonly meshX: number;
  readonly meshY: number;
}

/** Memories from the outermost to the innermost, and the arithmetic that they feed. */
export interface StorageHierarchy {
  readonly name: string;
  readonly levels: readonly StorageLevel[];
  /** Points where the hierarchy widens, by the name that mappings give them. */
  readonly fanouts: readonly string[];
  readonly compute: {
    readonly name: string;
    readonly className: string;
    readonly instances: number;
    readonly meshX: number;
    readonly meshY: number;
    /** Operand width; null where the file states none. */
    readonly bits: number | null;
  };
  readonly cycleSec: number | null;
  readonly processNm: number | null;
}
