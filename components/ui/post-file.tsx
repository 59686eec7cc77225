import type { Outcome } from "#lib/outcome";

/** A file on its way, and what its route answers. */
export interface PostedFile<T> {
  readonly outcome: Promise<Outcome<T>>;
  cancel(): void;
}

/** Sends a file as the body of a request. By XMLHttpRequest, because `fetch` does not tell how much of a body is sent. */
export function postFile<T>(url: string, file: File, onProgress: (sentBytes: number) => void): PostedFile<T> {
  const request = new XMLHttpRequest();
  const outcome = new Promise<Outcome<T>>((resolve) => {
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

/** Every route answers in JSON, as its type says; one that fails says why in `error.message`. */
function readAnswer<T>({ status, responseText }: XMLHttpRequest): Outcome<T> {
  try {
    const answer: T & { readonly error?: { readonly message: string } } = JSON.parse(responseText);
    return answer.error ? { ok: false, message: answer.error.message } : { ok: true, data: answer };
  } catch {
    return { ok: false, message: `The server answered ${status} without saying why. Its log does.` };
  }
}
