import { TurnProviderError } from './errors.ts'

/** The longest delay that setTimeout knows, in milliseconds: about 24.8 days. */
const longest = 2 ** 31 - 1

/** Throws TurnProviderError `invalid-option` for a timeout that no timer can keep. `where` names the function it was given to. */
export function checkTimeout(timeout: unknown, where: string): void {
  if (typeof timeout === 'number' && timeout > 0 && timeout <= longest) return
  throw new TurnProviderError(
    'invalid-option',
    `${where}: the option timeout must be a number of milliseconds over 0 and up to ${longest}.`,
  )
}
