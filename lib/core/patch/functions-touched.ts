import { type DefinitionRule, definitionRule } from "./definition-rules.ts";
import { languageOf } from "./languages.ts";
import { type PatchFile, type PatchHunk, patchPath } from "./model.ts";

/**
 * How many functions and methods a patch touches.
 *
 * The rule: an added or removed line belongs to the definition that encloses it as far as the patch shows: the
 * nearest definition above it in the hunk whose body it is indented into, else the one git put behind the `@@`. A
 * changed definition line or decorator touches its definition. Each definition counts once per file; a hunk inside a
 * class whose method is out of sight counts as one. Lines outside of every definition (imports, constants) and files
 * in a language without a rule count for nothing.
 *
 * The Skywork-SWE paper (Table 2) does not say how it counts; it reports 2.1 for SWE-bench Verified.
 */
export function countFunctionsTouched(files: readonly PatchFile[]): number {
  return files.reduce((sum, file) => sum + functionsOfFile(file).size, 0);
}

interface Definition {
  readonly name: string;
  readonly indent: number;
  readonly isContainer: boolean;
}

/** A longer line is generated or hostile; the patterns are not meant for it. */
const maxDefinitionLength = 300;

const ignoredAtEdge = /^\s*(?:[)\]{#]|\/[/*]|\*|\w+:\s*$)/u;
const decorator = /^\s*@\w/u;

function functionsOfFile(file: PatchFile): ReadonlySet<string> {
  const touched = new Set<string>();
  const rule = definitionRule(languageOf(patchPath(file)));
  if (rule) for (const hunk of file.hunks) addTouched(hunk, rule, touched);
  return touched;
}

function addTouched(hunk: PatchHunk, rule: DefinitionRule, touched: Set<string>): void {
  const section = readDefinition(hunk.section, rule);
  let enclosing: readonly Definition[] = section ? [section] : [];
  let hasChangedDecorator = false;
  for (const { kind, text } of hunk.lines) {
    if (text.trim() === "") continue;
    const found = readDefinition(text, rule);
    const isChanged = kind !== "context";
    if (found) enclosing = [...enclosing.filter((outer) => outer !== section && outer.indent < found.indent), found];
    else if (decorator.test(text)) hasChangedDecorator ||= isChanged;
    else if (!ignoredAtEdge.test(text) && !isEnd(text, rule)) enclosing = left(enclosing, text);
    const innermost = enclosing.at(-1);
    if (innermost && !decorator.test(text) && (isChanged || (found && hasChangedDecorator))) {
      if (!innermost.isContainer) touched.add(innermost.name);
      else if (innermost === section) touched.add(`${hunk.startLine} ${innermost.name}`);
    }
    if (found) hasChangedDecorator = false;
    if (isEnd(text, rule)) enclosing = left(enclosing, text);
  }
}

/** The definitions that a line of this indentation is still inside of. */
function left(enclosing: readonly Definition[], text: string): readonly Definition[] {
  const indent = indentOf(text);
  return enclosing.every((definition) => definition.indent < indent)
    ? enclosing
    : enclosing.filter((definition) => definition.indent < indent);
}

function isEnd(text: string, rule: DefinitionRule): boolean {
  return rule.end?.test(text) ?? false;
}

function readDefinition(text: string, rule: DefinitionRule): Definition | null {
  if (text.length > maxDefinitionLength) return null;
  const isContainer = rule.container.test(text);
  if (!isContainer && !rule.definition.test(text)) return null;
  return { name: text.trim(), indent: indentOf(text), isContainer };
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
