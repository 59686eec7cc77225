/** What an action answers: what came of it, or why nothing did, for people. */
export type Outcome<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly code?: string; readonly message: string };

/** The outcome of an action; one that did not reach the server, or broke there, is a failure like any other. */
export async function attempt<T>(work: () => Promise<Outcome<T>>, advice = ""): Promise<Outcome<T>> {
  try {
    return await work();
  } catch {
    return { ok: false, code: "unreachable", message: `The server did not answer. ${advice}`.trimEnd() };
  }
}
