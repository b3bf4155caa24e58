/** The address people and programs reach this deployment at, without a slash at the end. Set by PUBLIC_URL. */
export function publicUrl(): string {
  const set = process.env.PUBLIC_URL?.replace(/\/+$/, "");
  return set || `http://localhost:${process.env.PORT ?? "3000"}`;
}

/** Further names this deployment is asked under, with or without a port. Set by ALLOWED_HOSTS, separated by commas. */
export function allowedHosts(): string[] {
  return (process.env.ALLOWED_HOSTS ?? "")
    .split(",")
    .map((host) => host.trim())
    .filter(Boolean);
}
