/** Test log → Map from test id to PASSED, FAILED, ERROR, SKIPPED or XFAIL. */
export const parsers = { unittest: parseUnittest, "node-tap": parseNodeTap };

const unittestStatuses = [
  [/^ok$/, "PASSED"],
  [/^FAIL$/, "FAILED"],
  [/^ERROR$/, "ERROR"],
  [/^skipped\b/, "SKIPPED"],
  [/^expected failure$/, "XFAIL"],
  [/^unexpected success$/, "FAILED"],
];

/** The log of `python3 -m unittest -v`. Ids are `test_x (tests.test_mod.Class)`, as before Python 3.11. */
export function parseUnittest(log) {
  const statuses = new Map();
  let open;
  for (const line of log.split("\n")) {
    const [, name, owner, rest] = /^([\w.]+) \(([\w.]+)\) \.\.\. ?(.*)$/.exec(line) ?? [];
    if (name) open = `${name} (${owner.endsWith(`.${name}`) ? owner.slice(0, -name.length - 1) : owner})`;
    const found = open && unittestStatuses.find(([pattern]) => pattern.test(name ? rest : line));
    if (!found) continue;
    statuses.set(open, found[1]);
    open = undefined;
  }
  return statuses;
}

/** The log of `node --test --test-reporter=tap`. Ids are `suite > test`; a suite itself is not a test. */
export function parseNodeTap(log) {
  const statuses = new Map();
  const suites = new Set();
  const names = [];
  let detailsEnd;
  for (const line of log.split("\n")) {
    if (detailsEnd !== undefined) {
      if (line === detailsEnd) detailsEnd = undefined;
      continue;
    }
    const [, indent, text] = /^( *)(.*)$/.exec(line);
    const depth = indent.length / 4;
    const [, subtest] = /^# Subtest: (.*)$/.exec(text) ?? [];
    const [, verdict, , directive] = /^(ok|not ok) \d+ - (.*?)(?: # (SKIP|TODO)\b.*)?$/.exec(text) ?? [];
    if (subtest !== undefined) {
      names.length = depth;
      names[depth] = unescapeTap(subtest);
      if (depth > 0) suites.add(names.slice(0, depth).join(" > "));
    } else if (verdict) {
      const id = names.slice(0, depth + 1).join(" > ");
      if (!suites.has(id)) statuses.set(id, tapStatus(verdict, directive));
    } else if (text === "---") {
      detailsEnd = `${indent}...`;
    }
  }
  return statuses;
}

function tapStatus(verdict, directive) {
  if (directive === "SKIP") return "SKIPPED";
  if (verdict === "ok") return "PASSED";
  return directive === "TODO" ? "XFAIL" : "FAILED";
}

function unescapeTap(name) {
  return name.replace(/\\([\\#])/g, "$1");
}
