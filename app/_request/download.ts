/** A file that is made as it is read, for the browser to save. */
export function download(body: ReadableStream<Uint8Array>, contentType: string, fileName: string): Response {
  return new Response(body, {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}
