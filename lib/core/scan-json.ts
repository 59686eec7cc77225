import { maxJsonDepth } from "./json.ts";
import { excerpt, type Problem } from "./parsed.ts";

export interface JsonScan {
  /** Where the value of a path begins, as an offset. The path is written as `jsonPlace` writes it. */
  readonly places: ReadonlyMap<string, number>;
  /** What makes the text no JSON, which ends the scan, and every key that stands twice in one object; 20 at most. */
  readonly problems: readonly Required<Problem>[];
}

/**
 * Finds where every value of a JSON text stands, and what is wrong with the text: `JSON.parse` says neither reliably, and
 * takes the last of two equal keys without a word. Lines and columns are 1-based, columns in UTF-16 units. Never throws; a
 * text that nests deeper than `maxJsonDepth` is a problem.
 */
export function scanJson(text: string): JsonScan {
  const scanner = new Scanner(text);
  scanner.scan();
  return scanner;
}

/** The name of a path among the places: `["limits","cpus"]`. */
export function jsonPlace(path: readonly (string | number)[]): string {
  return JSON.stringify(path);
}

/** A path as people write it: `limits.cpus`, `setup[0]`. */
export function formatJsonPath(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : index > 0 ? `.${key}` : key)).join("");
}

/** 1-based line and column of an offset. */
export function positionIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

const mostProblems = 20;

type Path = readonly (string | number)[];

const space = /[ \t\n\r]*/y;
const string = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

class Scanner implements JsonScan {
  readonly places = new Map<string, number>();
  readonly problems: Required<Problem>[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    if (!this.#value([])) return;
    this.#take(space);
    if (this.#at < this.#text.length) this.#stop("nothing after the value");
  }

  /** Steps over a value; false when there is none that JSON knows, which was noted. */
  #value(path: Path): boolean {
    this.#take(space);
    this.places.set(jsonPlace(path), this.#at);
    if (path.length > maxJsonDepth) return this.#stop(`at most ${maxJsonDepth} levels`);
    if (this.#text[this.#at] === "{") return this.#object(path);
    if (this.#text[this.#at] === "[") return this.#array(path);
    if (this.#take(string) ?? this.#take(number) ?? this.#take(word)) return true;
    return this.#stop(this.#text[this.#at] === '"' ? "text that ends on its line, with escapes of JSON" : "a value");
  }

  #object(path: Path): boolean {
    const keys = new Set<string>();
    return this.#items("}", () => {
      const at = this.#at;
      const key = this.#take(string);
      if (key === undefined) return this.#stop("a key in double quotes");
      const name: string = JSON.parse(key);
      if (keys.has(name)) this.#note(at, "every key once", key);
      keys.add(name);
      this.#take(space);
      if (!this.#takeSign(":")) return this.#stop("a colon after the key");
      return this.#value([...path, name]);
    });
  }

  #array(path: Path): boolean {
    let index = 0;
    return this.#items("]", () => this.#value([...path, index++]));
  }

  #items(end: "}" | "]", readItem: () => boolean): boolean {
    this.#at++;
    this.#take(space);
    if (this.#takeSign(end)) return true;
    for (;;) {
      this.#take(space);
      if (!readItem()) return false;
      this.#take(space);
      if (this.#takeSign(end)) return true;
      if (!this.#takeSign(",")) return this.#stop(`a comma or ${end}`);
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }

  #takeSign(sign: string): boolean {
    const isThere = this.#text[this.#at] === sign;
    if (isThere) this.#at++;
    return isThere;
  }

  #stop(expected: string): false {
    const [rest] = this.#text.slice(this.#at, this.#at + 20).split("\n");
    this.#note(this.#at, expected, rest || (this.#at < this.#text.length ? "the end of the line" : "the end"));
    return false;
  }

  #note(offset: number, expected: string, found: string): void {
    if (this.problems.length === mostProblems) return;
    this.problems.push({ ...positionIn(this.#text, offset), expected, found: excerpt(found, 40) });
  }
}
