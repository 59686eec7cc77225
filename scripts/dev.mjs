// @ts-check
import "./boot/check-node.mjs";

const { launch } = await import("./boot/launch.mjs");
process.exit(await launch("development"));
