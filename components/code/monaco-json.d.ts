declare module "monaco-editor/languages/features/json/tokenization.js" {
  export function createTokenizationSupport(
    supportsComments: boolean,
  ): import("monaco-editor").languages.TokensProvider;
}
