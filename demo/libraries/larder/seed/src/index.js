export { Cache } from "./cache.js";
export { restoreSnapshot, takeSnapshot } from "./snapshot.js";
