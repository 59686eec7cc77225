/** A name as it stands in a header: `a/src/x.py`, `"a/\303\244.py"`, `/dev/null`, perhaps with a time stamp after a tab. */
const quotedName = /^"[^"\\]*(?:\\.[^"\\]*)*"/su;
/** No file system takes longer names, and no pattern here is meant for them. */
const maxHeaderLength = 16_384;
const prefixLetter = /^[abciow]\//u;

/** Reads the name of a `---` or `+++` line, still with its prefix; null for `/dev/null`. */
export function parseHeaderName(rest: string): string | null {
  const quoted = rest.length > maxHeaderLength ? undefined : quotedName.exec(rest)?.[0];
  const name = quoted ? unquotePath(quoted) : (rest.split("\t", 1)[0] ?? "").replace(/\r$/u, "");
  return name === "/dev/null" ? null : name;
}

/**
 * Splits the two names of `diff --git a/x b/y`, each as written (quoted names stay quoted). Unquoted names with
 * spaces are ambiguous; git only leaves them unquoted, and the header decisive, where both are the same path.
 */
export function splitGitHeader(rest: string): readonly [string, string] | null {
  if (rest.length > maxHeaderLength) return null;
  const first = quotedName.exec(rest)?.[0];
  if (first) {
    const second = rest.slice(first.length + 1);
    return second === "" ? null : [first, second];
  }
  const half = (rest.length - 1) / 2;
  if (rest.charAt(half) === " " && withoutPrefix(rest.slice(0, half)) === withoutPrefix(rest.slice(half + 1))) {
    return [rest.slice(0, half), rest.slice(half + 1)];
  }
  const match = /^(\S+?) ("(?:[^"\\]|\\.)*"|\S+)$/su.exec(rest) ?? /^(.+?) ("?[bw]\/.+)$/su.exec(rest);
  return match?.[1] && match[2] ? [match[1], match[2]] : null;
}

/** Takes `a/` and `b/` (or git's mnemonic `c/ i/ o/ w/`) off both names, or off neither. */
export function stripPrefixes(oldName: string | null, newName: string | null): readonly [string | null, string | null] {
  const isPrefixed = [oldName, newName].every((name) => name === null || prefixLetter.test(name));
  if (!isPrefixed) return [oldName, newName];
  return [oldName === null ? null : withoutPrefix(oldName), newName === null ? null : withoutPrefix(newName)];
}

/** Undoes git's C-style quoting; octal escapes are the bytes of UTF-8. A name that is not quoted comes back as it is. */
export function unquotePath(name: string): string {
  if (!/^".*"$/su.test(name)) return name;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [part, escaped] of name.slice(1, -1).matchAll(/\\([0-7]{1,3}|.)|[^\\]+/gsu)) {
    if (escaped === undefined) bytes.push(...encoder.encode(part));
    else if (/^[0-7]/u.test(escaped)) bytes.push(Number.parseInt(escaped, 8) & 0xff);
    else bytes.push(...encoder.encode(controlEscapes[escaped] ?? escaped));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

const controlEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
};

function withoutPrefix(name: string): string {
  return prefixLetter.test(name) ? name.slice(2) : name;
}
