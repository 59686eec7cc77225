export type PostOutcome =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly message: string };

/** A file on its way. */
export interface PostedFile {
  readonly outcome: Promise<PostOutcome>;
  cancel(): void;
}

/** Sends a file as the body of a request. By XMLHttpRequest, because `fetch` does not tell how much of a body is sent. */
export function postFile(url: string, file: File, onProgress: (sentBytes: number) => void): PostedFile {
  const request = new XMLHttpRequest();
  const outcome = new Promise<PostOutcome>((resolve) => {
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => resolve(readAnswer(request)));
    request.addEventListener("abort", () => resolve({ ok: false, message: "Stopped. Nothing was imported." }));
    request.addEventListener("error", () =>
      resolve({ ok: false, message: "The connection broke off. Send the file again." }),
    );
  });
  request.open("POST", url);
  request.send(file);
  return { outcome, cancel: () => request.abort() };
}

/** Every route answers in JSON; one that fails says why in `error.message`. */
function readAnswer({ status, responseText }: XMLHttpRequest): PostOutcome {
  try {
    const answer: { error?: { message: string } } = JSON.parse(responseText);
    return answer.error ? { ok: false, message: answer.error.message } : { ok: true, answer };
  } catch {
    return { ok: false, message: `The server answered ${status} without saying why. Its log does.` };
  }
}
