// @ts-check

/**
 * Prints `title… 12 s` around a piece of work.
 * @template T @param {string} title @param {() => Promise<T>} work @param {NodeJS.WritableStream} [out]
 */
export async function phase(title, work, out = process.stdout) {
  const began = performance.now();
  out.write(`${title}… `);
  try {
    const result = await work();
    out.write(`${formatSeconds(performance.now() - began)}\n`);
    return result;
  } catch (error) {
    out.write("\n");
    throw error;
  }
}

/** @param {number} milliseconds */
export function formatSeconds(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
