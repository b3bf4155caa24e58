import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { cookies } from "next/headers";

/** Passes on the cookies the sign-in library set. Only in a server action or a route: a page that is being rendered cannot. */
export async function passCookies(sent: Headers): Promise<void> {
  const jar = await cookies();
  for (const line of sent.getSetCookie()) {
    for (const [name, cookie] of parseSetCookieHeader(line))
      jar.set(name, cookie.value, toCookieOptions(cookie));
  }
}
