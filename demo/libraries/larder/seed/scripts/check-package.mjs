import { access, readFile } from "node:fs/promises";

const root = new URL("../", import.meta.url);
const manifest = JSON.parse(await readFile(new URL("package.json", root), "utf8"));

await access(new URL(manifest.exports, root));
const { Cache } = await import(new URL(manifest.exports, root));
if (typeof Cache !== "function") throw new Error(`${manifest.exports} does not export Cache`);
console.log(`${manifest.name} ${manifest.version}`);
