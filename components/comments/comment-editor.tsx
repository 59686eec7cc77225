"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useComments } from "#components/comments/comment-scene";
import { MentionPicker } from "#components/comments/mention-picker";
import { useMentions } from "#components/comments/use-mentions";
import { Button } from "#components/ui/button";
import { Markdown } from "#components/ui/markdown";
import { longestBody } from "#lib/core/comment/model";
import { formatCount } from "#lib/format";

interface CommentEditorProps {
  /** Where words that are not sent yet are kept. */
  readonly draftKey: string;
  readonly label: string;
  readonly verb: string;
  readonly start?: string;
  readonly isFocused?: boolean;
  /** False where they were refused: then they stay. */
  readonly onSend: (body: string, picked: readonly string[]) => Promise<boolean>;
  readonly onCancel?: () => void;
}

const nearLimit = longestBody - 2_000;

/** Where a comment is written: Markdown, people after an `@`, sent with Ctrl and Enter. */
export function CommentEditor(props: CommentEditorProps) {
  const { draftKey, label, verb, start = "", isFocused = true, onSend, onCancel } = props;
  const { drafts } = useComments();
  const [body, setBody] = useState(() => drafts.get(draftKey) || start);
  const [isPreview, setPreview] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const write = (next: string) => {
    setBody(next);
    drafts.set(draftKey, next);
  };
  const mentions = useMentions(field, body, write);
  const canSend = body.trim() !== "" && body.length <= longestBody;

  async function send() {
    if (!canSend) return;
    // What is written shows at once; only words that were refused come back, before what was written since.
    setBody("");
    field.current?.focus();
    const isDone = await drafts.send(draftKey, body, () => onSend(body, mentions.picked));
    if (!isDone) write(drafts.get(draftKey));
  }
  function cancel() {
    write("");
    setBody(start);
    onCancel?.();
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (mentions.press(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    }
    if (event.key === "Escape" && onCancel && body.trim() === start.trim()) cancel();
  }

  return (
    <div className="grid max-w-3xl gap-2">
      {isPreview ? (
        <div className="min-h-20 rounded-md border px-2.5 py-2 [&_.markdown]:text-sm">
          {body.trim() === "" ? <p className="text-muted">Nothing to show yet.</p> : <Markdown text={body} />}
        </div>
      ) : (
        <textarea
          ref={field}
          // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago
          autoFocus={isFocused}
          value={body}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={mentions.people.length > 0 ? listId : undefined}
          aria-activedescendant={mentions.people.length > 0 ? `${listId}-${mentions.at}` : undefined}
          placeholder={label}
          rows={3}
          className="field-sizing-content max-h-80 min-h-20 w-full resize-y rounded-md border border-line-strong bg-raised px-2.5 py-2 text-sm placeholder:text-muted"
          onChange={(event) => write(event.target.value)}
          onSelect={mentions.look}
          onKeyDown={press}
        />
      )}
      <MentionPicker id={listId} people={mentions.people} at={mentions.at} onPick={mentions.pick} />
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" size="small" disabled={!canSend} onClick={send}>
          {verb}
        </Button>
        {onCancel ? (
          <Button size="small" onClick={cancel}>
            Cancel
          </Button>
        ) : null}
        <Button look="quiet" size="small" aria-pressed={isPreview} onClick={() => setPreview(!isPreview)}>
          {isPreview ? "Write" : "Preview"}
        </Button>
        <span className="text-xs text-muted">
          {body.length > nearLimit
            ? `${formatCount(body.length)} of ${formatCount(longestBody)} characters`
            : "Markdown, @ for people, Ctrl+Enter sends"}
        </span>
      </div>
    </div>
  );
}
