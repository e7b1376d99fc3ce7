import { checkTimeout } from '../checkTimeout.ts'
import { checkTtl } from '../checkTtl.ts'
import { TurnProviderError } from '../errors.ts'

/** Throws TurnProviderError `invalid-option` or `invalid-ttl` for the first option that cannot work. */
export function checkIceHandlerOptions(options: Record<'ttl' | 'timeout', number> & Record<string, unknown>): void {
  const { authorize, provider, ttl, timeout, rateLimit, reuse, onError } = options
  checkMethod(
    { authorize },
    'authorize',
    'authorize, a function that decides who may have a credential. A TURN relay costs money',
  )
  checkMethod(provider, 'generate', 'provider, an object with a generate function, as cloudflareTurn() makes one')
  checkTtl(ttl, 'createIceHandler')
  checkTimeout(timeout, 'createIceHandler')
  if (rateLimit !== undefined) checkMethod({ rateLimit }, 'rateLimit', 'rateLimit as a function')
  if (onError !== undefined) checkMethod({ onError }, 'onError', 'onError as a function')
  if (reuse === undefined) return
  for (const method of ['getItem', 'setItem', 'removeItem']) {
    checkMethod(reuse, method, `reuse as a storage with ${method}, such as createStorage() of unstorage`)
  }
}

function checkMethod(object: unknown, method: string, what: string): void {
  if (typeof (object as Record<string, unknown> | null | undefined)?.[method] === 'function') return
  throw new TurnProviderError('invalid-option', `createIceHandler needs the option ${what}.`)
}
