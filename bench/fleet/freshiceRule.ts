import { offlineWait } from '../../packages/core/src/schedule/offlineWait.ts'
import { refreshAge } from '../../packages/core/src/schedule/refreshTime.ts'
import { retryDelay } from '../../packages/core/src/schedule/retryDelay.ts'
import type { OnlineContext, Rule } from './rule.ts'

/** `ONLINE_SPREAD` of `packages/core/src/createIceClient.ts`, in milliseconds. */
const ONLINE_SPREAD = 5000

/** What @freshice/core does: its own functions, but for the few lines on `online`, which stand in `createIceClient`. */
export const freshiceRule: Rule = { refreshAge, retryDelay, offlineWait, onlineDelay }

function onlineDelay({ isFailing, isDue, lifeLeft, random }: OnlineContext): number {
  if (!isDue) return Infinity
  return isFailing && lifeLeft > 0 ? random * ONLINE_SPREAD : 0
}
