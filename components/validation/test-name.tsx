import { MarkedText } from "#components/ui/marked-text";
import { splitTestName } from "#lib/core/run/split-test-name";

interface TestNameProps {
  readonly name: string;
  /** To be marked in it. */
  readonly words: readonly string[];
}

/** A test's name on one line. Where there is no room, its file gives way first, its end never. */
export function TestName({ name, words }: TestNameProps) {
  const { place, start, end } = splitTestName(name);
  return (
    <span className="flex min-w-0 font-mono text-[13px] whitespace-pre">
      <span className="min-w-0 shrink-[1000] overflow-hidden text-ellipsis text-muted">
        <MarkedText text={place} words={words} />
      </span>
      <span className="min-w-0 shrink overflow-hidden text-ellipsis">
        <MarkedText text={start} words={words} />
      </span>
      <span className="shrink-0">
        <MarkedText text={end} words={words} />
      </span>
    </span>
  );
}
