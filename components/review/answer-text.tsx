"use client";

import { useId } from "react";
import { cn } from "#lib/class-names";
import { formatCount } from "#lib/format";

interface AnswerTextProps {
  readonly label: string;
  /** Where the question beside it says the same. */
  readonly isLabelHidden?: boolean;
  readonly text: string;
  readonly minimumCharacters: number;
  readonly isReadOnly: boolean;
  readonly onText: (text: string) => void;
}

const mostCharacters = 50_000;

export function AnswerText(props: AnswerTextProps) {
  const { label, isLabelHidden = false, text, minimumCharacters, isReadOnly, onText } = props;
  const id = useId();
  const length = text.trim().length;
  if (isReadOnly)
    return (
      <div className="grid gap-0.5">
        {isLabelHidden ? null : <span className="text-[13px] text-muted">{label}</span>}
        <p className="text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">
          {text === "" ? <span className="text-muted">–</span> : text}
        </p>
      </div>
    );
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-[13px] text-muted"}>
        {label}
      </label>
      <textarea
        id={id}
        value={text}
        rows={2}
        maxLength={mostCharacters}
        aria-describedby={`${id}-count`}
        className="field-sizing-content max-h-96 min-h-14 w-full resize-y rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-sm"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          event.currentTarget.closest<HTMLElement>("[data-question]")?.focus();
        }}
      />
      <p id={`${id}-count`} className={cn("text-xs text-muted tabular-nums", minimumCharacters === 0 && "sr-only")}>
        {minimumCharacters > 0 && length < minimumCharacters
          ? `${formatCount(length)} of at least ${formatCount(minimumCharacters)} characters`
          : `${formatCount(length)} characters`}
      </p>
    </div>
  );
}
