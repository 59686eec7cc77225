import type { editor as MonacoEditor } from "monaco-editor";
import { AnsiStyleSheet } from "#components/code/ansi-style-sheet";
import type { AnsiTheme } from "#lib/core/text/paint-ansi";
import type { AnsiText } from "#lib/core/text/read-ansi";
import { SpanList } from "#lib/core/text/span-list";

export type LogThemeName = "light" | "dark";

interface LogEditorOptions {
  readonly label: string;
  readonly theme: LogThemeName;
  readonly isWrapped: boolean;
  /** The number of a line was clicked. Lines are 1-based, of the whole log. */
  readonly onLine: (line: number) => void;
  /** The reader moved up, away from the end. */
  readonly onLeaveEnd: () => void;
}

/** A log in Monaco: read-only text that grows at its end, its terminal colours drawn where they are in sight. */
export interface LogEditor {
  /** Empties it; the text that follows begins with this line, and with `isMuch` it is held back until it is all there. */
  clear(firstLine: number, isMuch: boolean): void;
  append(read: AnsiText): void;
  /** Shows what was held back, in one go: Monaco takes many times as long for a long text in pieces. False where nothing was. */
  release(): boolean;
  /** Marks a line and shows it, as soon as the text has it. Null takes the mark away. */
  mark(line: number | null): void;
  showEnd(): void;
  /** Whether the end stays in sight as the text grows and the window changes. */
  follow(isFollowing: boolean): void;
  countLines(): number;
  text(): string;
  openFind(): void;
  setWrapped(isWrapped: boolean): void;
  setTheme(theme: LogThemeName): void;
  dispose(): void;
}

/** Further to the right nothing is drawn. */
const drawnColumns = 20_000;
/** Lines above and below those in sight that are coloured with them. */
const marginLines = 80;
const mostDecorations = 10_000;
/** So near to the end, in pixels, a reader is at it: it stays in sight when the window gets smaller. */
const endMargin = 48;

/** What Monaco's own two themes draw with. */
const themes: Record<LogThemeName, AnsiTheme & { readonly name: string }> = {
  light: { name: "vs", text: [0, 0, 0], canvas: [255, 255, 254] },
  dark: { name: "vs-dark", text: [212, 212, 212], canvas: [30, 30, 30] },
};

