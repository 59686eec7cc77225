import { type PatchFile, patchPath } from "../patch/model.ts";
import { KnownFile, type KnownRun } from "../working-tree/known-file.ts";
import { writeFileDiff } from "../working-tree/write-file-diff.ts";
import type { FilePatch, PatchState } from "./patch-timeline.ts";

interface Loss {
  readonly step: number;
  readonly reason: string;
}

interface TrackedFile {
  readonly file: KnownFile;
  /** The file's part of a diff that the source gives; null once it was edited after that. */
  given: string | null;
  loss: Loss | null;
  /** What another file was when this copy of it was made. */
  readonly copyOf: { readonly path: string; readonly segments: KnownFile["segments"] } | null;
  shown: FilePatch | null;
}

/** The working tree while a trajectory is replayed: the files that were seen or changed, and since when it isn't known. */
export class ReplayedTree {
  readonly #files = new Map<string, TrackedFile>();
  #loss: Loss | null = null;
  #step = 0;

  enter(step: number): void {
    this.#step = step;
  }

  /** The file as far as it is known; one that was not met before was there at the start. */
  existing(path: string): KnownFile {
    return (this.#files.get(path) ?? this.#track(path, KnownFile.existing())).file;
  }

  find(path: string): KnownFile | undefined {
    return this.#files.get(path)?.file;
  }

  /** Writes a whole file; one that was not met before is new. */
  write(path: string, text: string | null, reason = "a command wrote it"): void {
    const tracked = this.#files.get(path) ?? this.#track(path, KnownFile.created(""));
    tracked.file.write(text);
    this.changed(path, reason);
  }

  /** Says that a file was changed, after the change was made to what is known of it. */
  changed(path: string, reason: string): void {
    const tracked = this.#files.get(path);
    if (!tracked) return;
    tracked.given = null;
    tracked.shown = null;
    if (tracked.file.segments) tracked.loss = null;
    else tracked.loss ??= { step: this.#step, reason };
  }

  /** The file can't be known any more. */
  lose(path: string, reason: string): void {
    this.existing(path).write(null);
    this.changed(path, reason);
  }

  /** Files that can't be named may have changed. */
  loseAll(reason: string): void {
    this.#loss ??= { step: this.#step, reason };
  }

  /** Takes in what is shown of a file; a whole file that is shown makes it known again. */
  learn(path: string, run: KnownRun, isWhole: boolean): void {
    const file = this.existing(path);
    const fits = file.segments !== null && file.learn(run);
    if (isWhole && fits) file.endAt(run.start + run.lines.length);
    else if (isWhole) {
      file.write(run.lines.map((line) => `${line}\n`).join(""));
      this.changed(path, "");
    } else if (file.segments && !fits) this.lose(path, "what was shown of it differs from what the edits say");
  }

  /** The file is again what it was at the start. */
  revert(path: string): void {
    const file = this.#files.get(path)?.file;
    this.#files.delete(path);
    if (file?.base) this.#track(path, KnownFile.reverted(file.base, file.baseLength));
  }

  remove(path: string): void {
    const tracked = this.#files.get(path);
    if (tracked?.file.base === null) this.#files.delete(path);
    else if (tracked) {
      tracked.file.remove();
      this.changed(path, "it was deleted");
    } else this.loseAll(`a file that was never shown was deleted: ${path}`);
  }

  copy(path: string, to: string): void {
    const source = this.#files.get(path);
    const target = this.#files.get(to);
    if (target && source?.copyOf?.path === to) {
      target.file.segments = source.copyOf.segments;
      this.changed(to, "it was put back from a copy");
      return;
    }
    if (target) target.file.write(source?.file.text ?? null);
    else {
      const copyOf = { path, segments: source ? source.file.segments : KnownFile.existing().segments };
      this.#track(to, KnownFile.created(source?.file.text ?? null), copyOf);
    }
    this.changed(to, "it is a copy of a file that was not shown whole");
  }

  /** A diff of the whole tree; files that are new and not in it stay as they are where it leaves new files out. */
  checkpoint(files: readonly PatchFile[], text: string, hasNewFiles: boolean): void {
    for (const [path, { file }] of [...this.#files]) if (hasNewFiles || file.base !== null) this.revert(path);
    this.#loss = null;
    for (const patch of files) {
      const path = patchPath(patch);
      const known = this.#files.get(path)?.file.base ?? [];
      const file = KnownFile.patched(patch.hunks, patch.oldPath !== null);
      for (const [line, content] of known) if (!file.base?.has(line)) file.base?.set(line, content);
      this.#track(path, file).given = text.slice(patch.startOffset, patch.endOffset);
    }
  }

  state(): PatchState {
    const files = [...this.#files].flatMap(([path, tracked]) => this.#show(path, tracked) ?? []);
    const lost = [...this.#files.values()].flatMap(({ loss }) => loss ?? []);
    const [first = null] = [...lost, ...(this.#loss ? [this.#loss] : [])].toSorted((a, b) => a.step - b.step);
    return {
      step: this.#step,
      files,
      isKnown: first === null && files.every(({ certainty }) => certainty !== "unknown"),
      unknownSince: first?.step ?? null,
      reason: first?.reason ?? null,
    };
  }

  #show(path: string, tracked: TrackedFile): FilePatch | null {
    const { file, given } = tracked;
    if (given === null && file.isUnchanged) return null;
    if (tracked.shown) return tracked.shown;
    const patch = given ?? writeFileDiff(path, file);
    if (patch === "") return null;
    if (patch === null) tracked.loss ??= { step: this.#step, reason: "lines that it lost were never shown" };
    const certainty = patch === null ? "unknown" : given === null ? "rebuilt" : "exact";
    tracked.shown = { path, patch, certainty, linesAreKnown: file.placeless.length === 0 };
    return tracked.shown;
  }

  #track(path: string, file: KnownFile, copyOf: TrackedFile["copyOf"] = null): TrackedFile {
    const tracked: TrackedFile = { file, given: null, loss: null, copyOf, shown: null };
    this.#files.set(path, tracked);
    return tracked;
  }
}
