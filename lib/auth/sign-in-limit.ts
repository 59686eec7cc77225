import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { type Connection, connection } from "#lib/db/client";
import { AppError } from "#lib/errors";

/** Ten wrong passwords for one account, or fifty from one address, close the door for a quarter of an hour. */
const windowSeconds = 15 * 60;

interface Limits {
  readonly account: RateLimiterPostgres;
  readonly address: RateLimiterPostgres;
}

let limits: Limits | undefined;

/** Counts an attempt before the password is looked at, so that parallel guesses cannot slip through. */
export async function countSignInAttempt(email: string, address: string): Promise<void> {
  const { account, address: byAddress } = signInLimits();
  try {
    await Promise.all([account.consume(email), byAddress.consume(address)]);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.ceil(error.msBeforeNext / 60_000);
    throw new AppError("too_many", `Too many attempts. Try again in ${minutes} min.`);
  }
}

export async function forgetSignInAttempts(email: string, address: string): Promise<void> {
  await Promise.all([signInLimits().account.delete(email), signInLimits().address.reward(address, 1)]);
}

function signInLimits(): Limits {
  const shared = {
    storeClient: limiterClient(connection()),
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    duration: windowSeconds,
    clearExpiredByTimeout: false,
  };
  limits ??= {
    account: new RateLimiterPostgres({ ...shared, keyPrefix: "sign-in-account", points: 10 }),
    address: new RateLimiterPostgres({ ...shared, keyPrefix: "sign-in-address", points: 50 }),
  };
  return limits;
}

/** The limiter speaks to a `pg` client: one method. */
function limiterClient({ sql }: Connection) {
  return {
    async query({ text, values }: { text: string; values: (string | number)[] }) {
      const rows = await sql.unsafe(text, values);
      return { rows, rowCount: rows.count };
    },
  };
}
