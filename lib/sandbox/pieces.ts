import type { Readable } from "node:stream";

const pieceBytes = 1 << 20;
const lastPiece = Buffer.from("0\n");

/** Content in the pieces that the runner reads: a line with the size, that many bytes, and at the end a size of 0. */
export async function* inPieces(content: string | Uint8Array | Readable): AsyncGenerator<Buffer> {
  const isWhole = typeof content === "string" || content instanceof Uint8Array;
  for await (const chunk of isWhole ? [Buffer.from(content)] : gather(content)) {
    for (let start = 0; start < chunk.length; start += pieceBytes) {
      const piece = chunk.subarray(start, start + pieceBytes);
      yield Buffer.concat([Buffer.from(`${piece.length}\n`), piece]);
    }
  }
  yield lastPiece;
}

/** The chunks of a stream, joined to a good size, because each piece costs a process inside. */
async function* gather(stream: Readable): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size < pieceBytes) continue;
    yield Buffer.concat(chunks);
    chunks = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(chunks);
}
