"use client";

import { useRouter } from "next/navigation";
import { useCallback, useRef, useState } from "react";
import type { LogEditor } from "#components/code/log-editor";
import { type Connection, useEventSource } from "#components/live/use-event-source";
import { ansiStart, readAnsi } from "#lib/core/text/read-ansi";
import type { LogEvent } from "#lib/runs/model";

/** Of a long log the end comes first, and the rest when it is asked for. */
const tailBytes = 2_000_000;
/** So much at once is shown when all of it is there. */
const muchBytes = 200_000;
const longestCharacter = 4;

export interface LogProgress {
  readonly hasBegun: boolean;
  /** Where the text begins that is there. */
  readonly from: number;
  readonly firstLine: number;
  /** How far it goes, and how long the log was when it began. */
  readonly position: number;
  readonly sizeBytes: number;
  readonly lineCount: number;
  readonly isComplete: boolean;
  /** On which line each step of the run begins; empty until the run has ended. */
  readonly stepLines: readonly number[];
}

const nothing: LogProgress = {
  hasBegun: false,
  from: 0,
  firstLine: 1,
  position: 0,
  sizeBytes: 0,
  lineCount: 0,
  isComplete: false,
  stepLines: [],
};

interface RunLogUse {
  readonly log: LogProgress;
  readonly connection: Connection;
  /** Whether all of it was asked for, and not only its end. */
  readonly isAllAsked: boolean;
  readonly loadAll: () => void;
}

/** Fills an editor with the log of a run as it comes. */
export function useRunLog(runId: number, isLive: boolean, editor: LogEditor | null): RunLogUse {
  const router = useRouter();
  const [isAllAsked, setAllAsked] = useState(false);
  const [log, setLog] = useState(nothing);
  const [begun, setBegun] = useState({ isLive, times: 0 });
  if (begun.isLive !== isLive) setBegun({ isLive, times: begun.times + (isLive ? 1 : 0) });
  const terminal = useRef(ansiStart);
  const expected = useRef(0);
  const isTail = useRef(false);
  const address = `/api/runs/${runId}/log/events`;

  function write(text: string, isLast: boolean): void {
    const read = readAnsi(text, terminal.current, isLast);
    terminal.current = read.state;
    editor?.append(read);
  }
  /** Of an end that came first, the very end is what is looked for. */
  function release(): void {
    if (editor?.release() && isTail.current && window.location.hash === "") editor.showEnd();
  }
  function take(event: LogEvent): void {
    switch (event.kind) {
      case "start":
        terminal.current = ansiStart;
        expected.current = event.sizeBytes;
        isTail.current = event.position > 0;
        editor?.clear(event.line, event.sizeBytes - event.position > muchBytes);
        setLog({
          ...nothing,
          hasBegun: true,
          from: event.position,
          firstLine: event.line,
          position: event.position,
          sizeBytes: event.sizeBytes,
        });
        break;
      case "text":
        write(event.text, false);
        // The last character may only have begun.
        if (event.position + longestCharacter > expected.current) release();
        setLog((now) => ({ ...now, position: event.position, lineCount: editor?.countLines() ?? 0 }));
        break;
      case "state":
        // What the page says of the run is drawn by the server.
        router.refresh();
        break;
      case "end":
        write("", true);
        release();
        setLog((now) => ({
          ...now,
          lineCount: editor?.countLines() ?? 0,
          isComplete: true,
          stepLines: event.stepLines,
        }));
        break;
    }
  }
  const connection = useEventSource<LogEvent>(
    // A run that had ended may run again.
    editor && `${address} ${isAllAsked} ${begun.times}`,
    (after) => `${address}?${after === "" ? (isAllAsked ? "" : `tail=${tailBytes}`) : `after=${after}`}`,
    take,
  );
  const loadAll = useCallback(() => setAllAsked(true), []);
  return { log, connection, isAllAsked, loadAll };
}
