import type { ReactNode } from "react";
import { VisibleText } from "#components/ui/visible-text";
import type { Environment } from "#lib/core/environment/model";
import { formatBytes, formatCount, formatDuration } from "#lib/format";

/** A specification to be read: what the image is made of, then what each run does. */
export function EnvironmentSummary({ spec }: { spec: Environment }) {
  const { languageVersion, limits, network } = spec;
  return (
    <div className="grid gap-x-10 lg:grid-cols-2">
      <Part title="Image">
        <Row name="Base image">
          <Code text={spec.baseImage} />
        </Row>
        <Row name="Language">
          {languageVersion ? `${languageVersion.language} ${languageVersion.version}` : <Nothing />}
        </Row>
        <Row name="Packages">
          <Words words={spec.packages} />
        </Row>
        <Row name="Set-up">
          <Commands commands={spec.setup} />
        </Row>
        <Row name="Variables">
          <Commands commands={Object.entries(spec.env).map(([name, value]) => `${name}=${value}`)} />
        </Row>
        <Row name="Work folder">
          <Code text={spec.workdir} />
        </Row>
        <Row name="Also writable">
          <Words words={spec.writable} />
        </Row>
      </Part>
      <Part title="Run">
        <Row name="Install">
          <Commands commands={spec.install} />
        </Row>
        <Row name="Test command">
          <Commands commands={[spec.test.command]} />
        </Row>
        <Row name="Tests named by">{namings[spec.test.directives]}</Row>
        <Row name="Log parser">
          <Code text={spec.parser} />
        </Row>
        <Row name="Time limit">{formatDuration(limits.timeoutSeconds)}</Row>
        <Row name="Processors">{limits.cpus}</Row>
        <Row name="Memory">{formatMegabytes(limits.memoryMegabytes)}</Row>
        <Row name="Disk">{formatMegabytes(limits.diskMegabytes)} a folder</Row>
        <Row name="Processes">{formatCount(limits.pids)}</Row>
        <Row name="Output">{formatMegabytes(limits.outputMegabytes)}</Row>
        <Row name="Network">
          {`${network.setup} for set-up, ${network.install} for install, ${network.test} for tests`}
        </Row>
      </Part>
    </div>
  );
}

const namings: Record<Environment["test"]["directives"], string> = {
  files: "paths of test files",
  modules: "Python modules",
  none: "nothing: all tests run",
};

function formatMegabytes(megabytes: number): string {
  return formatBytes(megabytes * 1_000_000);
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0 py-3">
      <h2 className="pb-2 text-sm font-semibold">{title}</h2>
      <dl className="border-y [&>div+div]:border-t">{children}</dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3 py-1.5">
      <dt className="text-[13px] text-muted">{name}</dt>
      <dd className="min-w-0 text-[13px]">{children}</dd>
    </div>
  );
}

function Nothing() {
  return <span className="text-muted">none</span>;
}

function Code({ text }: { text: string }) {
  return (
    <code className="break-all">
      <VisibleText text={text} />
    </code>
  );
}

function Words({ words }: { words: readonly string[] }) {
  if (words.length === 0) return <Nothing />;
  return (
    <ul className="flex flex-wrap gap-x-3">
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand there twice, and nothing moves
        <li key={index}>
          <Code text={word} />
        </li>
      ))}
    </ul>
  );
}

function Commands({ commands }: { commands: readonly string[] }) {
  if (commands.length === 0) return <Nothing />;
  return (
    <ol className="grid gap-1">
      {commands.map((command, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same command may stand there twice, and nothing moves
        <li key={index} className="rounded bg-surface px-2 py-1">
          <code className="break-words whitespace-pre-wrap">
            <VisibleText text={command} />
          </code>
        </li>
      ))}
    </ol>
  );
}
