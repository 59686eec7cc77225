import type { Ctx } from "#lib/auth/actor";
import { formatHtmlEnd, formatHtmlHead, formatHtmlStep, type HtmlFact } from "#lib/core/trajectory/format-html";
import { fence, formatStepMarkdown } from "#lib/core/trajectory/format-step-markdown";
import { formatCount, formatDuration } from "#lib/format";
import type { TrajectoryDetail } from "#lib/trajectories/detail";
import { readSteps } from "#lib/trajectories/steps";

/** A trajectory as one HTML file that needs nothing else, piece by piece. */
export async function* writeHtml(ctx: Ctx, trajectory: TrajectoryDetail): AsyncGenerator<string> {
  yield formatHtmlHead(`Trajectory of ${trajectory.instanceId}`, factsOf(trajectory));
  for await (const step of readSteps(ctx, trajectory.id)) yield formatHtmlStep(step);
  yield formatHtmlEnd();
}

/** A trajectory as Markdown, piece by piece. */
export async function* writeMarkdown(ctx: Ctx, trajectory: TrajectoryDetail): AsyncGenerator<string> {
  const facts = factsOf(trajectory).map(([name, value]) => `${name}: ${value}`);
  yield `# Trajectory ${trajectory.id}\n\n${fence(facts.join("\n"))}\n`;
  for await (const step of readSteps(ctx, trajectory.id)) yield `\n${formatStepMarkdown(step)}`;
}

function factsOf(trajectory: TrajectoryDetail): HtmlFact[] {
  const { promptTokens, completionTokens, costUsd, durationSeconds } = trajectory;
  const facts: readonly (readonly [string, string | null])[] = [
    ["Task", trajectory.instanceId],
    ["Dataset", trajectory.dataset],
    ["Model", trajectory.model],
    ["Scaffold", trajectory.scaffold],
    ["Attempt", trajectory.attempt === null ? null : String(trajectory.attempt)],
    ["Verdict", trajectory.verdict],
    ["Exit", trajectory.exitStatus],
    ["Steps", formatCount(trajectory.steps)],
    ["Turns", formatCount(trajectory.turns)],
    ["Prompt tokens", promptTokens === null ? null : formatCount(promptTokens)],
    ["Completion tokens", completionTokens === null ? null : formatCount(completionTokens)],
    ["Cost", costUsd === null ? null : `$${costUsd.toFixed(4)}`],
    ["Time", durationSeconds === null ? null : formatDuration(durationSeconds)],
    ["Flags", trajectory.flags.length === 0 ? null : trajectory.flags.join(", ")],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
