import { runPublicJsonRoute } from "@/app/action";
import { passPassword, SIGN_IN_BYTES_MAX, SignInBody } from "../../sign-in-steps";

/** Signs in over a page of the console, which stays as it is. */
export async function POST(request: Request): Promise<Response> {
  return runPublicJsonRoute(request, { schema: SignInBody, bytesMax: SIGN_IN_BYTES_MAX }, passPassword);
}
