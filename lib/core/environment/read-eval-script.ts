/** The parts of a SWE-bench (v5) evaluation script that say how tests are run; what applies the test patch is left out. */
export interface EvalScript {
  /** Commands that every later one needs: an activated environment, exported variables. */
  readonly prelude: readonly string[];
  /** Commands between the checkout and the tests that install or build. */
  readonly install: readonly string[];
  readonly test: readonly string[];
}

/**
 * Reads a script of the published shape: a head that activates, optional installation, `git checkout` of the test files, the
 * test patch in a here-document, and the tests between `>>>>> Start Test Output` and `>>>>> End Test Output`. Null
 * where there are no such marks. Nothing of it is run here.
 */
export function readEvalScript(script: string, workdir: string): EvalScript | null {
  const lines = dropHereDocuments(script.split(/\r?\n/u));
  const start = lines.findIndex((line) => line.includes(">>>>> Start Test Output"));
  const end = lines.findIndex((line, index) => index > start && line.includes(">>>>> End Test Output"));
  if (start < 0 || end < 0) return null;
  const before = lines.slice(0, start).filter((line) => line.trim() !== "" && !isHousekeeping(line, workdir));
  return {
    prelude: [...new Set(before.filter((line) => preludeLine.test(line)))],
    install: before.filter((line) => !preludeLine.test(line)),
    test: lines.slice(start + 1, end).filter((line) => line.trim() !== "" && !isTrace(line)),
  };
}

const preludeLine = /^(?:source|\.|conda activate|export) /u;

/** What the sandbox has done already, or what no run needs. */
function isHousekeeping(line: string, workdir: string): boolean {
  return (
    line === `cd ${workdir}` ||
    isTrace(line) ||
    /^(?:#!|git (?:config|status|show|checkout|apply|-c core)|rm -f )/u.test(line)
  );
}

function isTrace(line: string): boolean {
  return /^(?:set [-+][a-z]+(?: pipefail)?|\{ set \+x; \} 2>\/dev\/null)$/u.test(line);
}

/** Without here-documents and the commands that they feed. */
function dropHereDocuments(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let delimiter: string | undefined;
  for (const line of lines) {
    if (delimiter !== undefined) {
      if (line === delimiter) delimiter = undefined;
      continue;
    }
    delimiter = /<<-?\s*'?"?([A-Za-z_][A-Za-z0-9_]*)'?"?\s*$/u.exec(line)?.[1];
    if (delimiter === undefined) kept.push(line);
  }
  return kept;
}