export async function openLogEditor(node: HTMLElement, options: LogEditorOptions): Promise<LogEditor> {
  const { editor } = await import("#components/code/monaco");
  const model = editor.createModel("", "plaintext");
  model.setEOL(editor.EndOfLineSequence.LF);
  const instance = editor.create(node, { ...editorOptions, model, ariaLabel: options.label });
  const styles = new AnsiStyleSheet(themes[options.theme]);
  const spans = new SpanList();
  const coloured = instance.createDecorationsCollection();
  const marked = instance.createDecorationsCollection();
  let firstLine = 1;
  let wantedLine: number | null = null;
  /** The line that was at the top when the text was emptied, to be there again. */
  let topLine: number | null = null;
  let length = 0;
  let held: string[] | null = null;
  let isFollowing = false;
  let painting = 0;
  let scrollTop = 0;
  let height = instance.getLayoutInfo().height;

  instance.onMouseDown(({ target }) => {
    const isNumber = target.type === editor.MouseTargetType.GUTTER_LINE_NUMBERS;
    if (isNumber && target.position) options.onLine(target.position.lineNumber + firstLine - 1);
  });
  instance.onDidScrollChange((event) => {
    const isAtEnd = event.scrollTop + instance.getLayoutInfo().height >= event.scrollHeight;
    if (event.scrollTop < scrollTop && !isAtEnd) options.onLeaveEnd();
    scrollTop = event.scrollTop;
    paintSoon();
  });
  instance.onDidLayoutChange(() => {
    const wasAtEnd = scrollTop + height >= instance.getScrollHeight() - endMargin;
    height = instance.getLayoutInfo().height;
    settle();
    // Monaco tells of the new size before it scrolls within it.
    if (wasAtEnd) requestAnimationFrame(showEnd);
  });
  setWrapped(options.isWrapped);
  setTheme(options.theme);

  function paintSoon(): void {
    cancelAnimationFrame(painting);
    painting = requestAnimationFrame(() => coloured.set(decorations()));
  }

  function decorations(): MonacoEditor.IModelDeltaDecoration[] {
    const found = visibleLines().flatMap((line) => {
      const start = model.getOffsetAt({ lineNumber: line, column: 1 });
      const end = start + Math.min(model.getLineLength(line), drawnColumns);
      return spans.between(start, end, drawnColumns).map((span) => ({ ...span, line, lineStart: start }));
    });
    const shown = found.slice(0, mostDecorations);
    const classes = styles.classesOf(shown.map(({ style }) => style));
    return shown.map(({ start, end, line, lineStart }, index) => ({
      range: {
        startLineNumber: line,
        startColumn: start - lineStart + 1,
        endLineNumber: line,
        endColumn: end - lineStart + 1,
      },
      options: { inlineClassName: classes[index] ?? null },
    }));
  }

  function visibleLines(): number[] {
    const [first] = instance.getVisibleRanges();
    const last = instance.getVisibleRanges().at(-1);
    if (!first || !last) return [];
    const from = Math.max(1, first.startLineNumber - marginLines);
    const to = Math.min(model.getLineCount(), last.endLineNumber + marginLines);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }

  /** Where the reader was before, when all of a log is loaded in place of its end. */
  function restoreTop(): void {
    const lineNumber = (topLine ?? 0) - firstLine + 1;
    if (topLine === null || lineNumber >= model.getLineCount()) return;
    topLine = null;
    if (lineNumber >= 1) instance.setScrollTop(instance.getTopForLineNumber(lineNumber), editor.ScrollType.Immediate);
  }

  function markWanted(): void {
    const lineNumber = (wantedLine ?? 0) - firstLine + 1;
    if (lineNumber < 1 || lineNumber > model.getLineCount()) return;
    const range = { startLineNumber: lineNumber, startColumn: 1, endLineNumber: lineNumber, endColumn: 1 };
    marked.set([{ range, options: { isWholeLine: true, className: "bg-mark" } }]);
    instance.setPosition({ lineNumber, column: 1 });
    instance.revealLineInCenter(lineNumber, editor.ScrollType.Immediate);
  }

  /** What must be done when the text or its window has changed. */
  function settle(): void {
    restoreTop();
    if (marked.length === 0) markWanted();
    if (isFollowing) showEnd();
    paintSoon();
  }

  function showEnd(): void {
    instance.setScrollTop(instance.getScrollHeight(), editor.ScrollType.Immediate);
  }

  function setWrapped(isWrapped: boolean): void {
    instance.updateOptions({ wordWrap: isWrapped ? "on" : "off" });
  }

  function setTheme(theme: LogThemeName): void {
    editor.setTheme(themes[theme].name);
    styles.theme = themes[theme];
    paintSoon();
  }

  return {
    clear(line, isMuch) {
      const [seen] = instance.getVisibleRanges();
      topLine = length > 0 && seen ? seen.startLineNumber + firstLine - 1 : null;
      firstLine = line;
      length = 0;
      held = isMuch ? [] : null;
      spans.clear();
      marked.clear();
      model.setValue("");
      instance.updateOptions({ lineNumbers: (number) => String(number + firstLine - 1) });
    },
    append(read) {
      spans.add(read.spans, length);
      length += read.text.length;
      if (held) {
        held.push(read.text);
        return;
      }
      const { endLineNumber, endColumn } = model.getFullModelRange();
      const range = { startLineNumber: endLineNumber, startColumn: endColumn, endLineNumber, endColumn };
      model.applyEdits([{ range, text: read.text }]);
      settle();
    },
    release() {
      if (!held) return false;
      model.setValue(held.join(""));
      held = null;
      settle();
      return true;
    },
    mark(line) {
      wantedLine = line;
      marked.clear();
      markWanted();
    },
    showEnd,
    follow(isOn) {
      isFollowing = isOn;
      settle();
    },
    countLines: () => model.getLineCount() - (model.getLineLength(model.getLineCount()) === 0 ? 1 : 0),
    text: () => model.getValue(),
    openFind() {
      instance.focus();
      instance.getAction("actions.find")?.run();
    },
    setWrapped,
    setTheme,
    dispose() {
      cancelAnimationFrame(painting);
      instance.dispose();
      model.dispose();
      styles.dispose();
    },
  };
}

const editorOptions: MonacoEditor.IStandaloneEditorConstructionOptions = {
  readOnly: true,
  domReadOnly: true,
  automaticLayout: true,
  fontFamily: "var(--font-mono)",
  fontSize: 13,
  links: false,
  folding: false,
  glyphMargin: false,
  lineNumbersMinChars: 6,
  minimap: { enabled: false },
  matchBrackets: "never",
  occurrencesHighlight: "off",
  renderLineHighlight: "none",
  renderControlCharacters: true,
  scrollBeyondLastLine: false,
  selectionHighlight: false,
  stopRenderingLineAfter: drawnColumns,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
  unusualLineTerminators: "off",
  wrappingIndent: "none",
};
