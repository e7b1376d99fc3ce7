import { validateIceServers } from '@freshice/core'
import type { Page } from 'puppeteer-core'
import { acceptedLists } from './acceptedLists.ts'

/** What one browser makes of lists, beside what `validateIceServers` says of them. */
export interface ListVerdicts {
  /** Judged good, and taken by the browser. */
  good: number
  /** Judged good, and rejected by the browser: none may be. */
  dangerous: unknown[]
  /** Not judged good, and rejected by the browser. */
  caught: number
  /** Not judged good, and taken by the browser: a rule is stricter, or another browser rejects it. */
  stricter: number
  /** Rejected by the browser even when repaired: none may be. */
  rejected: unknown[]
}

export async function judgeLists(page: Page, lists: unknown[][]): Promise<ListVerdicts> {
  const judged = lists.map((list) => validateIceServers(list))
  const asGiven = await acceptedLists(page, lists)
  const isRepaired = await acceptedLists(
    page,
    judged.map(({ iceServers }) => iceServers),
  )
  const where = (isOk: boolean, isTaken: boolean) =>
    lists.filter((_, index) => judged[index]?.ok === isOk && asGiven[index] === isTaken)
  return {
    good: where(true, true).length,
    dangerous: where(true, false),
    caught: where(false, false).length,
    stricter: where(false, true).length,
    rejected: lists.filter((_, index) => !isRepaired[index]),
  }
}
