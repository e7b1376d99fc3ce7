import { IceServersError } from '../errors.ts'

/** The error for an answer that is of no use: `what` is wrong with it, `name` is what gave it. */
export function invalidAnswer(what: string, name?: string): IceServersError {
  return new IceServersError('invalid-answer', `The answer${name ? ` of ${name}` : ''} ${what}.`)
}
