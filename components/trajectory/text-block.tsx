"use client";

import { useMemo } from "react";
import { ShowAll } from "#components/trajectory/show-all";
import { useStepScene } from "#components/trajectory/step-scene";
import { useStepTexts } from "#components/trajectory/step-texts";
import { TextSegments } from "#components/trajectory/text-segments";
import { cn } from "#lib/class-names";
import { findWords } from "#lib/core/text/find-words";
import { readAnsi } from "#lib/core/text/read-ansi";
import { type FencedPiece, splitFences } from "#lib/core/text/split-fences";
import { styleText } from "#lib/core/text/style-text";
import { limitLines } from "#lib/core/trajectory/limit-text";

const looks = {
  prose: "max-w-[80ch] text-[15px]/6",
  reasoning: "max-w-[80ch] text-[14px]/6 text-muted",
  code: "font-mono text-[13px]/5 [tab-size:4]",
  terminal: "rounded-md border bg-surface px-3 py-2 font-mono text-[13px]/5 [tab-size:4]",
} as const;
export type TextLook = keyof typeof looks;

const shownLines = 30;
const shownSystemLines = 10;
const openedLines = 400;
/** Each is an element of the page. */
const mostSegments = 250;

interface TextBlockProps {
  /** The text's place in its step, as cuts name it. */
  readonly path: string;
  readonly text: string;
  readonly look: TextLook;
}

/** A text of a step: as it stands where it is short, else its beginning and what opens the rest. */
export function TextBlock({ path, text, look }: TextBlockProps) {
  const { query, isOpened } = useStepScene();
  const { step, cuts, isSystem } = useStepTexts();
  const cut = cuts.find((each) => each.path === path);
  const isOpen = !cut && isOpened({ step, path });
  const most = isOpen ? openedLines : isSystem ? shownSystemLines : shownLines;
  const { pieces, lines, isCut, isEndless } = useMemo(() => {
    const { text: shown, ...limits } = limitLines(text, most);
    const parts = isProse(look) ? splitFences(shown) : [{ isCode: false, text: shown }];
    return { ...limits, ...stylePieces(parts, query) };
  }, [text, look, query, most]);
  if (text === "") return null;
  return (
    <div className="min-w-0">
      <div dir="ltr" className={cn("[overflow-wrap:anywhere] whitespace-pre-wrap", looks[look])}>
        {pieces.map(({ isCode, segments }, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move
            key={index}
            className={isCode ? "my-1 rounded-md bg-surface px-3 py-1.5 font-mono text-[13px]/5 text-text" : undefined}
          >
            <TextSegments segments={segments} />
          </div>
        ))}
      </div>
      {cut || isCut || isEndless ? (
        <ShowAll
          name={{ step, path }}
          lines={cut?.lines ?? lines}
          characters={cut?.characters ?? text.length}
          isHere={!cut && !isEndless && !isOpen}
        />
      ) : null}
    </div>
  );
}

function isProse(look: TextLook): boolean {
  return look === "prose" || look === "reasoning";
}

/** Draws each piece, up to as many elements as a text may take in all. */
function stylePieces(parts: readonly FencedPiece[], query: string) {
  let left = mostSegments;
  let isEndless = false;
  const pieces = parts.map(({ isCode, text }) => {
    const plain = readAnsi(text, undefined, true);
    const all = styleText(plain.text, plain.spans, query === "" ? [] : findWords(plain.text, [query]));
    const segments = all.slice(0, left);
    isEndless ||= segments.length < all.length;
    left -= segments.length;
    return { isCode, segments };
  });
  return { pieces, isEndless };
}
