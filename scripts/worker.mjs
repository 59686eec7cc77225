// @ts-check
import "./boot/check-node.mjs";

const { runWorker } = await import("./boot/command.mjs");
process.exit(await runWorker());
