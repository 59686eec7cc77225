import "monaco-editor/languages/definitions/python/register.js";
import "monaco-editor/languages/definitions/shell/register.js";
import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/contextmenu/register.js";
import "monaco-editor/features/cursorUndo/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/folding/register.js";
import "monaco-editor/features/format/register.js";
import "monaco-editor/features/gotoError/register.js";
import "monaco-editor/features/gotoLine/register.js";
import "monaco-editor/features/hover/register.js";
import "monaco-editor/features/linesOperations/register.js";
import "monaco-editor/editor/contrib/suggest/browser/suggestController.js";
import "monaco-editor/features/toggleTabFocusMode/register.js";
import "monaco-editor/features/unicodeHighlighter/register.js";
import "monaco-editor/features/wordHighlighter/register.js";
import "monaco-editor/features/wordOperations/register.js";

import { languages } from "monaco-editor/editor.js";
// JSON's colours alone, and in `json-language.tsx` the parts of its service that are wanted. The whole of it would load every
// other feature after the first editor was made, and the next editor then finds features whose services nobody knows. For the
// same reason the features above are loaded here, for readers and editors alike.
import { createTokenizationSupport } from "monaco-editor/languages/features/json/tokenization.js";

export { editor, languages } from "monaco-editor/editor.js";

languages.register({ id: "json" });
languages.setTokensProvider("json", createTokenizationSupport(false));

self.MonacoEnvironment = {
  getWorker() {
    return new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module" });
  },
};
