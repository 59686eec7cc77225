export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "invalid"
  | "conflict"
  | "too_many"
  | "unavailable";

/** A failure that is expected and whose message is written for the person who caused it. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function fail(code: ErrorCode, message: string): never {
  throw new AppError(code, message);
}

const httpStatuses: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
};

export function httpStatusOf(code: ErrorCode): number {
  return httpStatuses[code];
}
