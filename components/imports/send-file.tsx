import { type PostedFile, postFile } from "#components/ui/post-file";
import type { ImportKind } from "#lib/core/import-state";

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
): PostedFile<{ readonly importId: string }> {
  const query = new URLSearchParams({
    name: file.name,
    sizeBytes: String(file.size),
    isStrict: String(isStrict),
    ...options,
  });
  return postFile(`/api/uploads?${query}`, file, onProgress);
}
