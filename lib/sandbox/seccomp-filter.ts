/**
 * The system calls that a container engine denies by default, as far as unprivileged code could reach something with them:
 * kernel modules, mounts, namespaces, keys, clocks, tracing of the kernel, io_uring.
 */
const denied = {
  x64: [
    134, 136, 139, 155, 156, 163, 164, 165, 166, 167, 168, 169, 172, 173, 174, 175, 176, 177, 178, 179, 180, 212, 227,
    237, 238, 246, 248, 249, 250, 272, 279, 298, 304, 305, 308, 312, 313, 320, 321, 323, 425, 426, 427, 428, 429, 430,
    431, 432, 433, 442, 443,
  ],
  arm64: [
    18, 39, 40, 41, 42, 60, 89, 97, 104, 105, 106, 112, 142, 170, 217, 218, 219, 224, 225, 235, 237, 239, 241, 265, 266,
    268, 272, 273, 280, 282, 294, 425, 426, 427, 428, 429, 430, 431, 432, 433, 442, 443,
  ],
} as const;
const auditArchitecture = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const cloneCall = { x64: 56, arm64: 220 } as const;
const clone3Call = 435;
/** The flags of clone that make namespaces. */
const namespaceFlags = 0x7e020000;
/** On x86-64, a second set of numbers for the same calls begins here. */
const x32Calls = 0x40000000;

const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const jumpIfSet = 0x45;
const leave = 0x06;
const numberOffset = 0;
const architectureOffset = 4;
const firstArgumentOffset = 16;
const allow = 0x7fff0000;
const notPermitted = 0x00050001;
/** Makes the C library fall back on `clone`, whose flags can be looked at. */
const notImplemented = 0x00050026;

/** A BPF program for `bwrap --seccomp`, or undefined on a processor that it does not know. */
export function seccompFilter(architecture: string = process.arch): Buffer | undefined {
  if (architecture !== "x64" && architecture !== "arm64") return undefined;
  const calls = denied[architecture];
  // The program ends: …, allow, deny, not implemented. Jumps count the instructions between.
  const body: [code: number, value: number, ifTrue: Target, ifFalse: Target][] = [
    [load, architectureOffset, "next", "next"],
    [jumpIfEqual, auditArchitecture[architecture], "next", "deny"],
    [load, numberOffset, "next", "next"],
    [jumpIfAtLeast, x32Calls, "deny", "next"],
    ...calls.map((call): [number, number, Target, Target] => [jumpIfEqual, call, "deny", "next"]),
    [jumpIfEqual, clone3Call, "missing", "next"],
    [jumpIfEqual, cloneCall[architecture], "next", "allow"],
    [load, firstArgumentOffset, "next", "next"],
    [jumpIfSet, namespaceFlags, "deny", "allow"],
  ];
  const ends: Record<Target, number> = { next: -1, allow: 0, deny: 1, missing: 2 };
  const program = body.map(([code, value, ifTrue, ifFalse], index) =>
    instruction(code, value, distance(ifTrue, index), distance(ifFalse, index)),
  );
  return Buffer.concat([
    ...program,
    ...[allow, notPermitted, notImplemented].map((value) => instruction(leave, value, 0, 0)),
  ]);

  function distance(target: Target, index: number): number {
    return target === "next" ? 0 : body.length - index - 1 + ends[target];
  }
}

type Target = "next" | "allow" | "deny" | "missing";

function instruction(code: number, value: number, ifTrue: number, ifFalse: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifTrue, 2);
  bytes.writeUInt8(ifFalse, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
