/** What a script says it writes. */
export interface ScriptWrites {
  /** The paths that stand in the script as they are. */
  readonly paths: readonly string[];
  /** It also writes where its text does not say. */
  readonly hasOthers: boolean;
}

const literal = String.raw`[rbuf]?(?<quote>['"])(?<path>[^'"\n]{1,400})\k<quote>`;
const writeMode = String.raw`\s{0,20},\s{0,20}(?:mode\s?=\s?)?['"][rwaxbt+]{0,3}[wax+][rwaxbt+]{0,3}['"]`;
const openLiteral = new RegExp(String.raw`\bopen\(\s{0,20}${literal}${writeMode}`, "gu");
const openName = new RegExp(String.raw`\bopen\(\s{0,20}(?<name>[A-Za-z_][\w.]{0,100})${writeMode}`, "gu");
const pathLiteral = new RegExp(String.raw`\bPath\(${literal}\)\.write_(?:text|bytes)\(`, "gu");
const nodeLiteral = new RegExp(String.raw`\b(?:write|append)File(?:Sync)?\(\s{0,20}${literal}`, "gu");
const assigned = new RegExp(
  String.raw`^[ \t]{0,40}(?:const |let |var )?(?<name>[A-Za-z_]\w{0,100})\s{0,9}=\s{0,9}(?:Path\()?${literal}`,
  "gmu",
);
const otherWrite =
  /\.write_(?:text|bytes)\(|\b(?:write|append)File(?:Sync)?\(|\bshutil\.(?:copy|move|rmtree)|\bos\.(?:rename|replace|remove|unlink)\(|\bfileinput\.(?:input|FileInput)\([^)\n]{0,200}inplace|\bopen\([^)\n]{0,200}['"][rbt]{0,2}[wa][+bt]{0,2}['"]/gu;

/** Reads a Python or Node script for the files that it writes, by the usual calls alone. Linear in the script. */
export function findScriptWrites(script: string): ScriptWrites {
  const names = new Map(Array.from(script.matchAll(assigned), ({ groups }) => [groups?.name, groups?.path]));
  const paths: string[] = [];
  for (const pattern of [openLiteral, pathLiteral, nodeLiteral]) {
    for (const { groups } of script.matchAll(pattern)) paths.push(groups?.path ?? "");
  }
  let understood = paths.length;
  for (const { groups } of script.matchAll(openName)) {
    const path = names.get(groups?.name);
    if (path === undefined) continue;
    paths.push(path);
    understood++;
  }
  const all = Array.from(script.matchAll(otherWrite)).length;
  return { paths: [...new Set(paths)], hasOthers: all > understood };
}
