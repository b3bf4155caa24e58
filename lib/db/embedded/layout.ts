import { createHash } from "node:crypto";
import os from "node:os";
import path from "node:path";

// sun_path is 108 bytes on Linux, 104 on macOS, its final NUL included.
const SOCKET_PATH_LENGTH_MAX = 103;

/** The port in the socket's file name. Nothing listens on it: the server has no network address. */
export const SOCKET_PORT = 5432;

/** The database of an embedded server. */
export const DATABASE_NAME = "counterfoil";

/** The roles of an embedded server: who starts it and makes the others, who owns the tables, and who the application is. */
export const DATABASE_ROLES = {
  administrator: "counterfoil",
  owner: "counterfoil_owner",
  application: "counterfoil_app",
} as const;
export type DatabaseRole = keyof typeof DATABASE_ROLES;

/** Where everything of one data directory lives. */
export interface Layout {
  root: string;
  cluster: string;
  logs: string;
  startLog: string;
  users: string;
  bootLock: string;
  binaries: string;
  socketDirectory: string;
}

export function layoutOf(dataDirectory: string): Layout {
  const root = path.resolve(dataDirectory);
  return {
    root,
    cluster: path.join(root, "postgres"),
    logs: path.join(root, "logs"),
    startLog: path.join(root, "logs", "start.log"),
    users: path.join(root, "users"),
    bootLock: path.join(root, "boot.lock"),
    binaries: path.join(root, "lib"),
    socketDirectory: socketDirectoryOf(root),
  };
}

/** The address of a database on the embedded server, in the form that both pg and libpq's own tools take. */
export function addressOf(
  { socketDirectory }: Layout,
  { role, database = DATABASE_NAME }: { role: DatabaseRole; database?: string },
): string {
  return `postgresql://${DATABASE_ROLES[role]}@localhost:${SOCKET_PORT}/${database}?host=${encodeURIComponent(socketDirectory)}`;
}

// A socket's path must be short, so a long data directory has its socket under a name of its own in the temporary one.
function socketDirectoryOf(root: string): string {
  const inside = path.join(root, "run");
  if (Buffer.byteLength(path.join(inside, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_LENGTH_MAX)
    return inside;
  const digest = createHash("sha256").update(root).digest("hex").slice(0, 16);
  return path.join("/tmp", `counterfoil-${os.userInfo().uid}-${digest}`);
}
