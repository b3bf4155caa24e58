import type { Method } from "@/lib/http/operation";
import type { Permission } from "@/lib/verb/permissions";

export type NotOfferedRow = [
  id: string,
  method: Method,
  path: string,
  permission: Permission,
  summary: string,
];
