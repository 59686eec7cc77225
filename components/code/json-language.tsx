import type { Uri } from "monaco-editor";
import {
  CompletionAdapter,
  DiagnosticsAdapter,
  DocumentFormattingEditProvider,
  HoverAdapter,
} from "monaco-editor/languages/features/common/lspLanguageFeatures.js";
import { createTokenizationSupport } from "monaco-editor/languages/features/json/tokenization.js";
import { editor, languages } from "#components/code/monaco";

const idsBySchema = new Map<string, string>();

/**
 * The language of JSON that a schema checks, completes, explains and formats, by the schema's text. Each has a worker of its own,
 * which stays: one that was ended would leave behind what it was asked last.
 */
export function jsonLanguage(schema: string): string {
  const known = idsBySchema.get(schema);
  if (known) return known;
  const id = `checked-json-${idsBySchema.size + 1}`;
  idsBySchema.set(schema, id);
  registerLanguage(id);
  const client = editor.createWebWorker<object>({ worker: startWorker(id, schema) });
  const ask = async (model: Uri) => {
    await client.withSyncedResources([model]);
    return client.getProxy();
  };
  languages.registerCompletionItemProvider(id, new CompletionAdapter(ask, [" ", ":", '"']));
  languages.registerHoverProvider(id, new HoverAdapter(ask));
  languages.registerDocumentFormattingEditProvider(id, new DocumentFormattingEditProvider(ask));
  new DiagnosticsAdapter(id, ask, () => ({ dispose() {} }));
  return id;
}

function registerLanguage(id: string): void {
  languages.register({ id });
  languages.setTokensProvider(id, createTokenizationSupport(false));
  languages.setLanguageConfiguration(id, {
    wordPattern: /(-?\d*\.\d\w*)|([^[{\]}:",\s]+)/g,
    brackets: [
      ["{", "}"],
      ["[", "]"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}", notIn: ["string"] },
      { open: "[", close: "]", notIn: ["string"] },
      { open: '"', close: '"', notIn: ["string"] },
    ],
  });
}

function startWorker(languageId: string, schema: string): Worker {
  const worker = new Worker(new URL("monaco-editor/languages/features/json/json.worker.js", import.meta.url), {
    type: "module",
  });
  // The first message starts it, whatever it says; the second is what it works with.
  worker.postMessage("start");
  worker.postMessage({
    languageId,
    languageSettings: {
      validate: true,
      schemas: [{ uri: "assay:schema", fileMatch: ["*"], schema: JSON.parse(schema) }],
      schemaValidation: "error",
      comments: "error",
      trailingCommas: "error",
    },
    enableSchemaRequest: false,
  });
  return worker;
}
