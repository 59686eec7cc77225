// @ts-check
import "./boot/check-node.mjs";

const { runTests } = await import("./boot/run-tests.mjs");
process.exit(await runTests());
