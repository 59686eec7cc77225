// @ts-check
import { totalmem } from "node:os";

const MEGABYTE = 1024 * 1024;

/**
 * `-c` arguments for the server: a workstation's, with memory scaled to the machine's (or the container's).
 * @param {{ port: number, logFolder: string, throwAway?: boolean, memoryBytes?: number }} options
 */
export function serverArguments({ port, logFolder, throwAway = false, memoryBytes = availableMemory() }) {
  const memory = Math.floor(memoryBytes / MEGABYTE);
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: `${clamp(Math.floor(memory / 4), 64, 1024)}MB`,
    effective_cache_size: `${Math.max(Math.floor(memory / 2), 128)}MB`,
    maintenance_work_mem: `${clamp(Math.floor(memory / 16), 64, 256)}MB`,
    work_mem: "32MB",
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    wal_compression: "on",
    random_page_cost: 1.1,
    jit: "off",
    shared_preload_libraries: "pg_stat_statements",
    logging_collector: "on",
    log_directory: logFolder,
    log_filename: "postgres-%a.log",
    log_rotation_age: "1d",
    log_rotation_size: 0,
    log_truncate_on_rotation: "on",
    log_line_prefix: "%m [%p] ",
    log_timezone: "UTC",
    timezone: "UTC",
    ...(throwAway && { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function availableMemory() {
  const limit = process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
  return Math.min(totalmem(), limit);
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
