"use server";

import { z } from "zod";
import { runPublicAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { joinTeam, setUp } from "@/lib/auth/accept-invitation";
import { JoinTeam, SetUp } from "@/lib/auth/schemas";
import { signIn } from "@/lib/auth/sign-in";
import { currentBrowser } from "./browser";
import { passCookies } from "./cookies";
import { loadSample } from "./sample-data";
import { type Passed, passPassword, passSecondFactor, SecondFactorForm, SignInBody } from "./sign-in-steps";

/** Gives the path to go on to. */
type Onwards = Promise<ActionResult<string>>;

const SetUpForm = z.object({ setUp: SetUp, sample: z.boolean() });

export async function signInAction(form: z.input<typeof SignInBody>): Promise<ActionResult<Passed>> {
  return runPublicAction(SignInBody, form, passPassword);
}

export async function secondFactorAction(
  form: z.input<typeof SecondFactorForm>,
): Promise<ActionResult<Passed>> {
  return runPublicAction(SecondFactorForm, form, passSecondFactor);
}

export async function setUpAction(form: z.input<typeof SetUpForm>): Onwards {
  return runPublicAction(SetUpForm, form, async ({ ctx, input }) => {
    const { email, password } = input.setUp;
    const owner = await setUp({ ctx, input: input.setUp });
    const { cookies } = await signIn({ ctx, browser: await currentBrowser(), input: { email, password } });
    await passCookies(cookies);
    if (input.sample) await loadSample(owner);
    return "/";
  });
}

export async function joinAction(form: z.input<typeof JoinTeam>): Onwards {
  return runPublicAction(JoinTeam, form, async ({ ctx, input }) => {
    const email = await joinTeam({ ctx, input });
    const { password } = input;
    const { cookies } = await signIn({ ctx, browser: await currentBrowser(), input: { email, password } });
    await passCookies(cookies);
    return "/";
  });
}
