import type { Redaction, SecretKind } from "#lib/core/sample/model";

/** What was redacted, by kind: how often, and in how many samples. */
export type SecretSummary = Readonly<Partial<Record<SecretKind, { readonly count: number; readonly samples: number }>>>;

/** Sums up the redactions of samples; holds counts only. */
export class SecretCount {
  readonly #secrets = new Map<SecretKind, { count: number; samples: number }>();

  /** Adds one sample. */
  add(redactions: readonly Redaction[]): void {
    for (const [kind, found] of Map.groupBy(redactions, (redaction) => redaction.kind)) {
      const secrets = this.#secrets.get(kind) ?? { count: 0, samples: 0 };
      this.#secrets.set(kind, secrets);
      secrets.samples += 1;
      secrets.count += found.reduce((sum, { count }) => sum + count, 0);
    }
  }

  summary(): SecretSummary {
    return Object.fromEntries([...this.#secrets].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
