import { text } from "node:stream/consumers";
import { environmentSchema, imageSpecOf } from "#lib/core/environment/model";
import { openDriver } from "#lib/sandbox/open-driver";
import type { DriverName, Phase } from "#lib/sandbox/port";

export interface WorkerOrder {
  readonly driver: DriverName;
  readonly workerId: string;
  readonly environment: unknown;
  /** Nothing but the image when there are none. */
  readonly phases: readonly Phase[];
}

/** A worker as a process of its own, to be killed: reads an order, prints what the build gave and then what the phases print. */
const order: WorkerOrder = JSON.parse(await text(process.stdin));
const sandbox = openDriver(order.driver, order.workerId);
const environment = environmentSchema.parse(order.environment);
process.stdout.write(`${JSON.stringify(await sandbox.ensureImage(imageSpecOf(environment)))}\n`);
if (order.phases.length > 0) {
  await sandbox.run({ environment, phases: order.phases, onOutput: (_phase, chunk) => process.stdout.write(chunk) });
}
