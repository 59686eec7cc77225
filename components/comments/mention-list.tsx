"use client";

import { AtSign, CheckCheck } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { notify } from "#components/ui/notify";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import type { Mention } from "#lib/comments/model";
import { describeAnchor } from "#lib/core/comment/describe-anchor";
import { attempt, type Outcome } from "#lib/outcome";

interface MentionListProps {
  readonly items: readonly Mention[];
  readonly nextBefore: number | null;
  readonly onSeeAll: (input: Record<string, never>) => Promise<Outcome<number>>;
}

const longestExcerpt = 300;

/** Where somebody is mentioned, the newest first. Each leads to the comment itself. */
export function MentionList({ items, nextBefore, onSeeAll }: MentionListProps) {
  const router = useRouter();
  if (items.length === 0) {
    return (
      <Notice icon={AtSign} title="Nobody has mentioned you">
        When somebody writes your name after an @ in a comment, it stands here.
      </Notice>
    );
  }
  async function seeAll() {
    const outcome = await attempt(() => onSeeAll({}));
    if (!outcome.ok) notify("error", outcome.message);
    router.refresh();
  }
  return (
    <div className="grid max-w-4xl grid-cols-1 gap-3 px-4 pb-6">
      {items.some(({ isUnread }) => isUnread) ? (
        <div>
          <Button size="small" onClick={seeAll}>
            <CheckCheck /> Mark all as read
          </Button>
        </div>
      ) : null}
      <ul aria-label="Mentions" className="divide-y border-y">
        {items.map((mention) => (
          <li key={mention.commentId}>
            <MentionLink mention={mention} />
          </li>
        ))}
      </ul>
      {nextBefore === null ? null : (
        <Link href={`/mentions?before=${nextBefore}`} className="text-[13px] text-accent hover:underline">
          Earlier mentions
        </Link>
      )}
    </div>
  );
}

function MentionLink({ mention }: { mention: Mention }) {
  const { commentId, subject, instanceId, author, body, anchor, createdAt, isUnread } = mention;
  const { words, name } = describeAnchor(anchor);
  const page = subject.kind === "task" ? "tasks" : "trajectories";
  const excerpt = body.length > longestExcerpt ? `${body.slice(0, longestExcerpt).toWellFormed()}…` : body;
  return (
    <a
      href={`/${page}/${subject.id}#comment-${commentId}`}
      className="grid gap-1 px-2 py-2 text-[13px] -outline-offset-2 hover:bg-sunken"
    >
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {isUnread ? <Badge tone="accent">new</Badge> : null}
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
          <VisibleText text={author.slice(0, 200)} />
        </span>
        <span className="text-muted">
          <RelativeTime at={createdAt} />
        </span>
        <span className="min-w-0 font-mono [overflow-wrap:anywhere]">
          <VisibleText text={instanceId} />
        </span>
        <span className="min-w-0 [overflow-wrap:anywhere] text-muted">
          {anchor.kind === "subject" ? subject.kind : words.replace(/ of$/, "")}
          {name === null ? null : (
            <>
              {" "}
              <code dir="ltr">
                <VisibleText text={name.slice(0, 200)} />
              </code>
            </>
          )}
        </span>
      </span>
      <span className="[overflow-wrap:anywhere]">
        <VisibleText text={excerpt.replace(/\s+/g, " ")} />
      </span>
    </a>
  );
}
