import { quoteForShell } from "#lib/core/environment/directives";
import { phaseFolder } from "#lib/sandbox/port";

/** Inside an image: our shell, and archives of its writable folders. */
export const assayFolder = "/.assay";
export const shellPath = `${assayFolder}/sh`;
export const archiveFolder = `${assayFolder}/archives`;

/**
 * Process 1 of a sandbox. It takes orders on standard input and reports on standard error, which no phase ever holds:
 * phases get standard output alone. It runs as the same account as they do, so its shell is a copy that may be executed but
 * not read; the kernel then keeps its memory, files and environment from everyone (`ptrace`, `/proc/1`), and as process
 * 1 it cannot be killed from inside. After each phase it kills whatever is left of it.
 *
 * Orders: first a line `start`; `restore <tar> <folder>`; `clear`; `unpack <folder>` and `file <name>`, each with pieces: a line with a size and
 * that many bytes, size 0 for the end; `phase <folder> <token>` and the script in pieces; `exit`. Each is answered by its
 * name and an exit status, a phase also by the number of processes that the memory limit killed. The token goes to standard
 * output after everything of the phase.
 */
export const runnerScript = `
umask 022
exec 3>&2
# Tests may be able to write into folders of the environment's PATH; the runner's own tools come from elsewhere.
phase_path=$PATH phase_libraries=\${LD_LIBRARY_PATH-} phase_preload=\${LD_PRELOAD-}
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
unset LD_LIBRARY_PATH LD_PRELOAD TAR_OPTIONS
[ -d ${phaseFolder} ] || mkdir -p ${phaseFolder}
pieces() {
  while read -r size && [ "$size" != 0 ]; do dd bs="$size" count=1 iflag=fullblock 2>/dev/null || return 1; done
}
count_killed() {
  killed=0
  for events in /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control; do
    [ -r "$events" ] || continue
    while read -r key value; do [ "$key" != oom_kill ] || killed=$value; done <"$events"
  done
}
# Dead processes count towards the limit until process 1 has asked for them, which "jobs" does without a process of its own.
kill_rest() {
  while kill -9 -1 2>/dev/null; wait; jobs >/dev/null; set -- /proc/[0-9]*; [ $# -gt 1 ]; do :; done
}
count_killed
before=$killed
shell=$(command -v bash || command -v sh)
# Podman hands the request that attached us on as the first line.
while read -r order && [ "$order" != start ]; do :; done
echo "start 0" >&3
while read -r order a b; do
  case $order in
  restore) tar -x -o -f "$a" -C "$b" >&2 ;;
  unpack)
    # What tar leaves of the pieces must not be read as orders.
    pieces | { tar -x -o -f - -C "$a" >&2; code=$?; cat >/dev/null; exit "$code"; }
    ;;
  clear) rm -rf ${phaseFolder}/* ${phaseFolder}/.[!.]* ${phaseFolder}/..?* >&2 ;;
  file) pieces >"${phaseFolder}/$a" ;;
  phase)
    pieces >${phaseFolder}/.script || exit 65
    (
      exec 2>&1 3>&- </dev/null
      cd "$a" || exit 126
      PATH=$phase_path
      [ -z "$phase_libraries" ] || export LD_LIBRARY_PATH="$phase_libraries"
      [ -z "$phase_preload" ] || export LD_PRELOAD="$phase_preload"
      exec "$shell" ${phaseFolder}/.script
    ) &
    wait $!
    code=$?
    kill_rest
    count_killed
    printf %s "$b"
    echo "phase $code $((killed - before))" >&3
    before=$killed
    continue
    ;;
  exit) exit 0 ;;
  *) exit 64 ;;
  esac
  echo "$order $?" >&3
done
`;

/** Where an image keeps what the nth writable folder starts with. */
export function archivePath(index: number): string {
  return `${archiveFolder}/${index}.tar`;
}

/** Archives the writable folders at the end of a build. A repository that lies there already comes without its history. */
export function archiveScript(folders: readonly string[]): string {
  const steps = folders.map(
    (folder, index) =>
      `tar -c -f ${archivePath(index)} --exclude=./.git -C ${quoteForShell(folder)} . && chmod 644 ${archivePath(index)}`,
  );
  return `
for tool in tar dd cat; do command -v "$tool" >/dev/null || { echo "$tool is not in the image"; exit 1; }; done
${["true", ...steps].join(" &&\n")}
`;
}

/** What is installed already is not asked for again, so that a base that has it all can be used without a network. */
export function packagesScript(packages: readonly string[], whyNot?: string): string {
  return `
missing=
for package in ${packages.map(quoteForShell).join(" ")}; do
  dpkg-query --show --showformat='\${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "Not in the base image:$missing"
${whyNot ? `echo ${quoteForShell(whyNot)}; exit 1` : ""}
command -v apt-get >/dev/null || { echo "The base image has no apt-get."; exit 1; }
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install --yes -qq --no-install-recommends $missing && rm -rf /var/lib/apt/lists/*
`;
}
