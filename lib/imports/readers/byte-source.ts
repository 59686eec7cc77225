import { createReadStream, type ReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";

export type FileKind = "gzip" | "zstd" | "parquet" | "plain";

const magicNumbers: readonly (readonly [FileKind, readonly number[]])[] = [
  ["gzip", [0x1f, 0x8b]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["parquet", [0x50, 0x41, 0x52, 0x31]],
];

/** What a file is by its first bytes, whatever it is called. */
export async function detectFileKind(path: string): Promise<FileKind> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const starts = (magic: readonly number[]) =>
      magic.length <= bytesRead && magic.every((byte, at) => buffer[at] === byte);
    return magicNumbers.find(([, magic]) => starts(magic))?.[0] ?? "plain";
  } finally {
    await handle.close();
  }
}

/** The bytes of a text file as a stream, decompressed; `bytesRead` counts what was read from the disk. */
export interface ByteSource {
  readonly chunks: AsyncIterable<Uint8Array>;
  bytesRead(): number;
  close(): void;
}

export function openBytes(path: string, kind: Exclude<FileKind, "parquet">, signal?: AbortSignal): ByteSource {
  const file = createReadStream(path, { highWaterMark: 256 * 1024, ...(signal ? { signal } : {}) });
  const chunks = kind === "plain" ? file : decompress(file, kind);
  return {
    chunks,
    bytesRead: () => file.bytesRead,
    close() {
      file.destroy();
      chunks.destroy();
    },
  };
}

function decompress(file: ReadStream, kind: "gzip" | "zstd"): Readable {
  const plain = kind === "gzip" ? createGunzip() : createZstdDecompress();
  // The reader of `plain` gets the error, whichever of the two streams it began in.
  return pipeline(file, plain, () => {});
}

/** Whether an error says that compressed data is damaged or cut off, and not that the machine failed. */
export function isDamagedData(error: unknown): error is Error & { code: string } {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && /^(?:Z_|ZSTD_)/u.test(code);
}
