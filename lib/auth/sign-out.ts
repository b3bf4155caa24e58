import { auth } from "./better-auth";

/** Ends the session a request's cookie belongs to. Gives the headers that take the cookie away. */
export async function signOut({ headers }: { headers: Headers }): Promise<Headers> {
  const { headers: cookies } = await auth().api.signOut({ headers, returnHeaders: true });
  return cookies;
}
