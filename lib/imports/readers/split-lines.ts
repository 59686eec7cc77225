import { type Piece, PieceBuffer } from "./pieces.ts";

const newline = 0x0a;

/** The lines that are not blank, in the batches their chunks make. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Piece[]> {
  const pending = new PieceBuffer();
  let line = 1;
  for await (const chunk of chunks) {
    const pieces: Piece[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      pending.add(chunk.subarray(start, end));
      addUnlessBlank(pieces, pending.take(line));
      line++;
      start = end + 1;
    }
    pending.add(chunk.subarray(start));
    yield pieces;
  }
  const last: Piece[] = [];
  addUnlessBlank(last, pending.take(line));
  yield last;
}

function addUnlessBlank(pieces: Piece[], piece: Piece): void {
  if (!("bytes" in piece) || piece.bytes.some((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0d))
    pieces.push(piece);
}
