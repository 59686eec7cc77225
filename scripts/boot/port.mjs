// @ts-check
import { connect, createServer } from "node:net";
import { PlainError } from "./plain-error.mjs";

/** The port of PORT, default 3000. */
export function webPort() {
  const text = process.env.PORT || "3000";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new PlainError(`PORT must be a number from 1 to 65535, not "${text}".`);
  return port;
}

/** Throws the one clear line when something listens on the port, still after `patienceMs`. @param {number} port */
export async function requireFreePort(port, patienceMs = 0) {
  const deadline = performance.now() + patienceMs;
  // Both, because some systems let "every address" be bound beside another program's 127.0.0.1.
  for (const host of ["127.0.0.1", undefined]) {
    let code = await bindError(port, host);
    while (code === "EADDRINUSE" && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      code = await bindError(port, host);
    }
    if (code === "EADDRINUSE")
      throw new PlainError(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`);
    if (code === "EACCES")
      throw new PlainError(`Port ${port} needs more rights than this account has. Choose one above 1024.`);
    if (code) throw new PlainError(`Port ${port} cannot be used (${code}).`);
  }
}

/** A port on 127.0.0.1 that nothing uses right now. @returns {Promise<number>} */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Undefined when host:port takes a connection, else the reason. @param {string} host @param {number} port @returns {Promise<string | undefined>} */
export function connectError(host, port, timeoutMs = 5000) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    /** @param {string} [reason] */
    const done = (reason) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once("connect", () => done());
    socket.once("timeout", () => done("no answer"));
    socket.once("error", (error) => done(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message));
  });
}

/** @param {number} port @param {string} [host] @returns {Promise<string | undefined>} */
function bindError(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code));
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
}
