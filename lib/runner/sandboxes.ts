import { AppError } from "#lib/errors";
import type { DriverName, Sandbox, SandboxCheck } from "#lib/sandbox/port";

/** The drivers that this machine can use, best first. */
export class Sandboxes {
  readonly #usable: readonly Sandbox[];
  readonly #checks: readonly SandboxCheck[];

  private constructor(usable: readonly Sandbox[], checks: readonly SandboxCheck[]) {
    this.#usable = usable;
    this.#checks = checks;
  }

  static async open(candidates: readonly Sandbox[]): Promise<Sandboxes> {
    const checks = await Promise.all(candidates.map((sandbox) => sandbox.check()));
    return new Sandboxes(
      candidates.filter((_, index) => checks[index]?.isUsable),
      checks,
    );
  }

  get drivers(): readonly DriverName[] {
    return this.#usable.map(({ driver }) => driver);
  }

  /** Why nothing can be run here and what to install, or null where something can. */
  get problem(): string | null {
    return this.#usable.length > 0 ? null : this.#explain("auto");
  }

  /** Throws where there is none, with what to install: nothing runs outside a sandbox. */
  choose(wanted: DriverName | "auto"): Sandbox {
    const found = this.#usable.find(({ driver }) => wanted === "auto" || driver === wanted);
    if (found) return found;
    throw new AppError("unavailable", this.#explain(wanted));
  }

  #explain(wanted: DriverName | "auto"): string {
    const reasons = this.#checks.flatMap((check) =>
      check.isUsable || (wanted !== "auto" && check.driver !== wanted)
        ? []
        : [`${check.driver}: ${check.reason} ${check.remedy}`],
    );
    const cause = this.#checks.length === 0 ? "ASSAY_SANDBOX says that it runs none." : reasons.join(" ");
    return `This machine has no sandbox to run tests in. ${cause}`;
  }

  [Symbol.iterator](): Iterator<Sandbox> {
    return this.#usable[Symbol.iterator]();
  }
}
