import { letterLooks, TestLetter } from "#components/validation/test-letter";
import { QuarantineMark } from "#components/validation/test-mark";

/** What the letters and marks of the matrix mean. */
export function MatrixLegend() {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
      {letterLooks.map(({ shown, word }) => (
        <span key={word} className="inline-flex items-center gap-1">
          <TestLetter letter={shown} /> {word}
        </span>
      ))}
      <span className="inline-flex items-center gap-1">
        <span aria-hidden className="text-warn">
          flaky
        </span>
        not the same each time
      </span>
      <span className="inline-flex items-center gap-1 text-warn">
        <QuarantineMark /> <span className="text-muted">in quarantine</span>
      </span>
    </p>
  );
}
