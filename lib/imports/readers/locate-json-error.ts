export interface JsonError {
  /** UTF-16 offset in the text. */
  readonly offset: number;
  readonly expected: string;
}

/** Where and why a text is no JSON, which `JSON.parse` does not say in every case; null where it is JSON. */
export function locateJsonError(text: string): JsonError | null {
  const scan: Scan = { text, at: 0, open: [], expects: "value" };
  for (;;) {
    scan.at = afterBlank(text, scan.at);
    if (scan.expects === "comma" && scan.open.length === 0) {
      return scan.at === text.length ? null : { offset: scan.at, expected: "the end of the value" };
    }
    const expected = step(scan, text.charAt(scan.at));
    if (expected !== null) return { offset: scan.at, expected };
  }
}

type Expects = "value" | "item" | "key" | "first key" | "colon" | "comma";

interface Scan {
  readonly text: string;
  at: number;
  readonly open: ("{" | "[")[];
  expects: Expects;
}

/** Takes one token; gives what was expected where another one stands. */
function step(scan: Scan, char: string): string | null {
  switch (scan.expects) {
    case "comma":
      return stepBehindValue(scan, char);
    case "colon":
      return char === ":" ? take(scan, 1, "value") : '":"';
    case "key":
    case "first key":
      if (char === "}" && scan.expects === "first key") return close(scan);
      return char === '"' ? takeString(scan, "colon") : "a key in double quotes";
    case "item":
      return char === "]" ? close(scan) : stepIntoValue(scan, char);
    case "value":
      return stepIntoValue(scan, char);
  }
}

function stepBehindValue(scan: Scan, char: string): string | null {
  const isObject = scan.open.at(-1) === "{";
  const end = isObject ? "}" : "]";
  if (char === end) return close(scan);
  return char === "," ? take(scan, 1, isObject ? "key" : "value") : `"," or "${end}"`;
}

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;

function stepIntoValue(scan: Scan, char: string): string | null {
  if (char === '"') return takeString(scan, "comma");
  if (char === "{" || char === "[") {
    scan.open.push(char);
    return take(scan, 1, char === "{" ? "first key" : "item");
  }
  scalar.lastIndex = scan.at;
  const found = scalar.exec(scan.text)?.[0];
  return found === undefined ? "a JSON value" : take(scan, found.length, "comma");
}

function close(scan: Scan): null {
  scan.open.pop();
  return take(scan, 1, "comma");
}

function take(scan: Scan, length: number, expects: Expects): null {
  scan.at += length;
  scan.expects = expects;
  return null;
}

function takeString(scan: Scan, expects: Expects): string | null {
  const { text, at: start } = scan;
  for (scan.at = start + 1; scan.at < text.length; scan.at++) {
    const char = text.charAt(scan.at);
    if (char === '"') return take(scan, 1, expects);
    if (char < " ") return "an escaped control character in the string";
    if (char !== "\\") continue;
    if (!/^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/u.test(text.slice(scan.at, scan.at + 6))) return "a known escape";
    scan.at++;
  }
  return "a closed string";
}

function afterBlank(text: string, start: number): number {
  let at = start;
  while (at < text.length && " \t\r\n".includes(text.charAt(at))) at++;
  return at;
}
