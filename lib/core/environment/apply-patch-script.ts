/**
 * A POSIX shell script that applies patches to the folder it runs in, by the steps of the SWE-bench harness: `git apply
 * --verbose`, `--3way`, `--reject`, then `patch --batch --forward --fuzz=5`, with a clean tree between the tries; when
 * none takes it, `git apply --check --reverse` may still prove that the tree has the change already. The folder needs no
 * repository: the script keeps one of its own in a temporary folder, and leaves none behind.
 *
 * Arguments: paths of patch files, applied in this order. For each, one line `patch-result`, tab, number of the argument
 * from 1, tab, and `applied git-apply`, `applied git-apply-3way`, `applied git-apply-reject`, `applied patch`,
 * `applied-before`, `empty` or `failed`; `parsePatchResults` reads them. The other lines are what the tools said. Exit
 * status 0: all are in; 1: one is not, and later ones were not tried; 2: the tools are missing or the disk is full.
 */
export const applyPatchScript = `set -u
for tool in git patch mktemp; do
  command -v "$tool" >/dev/null || { echo "apply-patch: $tool is not in the image"; exit 2; }
done
area=$(mktemp -d) || exit 2
trap 'rm -rf "$area"' EXIT
export GIT_DIR="$area/repository" GIT_WORK_TREE="$PWD" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=assay GIT_AUTHOR_EMAIL=assay@localhost GIT_COMMITTER_NAME=assay GIT_COMMITTER_EMAIL=assay@localhost
git init --quiet --template= . >/dev/null && git config core.hooksPath /dev/null && git config gc.auto 0 || exit 2

say() {
  printf 'patch-result\\t%s\\t%s\\n' "$number" "$1"
}

# Plain git apply changes all or nothing, so the costly copy of the tree waits until something else is tried.
keep_state() {
  git add --all --force . >"$area/log" 2>&1 || return 1
  # A three-way merge looks for the files that the patch was made against: those from before the earlier patches.
  i=$number
  while [ "$i" -gt 1 ]; do
    i=$((i - 1))
    eval "earlier=\\\${$i}"
    [ ! -s "$earlier" ] || git apply --cached --reverse "$earlier" >/dev/null 2>&1 || true
  done
  git add --all --force . >"$area/log" 2>&1 && git commit --quiet --allow-empty --no-verify --message=state >>"$area/log" 2>&1
}

try() {
  step=$1
  shift
  echo "apply-patch: $step"
  "$@" && { say "applied $step"; return 0; }
  git reset --quiet --hard && git clean --quiet -d -x --force --force
  return 1
}

number=0
for file in "$@"; do
  number=$((number + 1))
  if [ ! -s "$file" ]; then
    say empty
    continue
  fi
  echo "apply-patch: git-apply"
  if git apply --verbose "$file"; then
    say 'applied git-apply'
    continue
  fi
  keep_state "$@" || { cat "$area/log"; echo "apply-patch: git cannot keep the state of the folder"; exit 2; }
  try git-apply-3way git apply --verbose --3way "$file" ||
    try git-apply-reject git apply --verbose --reject "$file" ||
    try patch patch --batch --forward --fuzz=5 -p1 -i "$file" ||
    { git apply --check --reverse "$file" 2>/dev/null && say applied-before; } ||
    { say failed; exit 1; }
done
`;

export type PatchOutcome =
  | { readonly state: "applied"; readonly step: string }
  | { readonly state: "applied-before" | "empty" | "failed" };

/** What became of each patch, in the order of the arguments; patches that were not tried are missing. Never throws. */
export function parsePatchResults(output: string): PatchOutcome[] {
  const outcomes: PatchOutcome[] = [];
  for (const [, number, state, step] of output.matchAll(resultLine)) {
    if (Number(number) !== outcomes.length + 1) continue;
    if (state === "applied" && step) outcomes.push({ state, step });
    else if (state === "applied-before" || state === "empty" || state === "failed") outcomes.push({ state });
  }
  return outcomes;
}

const resultLine =
  /^patch-result\t(\d+)\t(applied|applied-before|empty|failed)(?: (git-apply|git-apply-3way|git-apply-reject|patch))?$/gm;
