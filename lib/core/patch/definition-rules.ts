/** How a language writes its functions, and the types that hold methods. */
export interface DefinitionRule {
  readonly definition: RegExp;
  readonly container: RegExp;
  /** The line that ends a body at the indentation of its definition; null where the end has no line of its own. */
  readonly end: RegExp | null;
}

/** The rule for a language in Linguist's spelling; null where none is known. */
export function definitionRule(language: string | null): DefinitionRule | null {
  return language === null ? null : (ruleByLanguage.get(language) ?? null);
}

const brace = /^\s*\}/u;
const notCalls =
  "(?!\\s*(?:if|else|for|foreach|while|switch|case|catch|return|throw|new|await|yield|do|using|lock)\\b)";
const cLike = "[\\w$][\\w$\\s<>\\[\\],.?:*&~@]*";

const python: DefinitionRule = {
  definition: /^\s*(?:async\s+)?c?p?def\s+\w/u,
  container: /^\s*(?:cdef\s+)?class\s+\w/u,
  end: null,
};

const script: DefinitionRule = {
  definition: new RegExp(
    [
      "\\bfunction\\b\\s*\\*?\\s*[\\w$]*\\s*[(<]",
      "^\\s*(?:export\\s+)?(?:default\\s+)?(?:const|let|var)\\s+[\\w$]+\\s*(?::[^=]*)?=\\s*(?:async\\b\\s*)?(?:\\((?=.*=>)|[\\w$]+\\s*=>)",
      `^${notCalls}(?!.*=>)\\s*(?:(?:public|private|protected|static|async|override|get|set|readonly)\\s+)*[*#]?[\\w$]+\\s*(?:<[^>]*>)?\\([^;]*\\{\\s*$`,
    ].join("|"),
    "u",
  ),
  container: /^\s*(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\b/u,
  end: brace,
};

const go: DefinitionRule = { definition: /^func\b/u, container: /^type\s+\w+\s+interface\b/u, end: brace };

const rust: DefinitionRule = {
  definition: /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:(?:default|const|async|unsafe|extern(?:\s+"[^"]*")?)\s+)*fn\s+\w/u,
  container: /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:unsafe\s+)?(?:impl|trait)\b/u,
  end: brace,
};

const java: DefinitionRule = {
  definition: new RegExp(
    `^${notCalls}\\s*${cLike}\\s[\\w$]+\\s*\\([^;=]*(?:\\{|\\{\\s*\\}|,|\\(|\\)|throws [\\w, .]+)\\s*$`,
    "u",
  ),
  container: /^\s*(?:[\w@]+\s+)*(?:class|interface|enum|record|struct|object|namespace)\s+\w/u,
  end: brace,
};

const c: DefinitionRule = {
  definition: new RegExp(`^${notCalls}(?!(?:typedef|#))${cLike}\\([^;=]*$`, "u"),
  container: /^\s*(?:template\s*<.*>\s*)?(?:class|struct|namespace)\s+\w+[^;]*$/u,
  end: brace,
};

const ruby: DefinitionRule = {
  definition: /^\s*(?:(?:private|protected|public|module_function)\s+)?def\s+\S/u,
  container: /^\s*(?:class|module)\s+\S/u,
  end: /^\s*end\b/u,
};

const php: DefinitionRule = {
  definition: /\bfunction\s+&?\w+\s*\(/u,
  container: /^\s*(?:(?:abstract|final|readonly)\s+)*(?:class|trait|interface|enum)\s+\w/u,
  end: brace,
};

const keyword: DefinitionRule = {
  definition: /^\s*(?:[\w@]+(?:\([^)]*\))?\s+)*(?:fun|func|def|init)\b\s*[\w`<(]/u,
  container: /^\s*(?:[\w@]+\s+)*(?:class|interface|object|trait|struct|enum|extension|protocol|actor)\s+\w/u,
  end: brace,
};

const ruleByLanguage: ReadonlyMap<string, DefinitionRule> = new Map([
  ["Python", python],
  ["Cython", python],
  ["JavaScript", script],
  ["TypeScript", script],
  ["Vue", script],
  ["Svelte", script],
  ["Go", go],
  ["Rust", rust],
  ["Java", java],
  ["C#", java],
  ["Groovy", java],
  ["Dart", java],
  ["C", c],
  ["C++", c],
  ["Objective-C", c],
  ["Ruby", ruby],
  ["Crystal", ruby],
  ["PHP", php],
  ["Kotlin", keyword],
  ["Scala", keyword],
  ["Swift", keyword],
]);
