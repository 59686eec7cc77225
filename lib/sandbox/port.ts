import type { Readable } from "node:stream";
import type { Environment, ImageSpec, NetworkPolicy } from "#lib/core/environment/model";

/**
 * Where hostile code runs. A driver keeps every promise of this file or says in `check` which one it cannot keep;
 * nothing ever runs outside a sandbox.
 */
export interface Sandbox {
  readonly driver: DriverName;
  /** Whether it can be used here, found out by using it. */
  check(): Promise<SandboxCheck>;
  /** Builds the image of a specification unless it is there; of several processes that ask at once, one builds. */
  ensureImage(spec: ImageSpec, options?: BuildOptions): Promise<BuildResult>;
  listImages(): Promise<readonly SandboxImage[]>;
  /** No error when it is not there. */
  removeImage(hash: string): Promise<void>;
  /**
   * Runs the phases one after the other in one fresh sandbox, and leaves nothing of it. What the code inside does, also to
   * itself, is a result; a throw means that the machinery failed, and the run may be tried again.
   */
  run(request: RunRequest): Promise<RunResult>;
  /**
   * Removes what dead workers left: sandboxes, half-built images, folders; gives their number. It asks about every worker
   * that this engine or machine has something of, also one of another installation: say true for a stranger.
   */
  sweep(isAlive: (workerId: string) => boolean | Promise<boolean>): Promise<number>;
  stats(): Promise<SandboxStats>;
}

export type DriverName = "docker" | "bubblewrap";

export type SandboxCheck =
  | {
      readonly isUsable: true;
      readonly driver: DriverName;
      readonly version: string;
      /** Each limit and whether something enforces it. */
      readonly limits: Readonly<Record<LimitName, boolean>>;
      /** What this driver cannot do here, in sentences. */
      readonly notes: readonly string[];
    }
  | { readonly isUsable: false; readonly driver: DriverName; readonly reason: string; readonly remedy: string };

export type LimitName = "memory" | "cpus" | "pids" | "disk" | "network" | "output" | "time";

export interface SandboxImage {
  /** Hash of the specification, see `imageHash`. */
  readonly hash: string;
  /** What the result depends on in fact: the engine's image id, or the base folder and the host it came from. */
  readonly digest: string;
  readonly sizeBytes: number;
}

export interface BuildOptions {
  readonly signal?: AbortSignal;
  /** Asked once nobody else builds it: why not to try, where others have failed at it meanwhile. */
  readonly knownFailure?: () => Promise<string | undefined>;
  readonly onOutput?: (chunk: Uint8Array) => void;
}

export type BuildResult =
  | { readonly ok: true; readonly image: SandboxImage; readonly isNew: boolean }
  /**
   * The specification cannot be built as it is; `log` is what its commands printed, at most its last megabyte. Not new where
   * the failure was known.
   */
  | { readonly ok: false; readonly isNew: boolean; readonly reason: string; readonly log: string };

export interface RunRequest {
  readonly environment: Environment;
  /** A tar archive, unpacked in the work folder, inside and without privileges. */
  readonly repository?: Readable | Uint8Array;
  readonly phases: readonly Phase[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly onOutput?: (phase: string, chunk: Uint8Array) => void;
}

export interface Phase {
  readonly name: string;
  /** Bash where the image has it, else sh; starts in the work folder. */
  readonly script: string;
  /** Small files, put into `phaseFolder` for this phase. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly timeoutSeconds: number;
  readonly network: NetworkPolicy;
  /** Whether an exit status other than 0 ends the run. */
  readonly isRequired?: boolean;
}

export interface RunResult {
  /** Those that began, in order. */
  readonly phases: readonly PhaseResult[];
  readonly end: RunEnd;
  /** Why it ended early, for people; null when it was completed. */
  readonly reason: string | null;
  /** Everything that was printed, kept or not. */
  readonly outputBytes: number;
  readonly isTruncated: boolean;
  readonly durationSeconds: number;
}

/**
 * `stopped`: a required phase failed; `broken`: the sandbox could not be filled (a repository too large for the disk limit,
 * an archive that is none) or died with what ran in it.
 */
export type RunEnd = "completed" | "stopped" | "timed-out" | "cancelled" | "too-much-output" | "broken";

export interface PhaseResult {
  readonly name: string;
  /** As a shell tells it, 137 for a killed one; null when the phase did not come to its end. */
  readonly exitCode: number | null;
  readonly durationSeconds: number;
  readonly timedOut: boolean;
  /** Whether the memory limit killed a process of it. */
  readonly outOfMemory: boolean;
  readonly outputBytes: number;
  readonly isTruncated: boolean;
}

export interface SandboxStats {
  readonly runningRuns: number;
  readonly images: number;
  readonly imageBytes: number;
}

/** Where the files of a phase lie inside. */
export const phaseFolder = "/run/assay";
/** The account that everything runs as, its name and its home inside. */
export const sandboxUser = { id: 10_001, name: "assay", home: "/home/assay" } as const;
