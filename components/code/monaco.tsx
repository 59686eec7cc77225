import "monaco-editor/languages/definitions/python/register.js";
import "monaco-editor/languages/definitions/shell/register.js";
import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/contextmenu/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/folding/register.js";
import "monaco-editor/features/gotoLine/register.js";
import "monaco-editor/features/unicodeHighlighter/register.js";
import "monaco-editor/features/wordHighlighter/register.js";

import { languages } from "monaco-editor/editor.js";
// JSON's colours alone. Its language service loads every other feature after the first editor was made, and the next one then
// finds features whose services nobody knows.
import { createTokenizationSupport } from "monaco-editor/languages/features/json/tokenization.js";

export { editor } from "monaco-editor/editor.js";

languages.register({ id: "json" });
languages.setTokensProvider("json", createTokenizationSupport(false));

self.MonacoEnvironment = {
  getWorker() {
    return new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module" });
  },
};
