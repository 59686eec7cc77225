/** The log parsers that the grader of exported folders knows. */
export const graderParsers = [
  "pytest",
  "pytest-options",
  "pytest-v2",
  "matplotlib",
  "seaborn",
  "django",
  "unittest",
  "sympy",
] as const;
export type GraderParser = (typeof graderParsers)[number];

/**
 * A program for Python 3.6 and later, without any library: reads the log of a task's tests by the rules of our parsers of
 * the same names, grades it by those of swebench 5, and writes `reward.txt` and `report.json`; a log that those do not
 * grade gets no reward.
 */
export const graderScript = String.raw`"""Grades the log of a task's tests: grade.py <config.json> <log> <folder for the reward>"""
import json
import re
import sys

START, END = ">>>>> Start Test Output", ">>>>> End Test Output"
BAD_CODES = (">>>>> Patch Apply Failed", ">>>>> Reset Failed", ">>>>> Tests Errored", ">>>>> Tests Timed Out")
EXIT_CODE = re.compile(r">>>>> Test Exit Code: {0,4}(-?\d{1,9})")
STATUSES = ("PASSED", "FAILED", "SKIPPED", "ERROR", "XFAIL")
SUMMARY = re.compile(r"^(?:(PASSED|FAILED|SKIPPED|XFAIL)\s+|(ERROR) )(\S+)")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def shorten_path(name):
    start, end = name.find("["), name.rfind("]")
    if start == -1 or end < start:
        return name
    option = name[start + 1 : end]
    if option.startswith("/") and not option.startswith("//") and "*" not in option:
        option = option[option.rfind("/") :]
    return "%s[%s]" % (name[:start], option)


def mouse_buttons(name):
    return name.replace("MouseButton.LEFT", "1").replace("MouseButton.RIGHT", "3")


def read_summary(lines, change=lambda name: name):
    found = {}
    for line in lines:
        match = SUMMARY.match(line)
        if not match:
            continue
        status, name = match.group(1) or match.group(2), match.group(3)
        if not (status == "SKIPPED" and re.match(r"^\[\d+\]$", name)):
            found[change(name)] = status
    return found


def read_whole_names(lines):
    found = {}
    for line in lines:
        words = line.split()
        if len(words) < 2:
            continue
        first, rest, last = words[0], words[1:], words[-1]
        if first in STATUSES and line.startswith(first):
            if first == "FAILED" and "-" in rest:
                rest = rest[: rest.index("-")]
            if not (first == "SKIPPED" and re.match(r"^\[\d+\]$", words[1])):
                found[" ".join(rest)] = first
        elif last in STATUSES and line.endswith(last):
            found[" ".join(words[:-1])] = last
    return found


def read_seaborn(lines):
    found = {}
    for line in lines:
        for pattern, status in ((r"^FAILED\s+(\S+)", "FAILED"), (r"^\s*(\S+)\s+PASSED ", "PASSED"), (r"^PASSED\s+(\S+)", "PASSED")):
            match = re.match(pattern, line)
            if match:
                found[match.group(1)] = status
                break
    return found


WORDS = {"ok": "PASSED", "OK": "PASSED", "FAIL": "FAILED", "ERROR": "ERROR"}


def read_django(lines):
    found, pending = {}, None
    for line in lines:
        if "--version is equivalent to version" in line:
            found["--version is equivalent to version"] = "PASSED"
            continue
        match = re.match(r"^\s*Applying sites\.0002_alter_domain_unique\.\.\.(test_no_migrations\S* .*) \.\.\. ok\s*$", line)
        if match:
            found[match.group(1).strip()] = "PASSED"
            continue
        match = re.match(r"^(.*) \.\.\. {1,2}(ok|OK|FAIL|ERROR)\s*$", line)
        if match:
            found[match.group(1).lstrip()], pending = WORDS[match.group(2)], None
            continue
        match = re.match(r"^(.*?) \.\.\. skipped", line)
        if match:
            found[match.group(1).lstrip()], pending = "SKIPPED", None
            continue
        match = re.match(r"^\s*(FAIL|ERROR): *(\S+)", line)
        if match:
            found[match.group(2)] = WORDS[match.group(1)]
            continue
        match = re.match(r"^(.*?) \.\.\. ", line)
        if match:
            pending = match.group(1).lstrip()
            continue
        if re.match(r"^\s*ok\b", line):
            if pending is not None:
                found[pending] = "PASSED"
            pending = None
    return found


UNITTEST = r"\S+ \([^()\s]+\)(?: [\[(].*[\])])?"
RESULT = r"(ok|FAIL|ERROR|expected failure|unexpected success|skipped(?: .*)?)"
RESULTS = {"ok": "PASSED", "FAIL": "FAILED", "ERROR": "ERROR", "expected failure": "XFAIL", "unexpected success": "FAILED"}
SEVERITY = {"PASSED": 0, "XFAIL": 1, "SKIPPED": 2, "FAILED": 3, "ERROR": 4}


def shorten_unittest(name):
    """Python 3.11 and later write the method again behind its class."""
    return re.sub(r"^(\S+) \((\S+)\.\1\)", r"\1 (\2)", name)


def read_unittest(lines):
    found, pending = {}, None

    def add(name, word):
        status = "SKIPPED" if word.startswith("skipped") else RESULTS[word]
        if name not in found or SEVERITY[status] > SEVERITY[found[name]]:
            found[name] = status

    for line in lines:
        match = re.match(r"^\s*(%s) \.\.\. %s$" % (UNITTEST, RESULT), line)
        if match:
            add(shorten_unittest(match.group(1)), match.group(2))
            pending = None
            continue
        match = re.match(r"^(FAIL|ERROR): (\S+ \([^()\s]+\))", line)
        if match:
            add(shorten_unittest(match.group(2)), match.group(1))
            continue
        match = re.match(r"^(%s)(?: \.\.\. |$)" % UNITTEST, line)
        if match:
            pending = shorten_unittest(match.group(1))
            continue
        match = re.search(r"(?: \.\.\. |^)%s$" % RESULT, line)
        if match:
            if pending is not None:
                add(pending, match.group(1))
            pending = None
    return found


def read_sympy(lines):
    found = {}
    for line in lines:
        match = re.match(r"^_+ (\S.*\S) _+$", line)
        if match and ".py:" in match.group(1):
            found[match.group(1)] = "FAILED"
            continue
        match = re.match(r"^\s*(test_\S*) (?:.* )?(ok|F|E)\s*(?:\[(?:OK|FAIL)\]\s*)?$", line)
        if match:
            found[match.group(1)] = {"ok": "PASSED", "F": "FAILED", "E": "ERROR"}[match.group(2)]
    return found


PARSERS = {
    "pytest": read_summary,
    "pytest-options": lambda lines: read_summary(lines, shorten_path),
    "pytest-v2": read_whole_names,
    "matplotlib": lambda lines: read_summary(lines, mouse_buttons),
    "seaborn": read_seaborn,
    "django": read_django,
    "unittest": read_unittest,
    "sympy": read_sympy,
}


def between_marks(lines):
    """The lines between the marks; None where one of them is missing."""
    starts = [number for number, line in enumerate(lines) if START in line]
    ends = [number for number, line in enumerate(lines) if END in line and starts and number > starts[0]]
    return lines[starts[0] + 1 : ends[0]] if ends else None


def refuse(log, section, found):
    """Why the log is not graded; None where it is."""
    for code in BAD_CODES:
        if code in log:
            return "the log says: %s" % code[6:]
    if section is None:
        return "the log has no test output between the marks"
    if not found:
        return "the log has no test result"
    codes = EXIT_CODE.findall(log)
    has_failure = any(status in ("FAILED", "ERROR") for status in found.values())
    if codes and int(codes[-1]) != 0 and not has_failure:
        return "the test command ended with exit code %s, but the log shows no failure" % codes[-1]
    return None


def is_broken_off(name):
    return name.count("[") > name.count("]")


def status_of(name, found):
    for spelling in (name, shorten_path(name)):
        if spelling in found:
            return found[spelling]
    cut = re.split(r"\s", name)[0]
    if is_broken_off(cut) and cut in found:
        return found[cut]
    if is_broken_off(name):
        statuses = {status for other, status in found.items() if other.startswith(name)}
        if len(statuses) == 1:
            return statuses.pop()
    return None


def main(config_path, log_path, folder):
    with open(config_path, encoding="utf-8") as file:
        config = json.load(file)
    with open(log_path, encoding="utf-8", errors="replace") as file:
        log = file.read()
    lines = [line.rstrip("\r") for line in ESCAPES.sub("", log).split("\n")]
    section = between_marks(lines)
    read = PARSERS[config["parser"]]
    found = read(section or []) or read(lines)
    refusal = refuse(log, section, found)
    if refusal:
        with open(folder + "/report.json", "w", encoding="utf-8") as file:
            json.dump({"resolved": None, "not_graded": refusal}, file, indent=2)
        sys.exit("Not graded: " + refusal)
    accepted = {"FAIL_TO_PASS": ("PASSED", "XFAIL"), "PASS_TO_PASS": ("PASSED", "XFAIL", "SKIPPED")}
    report = {}
    for key, statuses in accepted.items():
        sides = {"success": [], "failure": []}
        for name in config[key]:
            sides["success" if status_of(name, found) in statuses else "failure"].append(name)
        report[key] = sides
    is_resolved = not any(sides["failure"] for sides in report.values())
    with open(folder + "/report.json", "w", encoding="utf-8") as file:
        json.dump({"resolved": is_resolved, "tests_status": report}, file, indent=2)
    with open(folder + "/reward.txt", "w") as file:
        file.write("1\n" if is_resolved else "0\n")


main(*sys.argv[1:4])
`;
