import { textOf } from "./adapter.ts";
import { textCodecs } from "./codecs.ts";
import { defineAdapter } from "./define-adapter.ts";
import { readR2eCommit } from "./r2e-commit.ts";

/**
 * R2E-Gym: a commit instead of patches, split here into the fix and its tests by path. It gives the expected status
 * of every test but not which failed before, so both test lists stay empty until a validation run fills them.
 */
export const r2eGym = defineAdapter({
  id: "r2e-gym",
  label: "R2E-Gym",
  needs: [["repo_name"], ["commit_hash"], ["parsed_commit_content"]],
  score: () => 6,
  mapping: [
    { column: "instance_id", field: "instanceId", codecs: ["text"], note: "repo_name__commit_hash where absent" },
    { column: "problem_statement", field: "problemStatement", codecs: textCodecs },
    { column: "repo_name", field: "repo", codecs: [], note: "with the owner, where the name is known" },
    { column: "commit_hash", field: "instanceId", codecs: [], note: "repo_name__commit_hash" },
    { column: "parsed_commit_content", field: "patch", codecs: [], note: "split into patch and test patch by path" },
  ],
  derive({ repo_name: name, commit_hash: commit, parsed_commit_content: content }) {
    const repo = textOf(name);
    const hash = textOf(commit);
    const { patch, testPatch, baseCommit, createdAt } = readR2eCommit(content);
    return {
      ...(repo ? { repo: repositories.get(repo.toLowerCase()) ?? repo } : {}),
      ...(repo && hash ? { instanceId: `${repo}__${hash}` } : {}),
      baseCommit: baseCommit ?? (hash ? `${hash}^` : ""),
      patch,
      testPatch,
      createdAt,
    };
  },
});

/** R2E-Gym names repositories without their owners. */
const repositories: ReadonlyMap<string, string> = new Map([
  ["aiohttp", "aio-libs/aiohttp"],
  ["bokeh", "bokeh/bokeh"],
  ["coveragepy", "nedbat/coveragepy"],
  ["datalad", "datalad/datalad"],
  ["numpy", "numpy/numpy"],
  ["orange3", "biolab/orange3"],
  ["pandas", "pandas-dev/pandas"],
  ["pillow", "python-pillow/Pillow"],
  ["pyramid", "Pylons/pyramid"],
  ["scrapy", "scrapy/scrapy"],
  ["statsmodels", "statsmodels/statsmodels"],
  ["sympy", "sympy/sympy"],
  ["tornado", "tornadoweb/tornado"],
]);
