import { type AnsiStyle, styleName } from "#lib/core/text/ansi-style";
import { type AnsiTheme, paintAnsi } from "#lib/core/text/paint-ansi";

/** A log may name every colour there is; more rules than these are forgotten and made again when they are needed. */
const mostRules = 2_000;

/** The classes that draw a log's styles, made as they are met. Only numbers of a parsed log reach a rule. */
export class AnsiStyleSheet {
  readonly #sheet = new CSSStyleSheet();
  readonly #known = new Set<string>();
  #theme: AnsiTheme;

  constructor(theme: AnsiTheme) {
    this.#theme = theme;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  set theme(theme: AnsiTheme) {
    this.#theme = theme;
    this.#forget();
  }

  classesOf(styles: readonly AnsiStyle[]): string[] {
    const unknown = new Set(styles.map(styleName)).difference(this.#known);
    if (this.#known.size + unknown.size > mostRules) this.#forget();
    return styles.map((style) => this.#classOf(style));
  }

  dispose(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  #classOf(style: AnsiStyle): string {
    const name = `ansi-${styleName(style)}`;
    if (!this.#known.has(name)) {
      this.#known.add(name);
      this.#sheet.insertRule(`.monaco-editor .${name} { ${declarationsOf(style, this.#theme)} }`);
    }
    return name;
  }

  #forget(): void {
    this.#sheet.replaceSync("");
    this.#known.clear();
  }
}

function declarationsOf(style: AnsiStyle, theme: AnsiTheme): string {
  const { text, background } = paintAnsi(style, theme);
  const lines = [style.isUnderlined && "underline", style.isStruck && "line-through"].filter(Boolean).join(" ");
  return [
    text && `color: rgb(${text.join(" ")})`,
    background && `background-color: rgb(${background.join(" ")})`,
    style.isBold && "font-weight: 700",
    style.isItalic && "font-style: italic",
    lines && `text-decoration: ${lines}`,
  ]
    .filter(Boolean)
    .join("; ");
}
