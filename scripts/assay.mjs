// @ts-check
import "./boot/check-node.mjs";

const { runCommand } = await import("./boot/command.mjs");
process.exit(await runCommand(process.argv.slice(2)));
