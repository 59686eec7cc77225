"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton";

interface CodeViewerProps {
  readonly text: string;
  readonly language: "json" | "plaintext" | "python" | "shell";
  readonly label: string;
}

/** A read-only text in Monaco, which is loaded only when something is opened in it. */
const MonacoPane = dynamic(() => import("#components/code/monaco-pane").then((module) => module.MonacoPane), {
  ssr: false,
  loading: () => <Skeleton className="h-[70vh]" />,
});

export function CodeViewer(props: CodeViewerProps) {
  return <MonacoPane {...props} />;
}
