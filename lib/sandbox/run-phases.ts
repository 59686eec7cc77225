import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { firstCommitScript } from "#lib/core/environment/first-commit-script";
import { excerpt } from "#lib/core/parsed";
import { OutputSplitter } from "#lib/sandbox/output-splitter";
import { inPieces } from "#lib/sandbox/pieces";
import type { Phase, PhaseResult, RunEnd, RunRequest, RunResult } from "#lib/sandbox/port";
import { type Answer, Reports } from "#lib/sandbox/reports";
import { archivePath } from "#lib/sandbox/runner";

/** A sandbox whose process 1 is the runner. */
export interface Container {
  /** To the runner's standard input; resolves when more may be written. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Called once, before the first order. */
  listen(listener: ContainerListener): void;
  setNetwork(policy: Phase["network"]): Promise<void>;
  /** Ends every process inside at once; no error when they have ended. */
  kill(): Promise<void>;
  /** Asked when the sandbox ended by itself. */
  wasOutOfMemory(): Promise<boolean>;
}

export interface ContainerListener {
  onOutput(chunk: Buffer): void;
  onReport(chunk: Buffer): void;
  /** The runner has ended, and everything that it said was delivered. */
  onEnd(): void;
}

export interface Conversation {
  readonly phases: readonly Phase[];
  /** Where phases start and the repository goes. */
  readonly folder: string;
  /** Folders that start with what the image has, see `archivePath`. */
  readonly restored: readonly string[];
  readonly repository?: RunRequest["repository"];
  /** Of each phase. */
  readonly outputLimitBytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly onOutput?: ((phase: string, chunk: Uint8Array) => void) | undefined;
}

const START_SECONDS = 120;
const GIT_SECONDS = 600;
const FILL_SECONDS = 1200;
/** When a phase has ended, its last output may still be on the way, and a hostile one may have eaten the token. */
const STRAGGLER_MS = 2000;

/** The phases of a run, after the one that makes the repository where the environment wants it. */
export function phasesOf({ environment, phases }: Pick<RunRequest, "environment" | "phases">): readonly Phase[] {
  if (!environment.hasGit) return phases;
  const commit = {
    name: "git",
    script: firstCommitScript,
    timeoutSeconds: GIT_SECONDS,
    network: "none",
    isRequired: true,
  } as const;
  return [commit, ...phases];
}

/**
 * Leads the runner of a sandbox through the phases. Afterwards the runner waits for another order, unless the sandbox was
 * ended; whoever calls this removes it.
 */
