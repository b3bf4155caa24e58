/** The address people and programs reach this deployment at, without a slash at the end. Set by PUBLIC_URL. */
export function publicUrl(): string {
  const set = process.env.PUBLIC_URL?.replace(/\/+$/, "");
  return set || `http://localhost:${process.env.PORT ?? "3000"}`;
}
