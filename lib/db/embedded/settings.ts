import os from "node:os";
import type { Layout } from "./layout";
import { SOCKET_PORT } from "./layout";

/** How many connections the embedded server takes: four processes with a full pool each, and some for people. */
export const EMBEDDED_CONNECTIONS_MAX = 100;

const MIB = 1024 * 1024;

/**
 * The server's settings, given on its command line so that they are always those of this version. Durable means what
 * PostgreSQL promises: a commit that was acknowledged survives a power cut. Tests may give that up.
 */
export function settingsFor(layout: Layout, durable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "",
    port: String(SOCKET_PORT),
    unix_socket_directories: layout.socketDirectory,
    unix_socket_permissions: "0700",
    max_connections: String(EMBEDDED_CONNECTIONS_MAX),
    shared_buffers: `${sharedBuffersMib()}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memoryMib() / 2))}MB`,
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? DURABLE : FORGETFUL),
    ...LOGGING,
    log_directory: layout.logs,
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

const DURABLE = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };
const FORGETFUL = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

// A week of logs, each day over its namesake of last week. Terse: a detail line may quote a row, and rows hold people.
const LOGGING = {
  logging_collector: "on",
  log_filename: "postgres-%a.log",
  log_truncate_on_rotation: "on",
  log_rotation_age: "1d",
  log_rotation_size: "0",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_file_mode: "0600",
};

function sharedBuffersMib(): number {
  return Math.min(512, Math.max(64, Math.floor(memoryMib() / 16)));
}

function memoryMib(): number {
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
  return Math.floor(bytes / MIB);
}
