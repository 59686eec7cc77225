import { type PostedFile, postFile } from "#components/ui/post-file";
import type { ImportKind } from "#lib/core/import-state";

type Outcome = { readonly ok: true; readonly importId: string } | { readonly ok: false; readonly message: string };

export interface Upload extends Pick<PostedFile, "cancel"> {
  readonly outcome: Promise<Outcome>;
}

interface UploadOptions {
  readonly kind: ImportKind;
  readonly dataset: string;
  readonly format: string;
  readonly isStrict: boolean;
  readonly run: string;
  readonly model: string;
}

/** Sends a file of tasks or trajectories to be looked at. */
export function sendFile(
  file: File,
  { isStrict, ...options }: UploadOptions,
  onProgress: (sentBytes: number) => void,
): Upload {
  const query = new URLSearchParams({
    name: file.name,
    sizeBytes: String(file.size),
    isStrict: String(isStrict),
    ...options,
  });
  const { outcome, cancel } = postFile(`/api/uploads?${query}`, file, onProgress);
  return {
    cancel,
    outcome: outcome.then((posted) => {
      if (!posted.ok) return posted;
      // The route answers with nothing else.
      const { importId } = posted.answer as { importId: string };
      return { ok: true, importId };
    }),
  };
}
