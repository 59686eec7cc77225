declare module "monaco-editor/languages/features/json/tokenization.js" {
  export function createTokenizationSupport(
    supportsComments: boolean,
  ): import("monaco-editor").languages.TokensProvider;
}

declare module "monaco-editor/languages/features/common/lspLanguageFeatures.js" {
  import type { IDisposable, languages, Uri } from "monaco-editor";

  /** Asks the language's worker, once it has the text of that model. */
  type AskWorker = (model: Uri) => Promise<object>;

  export const CompletionAdapter: new (ask: AskWorker, triggers: string[]) => languages.CompletionItemProvider;
  export const HoverAdapter: new (ask: AskWorker) => languages.HoverProvider;
  export const DocumentFormattingEditProvider: new (ask: AskWorker) => languages.DocumentFormattingEditProvider;
  /** Sets the markers of every model of the language, now and after each change. */
  export const DiagnosticsAdapter: new (
    language: string,
    ask: AskWorker,
    onChange: (listener: () => void) => IDisposable,
  ) => IDisposable;
}
