/** What is known of a path without reading it; null where there is nothing. */
export interface PathState {
  /** `other` is a pipe or a device. */
  readonly kind: 'file' | 'folder' | 'other';
  readonly bytes: number;
}

/** Where commands read files from. Errors of the system pass through: readers turn them into words for their users. */
export interface FileSource {
  readonly state: (path: string) => PathState | null;
  readonly read: (path: string) => Uint8Array;
  /** The bytes of a file piece by piece, for files that memory need not hold. */
  readonly pieces: (path: string) => AsyncIterable<Uint8Array>;
  /** Names in a folder, sorted. */
  readonly list: (folder: string) => readonly string[];
}
