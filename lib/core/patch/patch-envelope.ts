/** One file of a patch as the `apply_patch` tool of OpenAI's Codex takes it. */
export interface EnvelopeFile {
  readonly kind: "add" | "update" | "delete";
  readonly path: string;
  /** What stands below the line that names the file. */
  readonly body: string;
}

const fileLine = /^\*\*\* (Add|Update|Delete) File: (.{1,4096})$/u;
const kinds: Readonly<Record<string, EnvelopeFile["kind"]>> = { Add: "add", Update: "update", Delete: "delete" };

/** Whether a text is such a patch. */
export function isPatchEnvelope(text: string): boolean {
  return text.trimStart().startsWith("*** Begin Patch");
}

/** The files of `*** Begin Patch … *** End Patch`, in order; a text without any has none. */
export function readPatchEnvelope(text: string): readonly EnvelopeFile[] {
  const files: EnvelopeFile[] = [];
  let header: Pick<EnvelopeFile, "kind" | "path"> | null = null;
  let body: string[] = [];
  for (const line of text.split("\n")) {
    const match = fileLine.exec(line.trimEnd());
    if (match || line.startsWith("*** End Patch")) {
      if (header) files.push({ ...header, body: body.join("\n") });
      header = match ? { kind: kinds[match[1] ?? ""] ?? "update", path: match[2] ?? "" } : null;
      body = [];
    } else body.push(line);
  }
  return header ? [...files, { ...header, body: body.join("\n") }] : files;
}

/** The text of a file that an envelope adds. */
export function addedText({ body }: Pick<EnvelopeFile, "body">): string {
  const added = body.split("\n").filter((line) => line.startsWith("+"));
  return added.map((line) => `${line.slice(1)}\n`).join("");
}
