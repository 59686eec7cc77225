import { type PatchFile, patchPath } from "./model.ts";

/** GitHub Linguist's names and the file extensions of source code; no prose and no data, or a long change log would win. */
const extensionsByLanguage: Readonly<Record<string, string>> = {
  Python: "py pyi",
  Cython: "pyx pxd",
  JavaScript: "js jsx mjs cjs",
  TypeScript: "ts tsx mts cts",
  Vue: "vue",
  Svelte: "svelte",
  Go: "go",
  Rust: "rs",
  Java: "java",
  Kotlin: "kt kts",
  Scala: "scala sc",
  Groovy: "groovy",
  Clojure: "clj cljs cljc",
  C: "c h",
  "C++": "cc cpp cxx c++ hh hpp hxx ipp tpp inl",
  "C#": "cs",
  "F#": "fs fsx",
  "Objective-C": "m",
  "Objective-C++": "mm",
  Swift: "swift",
  Ruby: "rb rake",
  PHP: "php",
  Perl: "pl pm",
  Lua: "lua",
  R: "r",
  Julia: "jl",
  Dart: "dart",
  Elixir: "ex exs",
  Erlang: "erl hrl",
  Haskell: "hs",
  OCaml: "ml mli",
  Elm: "elm",
  Nim: "nim",
  Zig: "zig",
  Crystal: "cr",
  D: "d",
  Solidity: "sol",
  Fortran: "f f90 f95",
  Pascal: "pas",
  Shell: "sh bash zsh",
  PowerShell: "ps1",
};

const shortNames: Readonly<Record<string, string>> = {
  js: "JavaScript",
  ts: "TypeScript",
  py: "Python",
  golang: "Go",
  rs: "Rust",
  rb: "Ruby",
  cpp: "C++",
  csharp: "C#",
};

const languageByExtension = new Map(
  Object.entries(extensionsByLanguage).flatMap(([name, extensions]) => extensions.split(" ").map((end) => [end, name])),
);

const languageBySpelling = new Map([
  ...Object.keys(extensionsByLanguage).map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(shortNames),
]);

/** The language of a source file by its extension, in Linguist's spelling; null where it is no source code. */
export function languageOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return dot === -1 ? null : (languageByExtension.get(name.slice(dot + 1)) ?? null);
}

/** The language with the most changed lines among a patch's source files, the first one on a tie; null without any. */
export function guessLanguage(files: readonly PatchFile[]): string | null {
  const changedLines = new Map<string, number>();
  const hasCpp = files.some((file) => languageOf(patchPath(file)) === "C++");
  for (const file of files) {
    const language = languageOf(patchPath(file));
    if (language === null) continue;
    const name = language === "C" && hasCpp ? "C++" : language;
    changedLines.set(name, (changedLines.get(name) ?? 0) + file.added + file.removed);
  }
  const [most] = [...changedLines].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

/** Linguist's name of a language however a data set spells it (`python`, `cpp`, `golang`); other names stay as they are. */
export function languageName(spelling: string): string {
  return languageBySpelling.get(spelling.trim().toLowerCase()) ?? spelling;
}
