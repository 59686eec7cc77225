import { expect, type Locator, type Page } from "@playwright/test";
import type { Ctx } from "#lib/auth/actor";
import type { Step, Trajectory } from "#lib/core/trajectory/model";
import {
  agentStep,
  commandStep,
  noExtras,
  outlineOf,
  sampleTrajectory,
} from "#lib/core/trajectory/testing/sample-steps";
import { samplePatch } from "#lib/db/testing/sample-records";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { importRows, newSlug, taskRow } from "./task-rows.ts";

export const finalPatch = samplePatch("src/widgets.py", 7);
const longOutput = Array.from({ length: 3_000 }, (_, line) => `\u001b[32mline ${line + 1}\u001b[0m of the log`).join(
  "\n",
);

/** A long trajectory of a new task: an edit at 4, a gold edit at 6, tests at 8 and 200, errors at 9 and 250, a loop from 20 to 25. */
export async function newTrajectory(
  ctx: Ctx,
  change: Partial<Trajectory> = {},
): Promise<{ readonly id: number; readonly taskId: number; readonly instanceId: string }> {
  const dataset = newSlug("replay");
  const [[instanceId, taskId] = ["", 0]] = await importRows(ctx, dataset, [taskRow(1)]);
  const steps = change.steps ?? longSteps();
  const outline = outlineOf(steps).map((step) => ({
    ...step,
    isGoldEdit: step.number === 6,
    isError: step.isError || step.number === 9 || step.number === 250,
    testRun: step.number === 8 || step.number === 200 ? { passed: 3, failed: 1 } : null,
    loop: step.number >= 20 && step.number <= 25 ? 0 : null,
  }));
  const trajectory = sampleTrajectory(steps, { instanceId, finalPatch, ...change });
  return { id: await insertTrajectory(ctx.db, trajectory, { dataset, taskId, outline }), taskId, instanceId };
}

function longSteps(): readonly Step[] {
  return Array.from({ length: 300 }, (_, place): Step => {
    const number = place + 1;
    if (number === 1)
      return { kind: "user", number, ...noExtras, content: [{ type: "text", text: "Please mend the widget." }] };
    if (number === 3) return commandStep(number, "make noise", longOutput, { reasoning: "I want to hear it." });
    if (number === 4 || number === 6) return editStep(number);
    if (number === 150) return commandStep(number, "cat needle.txt", "a needle, and another Needle");
    if (number === 290) return commandStep(number, "echo needle", "");
    return commandStep(number, `echo ${number}`, `output of ${number}\n${"more\n".repeat(number % 20)}`);
  });
}

function editStep(number: number): Step {
  const args = { command: "str_replace", path: "src/widgets.py", old_str: "second = 0", new_str: "second = 7" };
  return agentStep({ number, calls: [{ id: "call-1", name: "str_replace_editor", arguments: args, extra: {} }] });
}

export function stepOf(page: Page, number: number): Locator {
  return page.getByRole("article", { name: `Step ${number}`, exact: true });
}

/** The step is the one at hand: so the toolbar says, and it is seen at the top of the transcript. */
export async function expectAt(page: Page, number: number): Promise<void> {
  await expect(page.getByText(`Step ${number.toLocaleString("en")} of`)).toBeVisible();
  await expect(stepOf(page, number)).toBeInViewport();
}
