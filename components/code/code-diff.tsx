"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton";

interface CodeDiffProps {
  readonly before: string;
  readonly after: string;
  readonly language: "json";
  readonly label: string;
}

const CodeDiffPane = dynamic(() => import("#components/code/code-diff-pane").then((module) => module.CodeDiffPane), {
  ssr: false,
  loading: () => <Skeleton className="h-[60vh]" />,
});

/** What differs between two texts, in Monaco, which is loaded only when something is opened in it. */
export function CodeDiff(props: CodeDiffProps) {
  return <CodeDiffPane {...props} />;
}
