/** What an action answers: what came of it, or why nothing did, for people. */
export type Outcome<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly message: string };
