type Outcome = { readonly ok: true; readonly importId: string } | { readonly ok: false; readonly message: string };

export interface Upload {
  readonly outcome: Promise<Outcome>;
  cancel(): void;
}

interface UploadOptions {
  readonly dataset: string;
  readonly format: string;
  readonly isStrict: boolean;
}

/** What the upload route answers. */
type Answer = { readonly importId: string } | { readonly error: { readonly message: string } };

/** Sends a file as the body of a request. By XMLHttpRequest, because `fetch` does not tell how much of a body is sent. */
export function sendFile(
  file: File,
  { dataset, format, isStrict }: UploadOptions,
  onProgress: (sentBytes: number) => void,
): Upload {
  const query = new URLSearchParams({
    name: file.name,
    sizeBytes: String(file.size),
    dataset,
    format,
    isStrict: String(isStrict),
  });
  const request = new XMLHttpRequest();
  const outcome = new Promise<Outcome>((resolve) => {
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => resolve(readAnswer(request)));
    request.addEventListener("abort", () => resolve({ ok: false, message: "Stopped. Nothing was imported." }));
    request.addEventListener("error", () =>
      resolve({ ok: false, message: "The connection broke off. Send the file again." }),
    );
  });
  request.open("POST", `/api/uploads?${query}`);
  request.send(file);
  return { outcome, cancel: () => request.abort() };
}

function readAnswer({ status, responseText }: XMLHttpRequest): Outcome {
  try {
    const answer: Answer = JSON.parse(responseText);
    return "importId" in answer ? { ok: true, ...answer } : { ok: false, message: answer.error.message };
  } catch {
    return { ok: false, message: `The server answered ${status} without saying why. Its log does.` };
  }
}
