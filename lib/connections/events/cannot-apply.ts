/** What a person has to look at: trying again changes nothing. */
export class CannotApply extends Error {}

/** What waits for something of ours to end first. */
export class NotYet extends Error {}
