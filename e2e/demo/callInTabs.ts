import type { Page } from 'puppeteer-core'
import { expect, vi } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'
import { click, count, notice, read, show } from './screen.ts'

/** A call from tab to tab: from the first that waits, over two moves to newer credentials, to one that is closed. */
export async function callInTabs(open: () => Promise<Page>): Promise<void> {
  const ada = await open()
  await show(ada, 'you', 'Ada')
  await notice(ada, 'Nobody else is here yet')
  await expectAccessible(ada, 'waiting for the second tab')

  const ben = await open()
  await show(ben, 'you', 'Ben')
  const both = [ada, ben]
  for (const tab of both) await show(tab, 'call-state', 'connected')
  for (const tab of both) await show(tab, 'relayed', 'yes')
  const surplus = await surplusOf(both)
  await say(ada, 'Good morning')
  await show(ben, 'chat', 'Ada: Good morning')
  await say(ben, 'Hello')
  await show(ada, 'chat', 'Ada: Good morningBen: Hello')
  await expectAccessible(ben, 'connected to the other tab')

  const third = await open()
  await notice(third, 'Two tabs are calling each other already')
  await expectAccessible(third, 'a third tab')
  await third.close()

  for (const tab of both) await count(tab, 'rotations', 2)
  expect(await Promise.all(both.map((tab) => read(tab, 'call-state')))).toEqual(['connected', 'connected'])
  const names = () => Promise.all(both.map((tab) => read(tab, 'credential-name')))
  // Not expect.poll, which knows no test that runs beside others.
  await vi.waitFor(async () => expect(new Set(await names()).size).toBe(1))
  // Two requests for each credential would by now be two too many; one may be under way.
  expect(await surplusOf(both)).toBeLessThanOrEqual(surplus + 1)

  await ben.close()
  await notice(ada, 'Ben has gone')
  await expectAccessible(ada, 'left alone')
  const next = await open()
  for (const tab of [ada, next]) await show(tab, 'call-state', 'connected')
  await next.close()
  await ada.close()
}

/** How many requests the tabs have made beyond the credentials that are known to one of them since the call began. */
async function surplusOf(tabs: Page[]): Promise<number> {
  const requests = await Promise.all(tabs.map((tab) => read(tab, 'requests')))
  const told = tabs[0] ? await read(tabs[0], 'told') : ''
  const credentials = Number(/.*Credential (\d+) is there/s.exec(told)?.[1])
  return requests.map(Number).reduce((one, other) => one + other) - credentials
}

async function say(tab: Page, text: string) {
  await tab.type('[data-testid="chat-text"]', text)
  await click(tab, 'chat-say')
}
