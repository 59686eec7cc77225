import { encodeText } from "#lib/exports/text-lines";
import { toStream } from "#lib/exports/to-stream";

/** A file that is written while it is sent. */
export function textStream(pieces: AsyncGenerator<string>, contentType: string, fileName: string): Response {
  return new Response(toStream(encodeText(pieces)), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
