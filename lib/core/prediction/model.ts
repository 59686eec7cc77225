/** One patch that a model proposes for a task. */
export interface Prediction {
  readonly instanceId: string;
  /** Null where the format has no name for it (SWE-bench-Live, Multi-SWE-bench). */
  readonly model: string | null;
  /** Null where the model gave none; empty where it gave an empty one. Both are legal, and count as an empty patch. */
  readonly patch: string | null;
}
