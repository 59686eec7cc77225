// @ts-check

/** An expected failure: its message is the one line the user reads, `details` the last lines of a log. */
export class PlainError extends Error {
  /** @param {string} message @param {{ details?: string, cause?: unknown }} [options] */
  constructor(message, { details = "", cause } = {}) {
    super(message, { cause });
    this.details = details;
  }
}

/** Says what went wrong on stderr: one line, after the log's last lines where there are any. @param {unknown} error */
export function reportFailure(error) {
  if (error instanceof PlainError) {
    if (error.details) process.stderr.write(`${error.details.trimEnd().replace(/^/gm, "  | ")}\n`);
    process.stderr.write(`assay: ${error.message}\n`);
    return;
  }
  process.stderr.write(`assay: ${systemMessage(error)}\n`);
  if (process.env.ASSAY_DEBUG) console.error(error);
}

/** The reason of a failed system call in words a user can act on. @param {unknown} error */
export function systemMessage(error) {
  const { code, path, message } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  const where = path ? ` (${path})` : "";
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return `the disk is full${where}`;
    case "EACCES":
    case "EPERM":
      return `permission denied${where}`;
    case "EROFS":
      return `the file system is read-only${where}`;
    case "ENOTDIR":
    case "EEXIST":
      return `not a folder${where}`;
    case "ENOENT":
      return `not found${where}`;
    default:
      return message ?? String(error);
  }
}

/** The last lines of a log, without the empty ones. @param {string} text @param {number} [count] */
export function lastLines(text, count = 15) {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-count)
    .join("\n");
}

/** A known cause found in a program's output, or undefined. @param {string} text */
export function knownCause(text) {
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|Check free disk space/i.test(text)) {
    return "the disk is full";
  }
  if (/npm error code EUSAGE/.test(text))
    return "package-lock.json does not fit package.json (`npm install` brings it up to date)";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(text)) return "the network could not be reached";
  if (/EACCES|Permission denied/i.test(text)) return "permission denied";
  if (/EROFS|Read-only file system/i.test(text)) return "the file system is read-only";
  if (/JavaScript heap out of memory|ENOMEM|Cannot allocate memory/i.test(text)) return "not enough memory";
  return undefined;
}
