import { jsonLanguage } from "#components/code/json-language";
import { editor } from "#components/code/monaco";

/** What the editor finds wrong, as it is typed. */
export interface TextProblem {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface JsonEditorControls {
  setText(text: string): void;
  /** Puts the caret there and shows it. */
  reveal(place: { readonly line: number; readonly column: number }): void;
  focus(offset: number): void;
  close(): void;
}

interface JsonEditorOptions {
  readonly text: string;
  /** A JSON Schema, as text. */
  readonly schema: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly onProblems: (problems: readonly TextProblem[]) => void;
}

export function openJsonEditor(node: HTMLElement, options: JsonEditorOptions): JsonEditorControls {
  const model = editor.createModel(options.text, jsonLanguage(options.schema));
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  const instance = editor.create(node, {
    model,
    ariaLabel: options.label,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: "var(--font-mono)",
    fontSize: 13,
    minimap: { enabled: false },
    // Keys and values of JSON are strings.
    quickSuggestions: { strings: true, other: true, comments: false },
    scrollBeyondLastLine: false,
    // The way out by keyboard; JSON is indented by itself.
    tabFocusMode: true,
    wordWrap: "on",
  });
  model.onDidChangeContent(() => options.onChange(model.getValue()));
  const markers = editor.onDidChangeMarkers((changed) => {
    if (changed.some((uri) => uri.toString() === model.uri.toString())) options.onProblems(readMarkers(model));
  });
  return {
    setText(text) {
      // As an edit, so that it can be undone.
      if (text !== model.getValue())
        model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    },
    reveal({ line, column }) {
      const position = { lineNumber: line, column };
      instance.setPosition(position);
      instance.revealPositionInCenterIfOutsideViewport(position);
      instance.focus();
    },
    focus(offset) {
      instance.setPosition(model.getPositionAt(offset));
      instance.focus();
    },
    close() {
      markers.dispose();
      instance.dispose();
      model.dispose();
    },
  };
}

function readMarkers(model: editor.ITextModel): TextProblem[] {
  return editor
    .getModelMarkers({ resource: model.uri })
    .map(({ startLineNumber, startColumn, message }) => ({ line: startLineNumber, column: startColumn, message }));
}
