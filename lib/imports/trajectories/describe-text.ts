import { excerpt } from "#lib/core/parsed";
import { type FileKind, isDamagedData, openBytes } from "#lib/imports/readers/byte-source";

const headBytes = 4096;

/** What a file that holds no records seems to be, by its first lines. */
export async function describeText(path: string, kind: Exclude<FileKind, "parquet">): Promise<string> {
  const source = openBytes(path, kind);
  try {
    for await (const chunk of source.chunks) return describeHead(Buffer.from(chunk).subarray(0, headBytes));
    return "an empty file";
  } catch (error) {
    if (!isDamagedData(error)) throw error;
    return "damaged compressed data";
  } finally {
    source.close();
  }
}

const looks: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^diff --git |^--- .*\n\+\+\+ /mu, "a patch"],
  [/^(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:|\[?(?:DEBUG|INFO|WARN(?:ING)?|ERROR)\b)/mu, "a text log"],
  [/^<(?:!doctype|html|\?xml)/iu, "a page of HTML or XML"],
  [/^(?:version https:\/\/git-lfs)/u, "a pointer of Git LFS, without the file itself"],
  [/^[\w-]+:(?: |\n)/u, "YAML"],
];

function describeHead(head: Buffer): string {
  if (head.includes(0)) return "binary data";
  const text = head.toString("utf8").trimStart();
  const what = looks.find(([pattern]) => pattern.test(text))?.[1] ?? "text";
  return `${what} that begins with “${excerpt(text, 60)}”`;
}