export async function runPhases(container: Container, conversation: Conversation): Promise<RunResult> {
  const { phases, signal, outputLimitBytes, repository } = conversation;
  const began = performance.now();
  const results: PhaseResult[] = [];
  const reports = new Reports();
  let stopped: RunEnd | undefined;
  let current = "";
  const output = new OutputSplitter(outputLimitBytes, (chunk) => conversation.onOutput?.(current, chunk));

  container.listen({
    onOutput(chunk) {
      output.push(chunk);
      if (output.isRunaway) stop("too-much-output");
    },
    onReport: (chunk) => reports.push(chunk),
    onEnd: () => reports.close(),
  });
  const cancel = () => stop("cancelled");
  signal?.addEventListener("abort", cancel, { once: true });
  if (signal?.aborted) cancel();
  try {
    return await lead();
  } catch (error) {
    // What fails because the sandbox was ended is no failure of its own.
    if (stopped && stopped !== "timed-out") return result(stopped);
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
    if (repository instanceof Readable) repository.destroy();
  }

  async function lead(): Promise<RunResult> {
    if (!(await within(START_SECONDS, () => order("start", undefined, "\n"))) && stopped !== "cancelled") {
      throw new Error(`The sandbox did not start. ${reports.remarks()}`.trim());
    }
    const problem = await within(FILL_SECONDS, fill);
    if (stopped) return result(stopped);
    if (problem) return result("broken", `${problem} ${reports.remarks()}`.trim());
    for (const phase of phases) {
      const done = await runPhase(phase);
      results.push(done);
      if (stopped) return result(stopped);
      if (done.exitCode === null) return result("broken", `The sandbox ended by itself. ${reports.remarks()}`.trim());
      if (phase.isRequired && done.exitCode !== 0)
        return result("stopped", `${phase.name} exited with ${done.exitCode}`);
    }
    return result("completed");
  }

  /** What is wrong with what the sandbox should start with, if anything. */
  async function fill(): Promise<string | undefined> {
    for (const [index, folder] of conversation.restored.entries()) {
      const answer = await order(`restore ${archivePath(index)} ${folder}`);
      if (answer?.code !== 0) return `${folder} could not be filled with what the image has.`;
    }
    if (!repository) return undefined;
    const answer = await order(`unpack ${conversation.folder}`, repository);
    return answer?.code === 0 ? undefined : "The repository could not be unpacked.";
  }

  async function runPhase(phase: Phase): Promise<PhaseResult> {
    current = phase.name;
    const token = randomBytes(20).toString("hex");
    const sawToken = output.begin(token);
    const start = performance.now();
    const answer = await within(phase.timeoutSeconds, async () => {
      await container.setNetwork(phase.network);
      await order("clear");
      for (const [name, content] of Object.entries(phase.files ?? {})) {
        if ((await order(`file ${plainName(name)}`, content))?.code !== 0) return undefined;
      }
      return order(`phase ${conversation.folder} ${token}`, phase.script);
    });
    const durationSeconds = (performance.now() - start) / 1000;
    if (answer) await Promise.race([sawToken, reports.closed, sleep(STRAGGLER_MS, undefined, { ref: false })]);
    output.finish();
    return {
      name: phase.name,
      exitCode: answer?.code ?? null,
      durationSeconds,
      timedOut: !answer && stopped === "timed-out",
      outOfMemory: answer ? answer.killed > 0 : !stopped && (await container.wasOutOfMemory()),
      outputBytes: output.outputBytes,
      isTruncated: output.isTruncated,
    };
  }

  /** Gives an order and waits for its answer; undefined when the sandbox ended instead. */
  async function order(
    line: string,
    content?: string | Uint8Array | Readable,
    before = "",
  ): Promise<Answer | undefined> {
    const answer = reports.next(line.split(" ", 1)[0] ?? "");
    if (reports.isClosed) return undefined;
    const sent = send(`${before}${line}`, content);
    // What is answered before all of it was taken has failed, or has ended.
    await Promise.race([answer, sent]);
    if ((await answer)?.code === 0) await sent;
    return answer;
  }

  async function send(line: string, content: string | Uint8Array | Readable | undefined): Promise<void> {
    await write(`${line}\n`);
    if (content === undefined) return;
    for await (const piece of inPieces(content)) {
      if (reports.isClosed) return;
      await write(piece);
    }
  }

  async function write(bytes: Uint8Array | string): Promise<void> {
    await container.write(bytes).catch((error: unknown) => {
      // The end of a sandbox is seen by its reports ending.
      if (!(error instanceof Error && "code" in error && isClosedPipe(error.code))) throw error;
    });
  }

  async function within<T>(seconds: number, work: () => Promise<T>): Promise<T | undefined> {
    const timer = setTimeout(() => stop("timed-out"), seconds * 1000);
    try {
      return await work();
    } catch (error) {
      if (stopped || reports.isClosed) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  function stop(why: RunEnd): void {
    if (stopped) return;
    stopped = why;
    reports.close();
    container.kill().catch(() => {});
  }

  function result(end: RunEnd, reason?: string): RunResult {
    return {
      phases: results,
      end,
      reason: reason ?? reasonFor(end),
      outputBytes: results.reduce((sum, phase) => sum + phase.outputBytes, 0),
      isTruncated: results.some((phase) => phase.isTruncated),
      durationSeconds: (performance.now() - began) / 1000,
    };
  }

  function reasonFor(end: RunEnd): string | null {
    const phase = phases[results.length - 1];
    if (end === "completed") return null;
    if (end === "cancelled") return "Cancelled";
    if (end === "too-much-output")
      return `${phase?.name} printed far more than the ${outputLimitBytes} bytes that are kept`;
    return phase ? `${phase.name} took longer than ${phase.timeoutSeconds} s` : "Filling the sandbox took too long";
  }
}

function isClosedPipe(code: unknown): boolean {
  return (
    code === "EPIPE" ||
    code === "ECONNRESET" ||
    code === "ERR_STREAM_DESTROYED" ||
    code === "ERR_STREAM_WRITE_AFTER_END"
  );
}

function plainName(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name)) return name;
  throw new Error(`A file of a phase needs a plain name, not ${excerpt(name)}`);
}
