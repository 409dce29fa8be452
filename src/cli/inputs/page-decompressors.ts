/** Decoders of compressed Parquet pages, by codec. */
export interface PageDecompressors {
  ZSTD?: (input: Uint8Array, outputLength: number) => Uint8Array;
}

/** The Zstandard decoder is a module of its own, so that a build without it still reads what is not compressed that way. */
const ZSTD_MODULE: string = 'fzstd';

/** What this installation can decode beside Snappy. */
export async function pageDecompressors(): Promise<PageDecompressors> {
  try {
    const { decompress } = await import(ZSTD_MODULE);
    return { ZSTD: (input, outputLength) => decompress(input, new Uint8Array(outputLength)) };
  } catch {
    return {};
  }
}
