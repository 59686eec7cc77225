import { lineCounter } from "../line-counter.ts";
import type { LogPart } from "./model.ts";

/** A start or end tag; an empty element has a start tag alone. */
export interface XmlTag {
  readonly kind: "start" | "end" | "empty";
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** 1-based, in the whole log. */
  readonly line: number;
}

const tagName = /(\/?)([A-Za-z_][\w:.-]{0,99})/uy;
const attribute = /\s+([^\s"'<>/=]{1,100})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const tagEnd = /\s*(\/?)>/uy;

/** What is passed over as a whole, from its start to its end. */
const blocks: readonly (readonly [start: string, end: string])[] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
];

/**
 * The tags of the XML documents in a log, whatever stands between them, without reading their text. Of entities, only
 * the five of XML and characters by number are known: nothing is declared, fetched or expanded. What does not read as
 * a tag is text. Linear.
 */
export function* readXmlTags(part: LogPart): Generator<XmlTag> {
  const { text } = part;
  const lineAt = lineCounter(text, part.firstLine);
  const endless = new Set<string>();
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    const block = blocks.find(([start]) => text.startsWith(start, at));
    if (block) {
      const [start, end] = block;
      const close = endless.has(end) ? -1 : text.indexOf(end, at + start.length);
      if (close === -1) endless.add(end);
      at = close === -1 ? at + start.length : close + end.length;
      continue;
    }
    const read = readTag(text, at + 1);
    if (read) yield { ...read.tag, line: lineAt(at) };
    at = read ? read.end : at + 1;
  }
}

function readTag(text: string, from: number): { readonly tag: Omit<XmlTag, "line">; readonly end: number } | null {
  const start = matchAt(tagName, text, from);
  if (!start) return null;
  const [, slash, name = ""] = start;
  const attributes = new Map<string, string>();
  let at = from + start[0].length;
  for (let found = matchAt(attribute, text, at); found; found = matchAt(attribute, text, at)) {
    attributes.set(found[1] ?? "", decodeEntities(found[2] ?? found[3] ?? ""));
    at += found[0].length;
  }
  const end = matchAt(tagEnd, text, at);
  if (!end) return null;
  const kind = slash ? "end" : end[1] ? "empty" : "start";
  return { tag: { kind, name, attributes }, end: at + end[0].length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decodeEntities(value: string): string {
  if (!value.includes("&")) return value;
  return value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/giu, (whole, decimal, hex, name) => {
    if (name) return entities[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
