import { runPublicJsonRoute } from "@/app/action";
import { passSecondFactor, SecondFactorForm, SIGN_IN_BYTES_MAX } from "../../sign-in-steps";

/** The second step of signing in over a page of the console. */
export async function POST(request: Request): Promise<Response> {
  return runPublicJsonRoute(
    request,
    { schema: SecondFactorForm, bytesMax: SIGN_IN_BYTES_MAX },
    passSecondFactor,
  );
}
