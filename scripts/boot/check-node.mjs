// @ts-check
// Imported first, and imports nothing: an older Node cannot even load the other modules.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`assay: Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
